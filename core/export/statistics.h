// The few statistics of a report, from figures that are handed in one at a time and not kept.
//
// Boost.Math has the distributions; what stands here are the sums. Memory does not grow with the
// figures, but for Ranks, which keeps one count for each pair of different values. Intervals are
// two-sided at 95 %. Pure; one thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace spine::exporting {

struct Interval {
    double low = 0, high = 0;
};

// Mean and spread, by Welford's sums.
class Moments {
  public:
    void add(double value);
    [[nodiscard]] std::uint64_t n() const { return n_; }
    // 0 of none.
    [[nodiscard]] double mean() const { return mean_; }
    // The sample's (n - 1 below); nothing of fewer than two.
    [[nodiscard]] std::optional<double> sd() const;
    // Of the mean, by t with n - 1 degrees of freedom; nothing of fewer than two.
    [[nodiscard]] std::optional<Interval> interval() const;

  private:
    std::uint64_t n_ = 0;
    double mean_ = 0, squares_ = 0;
};

struct Difference {
    double value = 0;
    Interval interval;
};
// Mean of `a` minus mean of `b` with Welch's interval; nothing where either has fewer than two, or
// neither varies.
[[nodiscard]] std::optional<Difference> welch(const Moments& a, const Moments& b);

struct Correlation {
    double rho = 0;
    Interval interval;
    std::uint64_t n = 0;
};
// Spearman's correlation of pairs, ties by middle ranks. Its interval is Fisher's z with the
// standard error of Bonett and Wright (Psychometrika 2000; 65: 23-28), which holds for rank
// correlations: sqrt((1 + rho^2 / 2) / (n - 3)).
class Ranks {
  public:
    // Values that differ by less than a thousandth count as one.
    void add(double x, double y);
    [[nodiscard]] std::uint64_t n() const { return n_; }
    // Nothing of fewer than ten pairs, or where one side does not vary.
    [[nodiscard]] std::optional<Correlation> correlation() const;

  private:
    std::map<std::pair<std::int64_t, std::int64_t>, std::uint64_t> pairs_;
    std::uint64_t n_ = 0;
};

// What 95 % of a t distribution lie within, either side: 2.228 for 10 degrees of freedom, at
// least one.
[[nodiscard]] double t_for_95(double degrees);

}  // namespace spine::exporting
