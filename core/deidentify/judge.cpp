#include "deidentify/judge.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "deidentify/value_order.h"

namespace spine::deidentify {
namespace {

constexpr double kForgiven = 1e-9;
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
    Asked asked;
    const auto& columns = data.sensitive();
    asked.column = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), one.column) -
                                            columns.begin());
    const Dictionary& values = data.values_of(asked.column);
    asked.distinct = one.distinct_l.value_or(1);
    if (one.entropy_l) {
        asked.has_entropy = true;
        asked.entropy = std::log(*one.entropy_l);
        // A class whose entropy is that of l equal shares has at least l values.
        const auto l = std::ceil(std::min(*one.entropy_l, 4e9) - kForgiven * *one.entropy_l * 2);
        asked.distinct = std::max(asked.distinct, static_cast<std::uint32_t>(l));
    }
    if (one.t) {
        asked.has_t = true;
        asked.t = *one.t;
        asked.ordered = one.ground == Ground::Ordered;
    }
    if (one.unknown)
        for (Code code = 0; code < values.size(); ++code)
            if (values.value(code) == *one.unknown) asked.unknown = code;
    asked.rank.resize(values.size());
    std::iota(asked.rank.begin(), asked.rank.end(), 0);
    if (asked.ordered) asked.rank = *ranks(values, one.order);
    asked.share.assign(values.size(), 0);
    for (const Frequency& each : data.frequencies(asked.column))
        asked.share[asked.rank[each.value]] += each.rows;
    for (double& share : asked.share) share /= static_cast<double>(rows_);
    asked_.push_back(std::move(asked));
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

std::uint32_t Judge::known_values(const Asked& asked, const Histogram& values, std::size_t at) {
    const auto first = values.value.begin() + values.start[at];
    const auto last = values.value.begin() + values.start[at + 1];
    const auto all = static_cast<std::uint32_t>(last - first);
    return asked.unknown && std::find(first, last, *asked.unknown) != last ? all - 1 : all;
}

bool Judge::diverse(const Asked& asked, const Histogram& values, std::size_t at) {
    double rows = 0, sum = 0;
    for (std::uint32_t entry = values.start[at]; entry < values.start[at + 1]; ++entry) {
        if (values.value[entry] == asked.unknown) continue;
        const double count = values.rows[entry];
        rows += count;
        sum += count * std::log(count);
    }
    if (rows == 0) return asked.entropy <= kForgiven;
    return std::log(rows) - sum / rows >= asked.entropy - kForgiven;
}

bool Judge::close(const Asked& asked, const Histogram& values, std::size_t at) {
    double rows = 0;
    for (std::uint32_t entry = values.start[at]; entry < values.start[at + 1]; ++entry)
        rows += values.rows[entry];
    double distance = 0;
    if (asked.ordered) {
        std::vector<double> ahead(asked.share.size());
        for (std::size_t i = 0; i < ahead.size(); ++i) ahead[i] = -asked.share[i];
        for (std::uint32_t entry = values.start[at]; entry < values.start[at + 1]; ++entry)
            ahead[asked.rank[values.value[entry]]] += values.rows[entry] / rows;
        double carried = 0;
        for (const double here : ahead) distance += std::abs(carried += here);
        distance /= std::max(1.0, static_cast<double>(ahead.size()) - 1);
    } else {
        double elsewhere = 1;  // the share of all rows whose value the class lacks
        for (std::uint32_t entry = values.start[at]; entry < values.start[at + 1]; ++entry) {
            const double share = asked.share[asked.rank[values.value[entry]]];
            distance += std::abs(values.rows[entry] / rows - share);
            elsewhere -= share;
        }
        distance = (distance + elsewhere) / 2;
    }
    return distance <= asked.t + kForgiven;
}

bool Judge::holds_monotone(const ClassTable& table, std::size_t at) const {
    if (table.rows[at] < k_) return false;
    return std::all_of(asked_.begin(), asked_.end(), [&](const Asked& asked) {
        const Histogram& values = table.sensitive[asked.column];
        return asked.distinct <= 1 || known_values(asked, values, at) >= asked.distinct;
    });
}

bool Judge::holds_others(const ClassTable& table, std::size_t at) const {
    return std::all_of(asked_.begin(), asked_.end(), [&](const Asked& asked) {
        const Histogram& values = table.sensitive[asked.column];
        return (!asked.has_entropy || diverse(asked, values, at)) &&
               (!asked.has_t || close(asked, values, at));
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
