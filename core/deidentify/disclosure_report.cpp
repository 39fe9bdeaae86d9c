#include "deidentify/disclosure_report.h"

#include <algorithm>
#include <numeric>

#include "deidentify/metrics.h"

namespace spine::deidentify {
namespace {

// How many different codes the column has among the combinations that `counts`.
template <typename CodeOf, typename Counts>
std::size_t distinct(const Microdata& data, std::size_t codes, const CodeOf& code_of,
                     const Counts& counts) {
    std::vector<bool> seen(codes, false);
    for (std::size_t at = 0; at < data.combinations(); ++at)
        if (counts(at)) seen[code_of(at)] = true;
    return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
}

ColumnCost cost_of(const Release& release, std::size_t column, double loss) {
    const Microdata& data = release.data();
    const Hierarchy& hierarchy = data.quasi_identifiers()[column];
    ColumnCost out;
    out.column = hierarchy.column();
    out.level = release.levels()[column];
    out.levels = hierarchy.levels();
    out.loss = loss;
    const auto value = [&](std::size_t at) { return data.code(at, column); };
    out.values = distinct(data, hierarchy.values(), value, [](std::size_t) { return true; });
    out.labels = distinct(
        data, hierarchy.labels(out.level),
        [&](std::size_t at) { return hierarchy.generalised(out.level, value(at)); },
        [&](std::size_t at) { return release.classes()[release.class_of(at)].kept; });
    return out;
}

// Every combination as it is, nothing asked of it.
Result<Release> untouched(const Microdata& data) {
    return Release::make(data, {1, 1, {}, Metric::Discernibility},
                         Levels(data.quasi_identifiers().size(), 0));
}

double share_of(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

Result<DisclosureReport> disclosure_report(const Release& release, const Microdata* population) {
    DisclosureReport out;
    out.rows = release.data().rows();
    out.suppressed = release.suppressed();
    out.released = out.rows - out.suppressed;
    out.suppressed_share = share_of(out.suppressed, out.rows);
    out.kept_classes = release.kept_classes();
    out.suppressed_classes = release.classes().size() - out.kept_classes;
    out.discernibility = discernibility(release);
    const auto losses = loss_of_columns(release);
    const double sum = std::accumulate(losses.begin(), losses.end(), 0.0);
    for (std::size_t column = 0; column < losses.size(); ++column) {
        ColumnCost& cost = out.columns.emplace_back(cost_of(release, column, losses[column]));
        if (sum > 0) cost.share = cost.loss / sum;
    }
    out.loss = loss(release);
    if (!losses.empty()) out.loss_by_suppression = out.suppressed_share;
    out.sizes = class_sizes(release);
    out.prosecutor = prosecutor_risk(release);
    if (!release.data().fixed().empty()) {
        out.joint_sizes = class_sizes(release, Known::FixedColumns);
        out.joint_prosecutor = prosecutor_risk(release, Known::FixedColumns);
    }
    if (population != nullptr) {
        auto risk = journalist_risk(release, *population);
        if (!risk) return fail(std::move(risk));
        out.journalist = *risk;
    }
    const auto before = untouched(release.data());
    if (!before) return fail(before.error());
    out.sizes_before = class_sizes(*before);
    out.prosecutor_before = prosecutor_risk(*before);
    return out;
}

}  // namespace spine::deidentify
