#include "deidentify/judge.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "deidentify/metrics.h"
#include "deidentify/value_order.h"

namespace spine::deidentify {
namespace {

constexpr Cost kHighestCost = Cost{1} << 62U;

// What all columns' v - 1 divide, so that every cell's (u - 1) / (v - 1) is a whole number of
// parts. Where that would leave no room for the sum over `cells`, the finest parts that do.
Cost parts_of_a_cell(const std::vector<Hierarchy>& hierarchies, std::uint64_t cells) {
    const Cost most = kHighestCost / std::max<std::uint64_t>(1, cells);
    Cost parts = 1;
    for (const Hierarchy& hierarchy : hierarchies) {
        const Cost steps = std::max<Cost>(1, hierarchy.values() - 1);
        const Cost factor = steps / std::gcd(parts, steps);
        if (factor > most / parts) return most;
        parts *= factor;
    }
    return parts;
}

// parts x part / whole, rounded down; exact where `whole` divides `parts`.
Cost share_of(Cost parts, Cost part, Cost whole) {
    return parts / whole * part + parts % whole * part / whole;
}

}  // namespace

Judge::Judge(const Requirements& requirements, const Microdata& data)
    : k_(requirements.k),
      rows_(data.rows()),
      least_(std::min<std::uint64_t>(requirements.k, data.rows())),
      metric_(requirements.metric) {
    for (const SensitiveRequirement& one : requirements.sensitive) add_asked(one, data);
    if (metric_ == Metric::Loss) weigh(data);
}

void Judge::add_asked(const SensitiveRequirement& one, const Microdata& data) {
    if (!one.distinct_l && !one.entropy_l && !one.t) return;
    const auto& columns = data.sensitive();
    const auto column = static_cast<std::size_t>(
        std::find(columns.begin(), columns.end(), one.column) - columns.begin());
    const Dictionary& values = data.values_of(column);
    std::vector<std::uint32_t> rank(values.size());
    std::iota(rank.begin(), rank.end(), 0);
    if (one.t && one.ground == Ground::Ordered) rank = *ranks(values, one.order);
    std::vector<std::uint64_t> rows(values.size(), 0);
    for (const Frequency& each : data.frequencies(column)) rows[each.value] += each.rows;
    asked_.push_back({column, Diversity(one, std::move(rank), rows, values.find(""))});
}

ClassValues Judge::Asked::values(const ClassTable& table, std::size_t at) const {
    const Histogram& all = table.sensitive[column];
    const std::size_t first = all.start[at], count = all.start[at + 1] - first;
    return {std::span(all.value).subspan(first, count), std::span(all.rows).subspan(first, count)};
}

void Judge::weigh(const Microdata& data) {
    const auto& hierarchies = data.quasi_identifiers();
    const Cost parts = parts_of_a_cell(hierarchies, rows_ * hierarchies.size());
    suppressed_row_ = parts * hierarchies.size();
    for (std::size_t column = 0; column < hierarchies.size(); ++column) {
        const Hierarchy& hierarchy = hierarchies[column];
        std::vector<std::uint64_t> rows(hierarchy.values(), 0);
        for (std::size_t at = 0; at < data.combinations(); ++at)
            rows[data.code(at, column)] += data.rows_with(at);
        auto& kept = kept_row_.emplace_back(hierarchy.levels());
        auto& all = all_kept_.emplace_back(hierarchy.levels(), 0);
        const Cost steps = std::max<Cost>(1, hierarchy.values() - 1);
        for (std::size_t level = 0; level < hierarchy.levels(); ++level) {
            for (Code code = 0; code < hierarchy.labels(level); ++code)
                kept[level].push_back(
                    share_of(parts, hierarchy.values_under(level, code) - 1, steps));
            for (Code value = 0; value < rows.size(); ++value)
                all[level] += rows[value] * kept[level][hierarchy.generalised(level, value)];
        }
    }
}

bool Judge::holds_monotone(const ClassTable& table, std::size_t at) const {
    return table.rows[at] >= k_ &&
           std::all_of(asked_.begin(), asked_.end(), [&](const Asked& asked) {
               return asked.diversity.enough_values(asked.values(table, at));
           });
}

bool Judge::holds_others(const ClassTable& table, std::size_t at) const {
    return std::all_of(asked_.begin(), asked_.end(), [&](const Asked& asked) {
        return asked.diversity.holds_others(asked.values(table, at));
    });
}

bool Judge::holds(const ClassTable& table, std::size_t at) const {
    return holds_monotone(table, at) && holds_others(table, at);
}

Cost Judge::penalty(const ClassTable& table, std::size_t at) const {
    Cost kept = 0;
    for (std::size_t column = 0; column < kept_row_.size(); ++column)
        kept += kept_row_[column][table.levels[column]][table.code(at, column)];
    return table.rows[at] * (suppressed_row_ - kept);
}

Cost Judge::cost_of(const Release& release) const {
    if (metric_ == Metric::Discernibility) return discernibility(release);
    const Microdata& data = release.data();
    Cost cost = release.suppressed() * suppressed_row_;
    std::vector<bool> met(release.classes().size(), false);
    for (std::size_t at = 0; at < data.combinations(); ++at) {
        const std::size_t number = release.class_of(at);
        const EquivalenceClass& each = release.classes()[number];
        if (!each.kept || met[number]) continue;
        met[number] = true;
        for (std::size_t column = 0; column < kept_row_.size(); ++column) {
            const std::size_t level = release.levels()[column];
            const Code label =
                data.quasi_identifiers()[column].generalised(level, data.code(at, column));
            cost += each.rows * kept_row_[column][level][label];
        }
    }
    return cost;
}

Cost Judge::at_least(const Levels& levels) const {
    if (metric_ == Metric::Discernibility) return rows_ * least_;
    Cost sum = 0;
    for (std::size_t column = 0; column < all_kept_.size(); ++column)
        sum += all_kept_[column][levels[column]];
    return sum;
}

// The usual case, in which a class's size says everything.
Verdict Judge::judge_sizes(const ClassTable& table) const {
    Verdict out;
    for (const std::uint32_t size : table.rows) {
        const std::uint64_t rows = size;
        const std::uint64_t kept = rows >= k_ ? 1 : 0;
        out.kept_classes += kept;
        out.suppressed += rows * (1 - kept);
        out.cost += rows * rows * kept;
        out.coarser += rows * std::max(rows, least_);
    }
    out.cost += out.suppressed * rows_;
    out.suppressed_finer = out.suppressed;
    return out;
}

Verdict Judge::judge_each(const ClassTable& table) const {
    Verdict out;
    const bool loss = metric_ == Metric::Loss;
    if (loss) out.cost = out.coarser = at_least(table.levels);
    for (std::size_t at = 0; at < table.classes(); ++at) {
        const std::uint64_t rows = table.rows[at];
        const bool monotone = holds_monotone(table, at);
        if (!loss) out.coarser += rows * std::max(rows, least_);
        if (!monotone) out.suppressed_finer += rows;
        if (monotone && holds_others(table, at)) {
            ++out.kept_classes;
            if (!loss) out.cost += rows * rows;
        } else {
            out.suppressed += rows;
            out.cost += loss ? penalty(table, at) : rows * rows_;
        }
    }
    return out;
}

Verdict Judge::judge(const ClassTable& table) const {
    const bool loss = metric_ == Metric::Loss;
    Verdict out = asked_.empty() && !loss ? judge_sizes(table) : judge_each(table);
    out.finer = loss ? out.suppressed_finer * suppressed_row_
                     : out.suppressed_finer * rows_ + (rows_ - out.suppressed_finer) * least_;
    return out;
}

}  // namespace spine::deidentify
