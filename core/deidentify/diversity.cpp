#include "deidentify/diversity.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace spine::deidentify {
namespace {

constexpr double kForgiven = 1e-9;

}  // namespace

Diversity::Diversity(const SensitiveRequirement& asked, std::vector<std::uint32_t> rank,
                     const std::vector<std::uint64_t>& rows, std::optional<Code> missing)
    : distinct_(asked.distinct_l.value_or(0)),
      ordered_(asked.ground == Ground::Ordered),
      missing_(missing),
      rank_(std::move(rank)),
      share_(rows.size(), 0) {
    if (asked.entropy_l) {
        has_entropy_ = true;
        entropy_ = std::log(*asked.entropy_l);
        // A class whose entropy is that of l equal shares has at least l values.
        const auto l = std::ceil(std::min(*asked.entropy_l, 4e9) * (1 - 2 * kForgiven));
        distinct_ = std::max(distinct_, static_cast<std::uint32_t>(l));
    }
    if (asked.t) {
        has_t_ = true;
        t_ = *asked.t;
    }
    const auto all =
        static_cast<double>(std::accumulate(rows.begin(), rows.end(), std::uint64_t{0}));
    for (std::size_t code = 0; code < rows.size(); ++code)
        share_[rank_[code]] = all > 0 ? static_cast<double>(rows[code]) / all : 0;
}

bool Diversity::enough_values(const ClassValues& values) const {
    std::size_t different = values.value.size();
    if (missing_ && different >= distinct_ &&
        std::find(values.value.begin(), values.value.end(), *missing_) != values.value.end())
        --different;
    return different >= distinct_;
}

bool Diversity::holds_others(const ClassValues& values) const {
    return (!has_entropy_ || even(values)) && (!has_t_ || close(values));
}

bool Diversity::even(const ClassValues& values) const {
    double rows = 0, sum = 0;
    for (std::size_t i = 0; i < values.value.size(); ++i) {
        if (values.value[i] == missing_) continue;
        const double count = values.rows[i];
        rows += count;
        sum += count * std::log(count);
    }
    return rows > 0 && std::log(rows) - sum / rows >= entropy_ - kForgiven;
}

bool Diversity::close(const ClassValues& values) const {
    const double rows = std::accumulate(values.rows.begin(), values.rows.end(), 0.0);
    double distance = 0;
    if (ordered_) {
        std::vector<double> ahead(share_.size());
        for (std::size_t i = 0; i < ahead.size(); ++i) ahead[i] = -share_[i];
        for (std::size_t i = 0; i < values.value.size(); ++i)
            ahead[rank_[values.value[i]]] += values.rows[i] / rows;
        double carried = 0;
        for (const double here : ahead) distance += std::abs(carried += here);
        distance /= std::max(1.0, static_cast<double>(ahead.size()) - 1);
    } else {
        double elsewhere = 1;  // the share of all rows whose value the class lacks
        for (std::size_t i = 0; i < values.value.size(); ++i) {
            const double share = share_[rank_[values.value[i]]];
            distance += std::abs(values.rows[i] / rows - share);
            elsewhere -= share;
        }
        distance = (distance + elsewhere) / 2;
    }
    return distance <= t_ + kForgiven;
}

}  // namespace spine::deidentify
