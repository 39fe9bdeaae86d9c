#include "export/statistics.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace spine::exporting {
namespace {

constexpr double kUpper = 0.975;  // of a two-sided interval at 95 %
constexpr double kGrain = 1000;   // of values that are told apart
constexpr std::uint64_t kFewestPairs = 10;

// Degrees of freedom and standard error of one side of a difference.
struct Deviation {
    double squared_error = 0, degrees = 0;
};
Deviation deviation_of(const Moments& moments) {
    const double sd = *moments.sd(), n = static_cast<double>(moments.n());
    return {sd * sd / n, n - 1};
}

// The middle rank of each value.
using Counts = std::map<std::int64_t, std::uint64_t>;
std::map<std::int64_t, double> middle_ranks(const Counts& counts) {
    std::map<std::int64_t, double> ranks;
    double before = 0;
    for (const auto& [value, many] : counts) {
        const auto count = static_cast<double>(many);
        ranks[value] = before + (count + 1) / 2;
        before += count;
    }
    return ranks;
}

}  // namespace

double t_for_95(double degrees) {
    return boost::math::quantile(boost::math::students_t(std::max(degrees, 1.0)), kUpper);
}

void Moments::add(double value) {
    ++n_;
    const double away = value - mean_;
    mean_ += away / static_cast<double>(n_);
    squares_ += away * (value - mean_);
}

std::optional<double> Moments::sd() const {
    if (n_ < 2) return std::nullopt;
    return std::sqrt(squares_ / static_cast<double>(n_ - 1));
}

std::optional<Interval> Moments::interval() const {
    if (n_ < 2) return std::nullopt;
    const auto n = static_cast<double>(n_);
    const double reach = t_for_95(n - 1) * *sd() / std::sqrt(n);
    return Interval{mean_ - reach, mean_ + reach};
}

std::optional<Difference> welch(const Moments& a, const Moments& b) {
    if (a.n() < 2 || b.n() < 2) return std::nullopt;
    const Deviation first = deviation_of(a), second = deviation_of(b);
    const double squared = first.squared_error + second.squared_error;
    if (squared <= 0) return std::nullopt;
    const double degrees = squared * squared /
                           (first.squared_error * first.squared_error / first.degrees +
                            second.squared_error * second.squared_error / second.degrees);
    const double value = a.mean() - b.mean(), reach = t_for_95(degrees) * std::sqrt(squared);
    return Difference{value, {value - reach, value + reach}};
}

void Ranks::add(double x, double y) {
    ++pairs_[{std::llround(x * kGrain), std::llround(y * kGrain)}];
    ++n_;
}

std::optional<Correlation> Ranks::correlation() const {
    if (n_ < kFewestPairs) return std::nullopt;
    Counts xs, ys;
    for (const auto& [pair, many] : pairs_) {
        xs[pair.first] += many;
        ys[pair.second] += many;
    }
    const auto x_ranks = middle_ranks(xs), y_ranks = middle_ranks(ys);
    const double middle = (static_cast<double>(n_) + 1) / 2;
    double xx = 0, yy = 0, xy = 0;
    for (const auto& [pair, many] : pairs_) {
        const double x = x_ranks.at(pair.first) - middle, y = y_ranks.at(pair.second) - middle;
        const auto count = static_cast<double>(many);
        xx += count * x * x;
        yy += count * y * y;
        xy += count * x * y;
    }
    if (xx <= 0 || yy <= 0) return std::nullopt;
    const double rho = std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
    if (std::abs(rho) >= 1) return Correlation{rho, {rho, rho}, n_};
    const double error = std::sqrt((1 + rho * rho / 2) / static_cast<double>(n_ - 3));
    const double reach = boost::math::quantile(boost::math::normal(), kUpper) * error;
    const double z = std::atanh(rho);
    return Correlation{rho, {std::tanh(z - reach), std::tanh(z + reach)}, n_};
}

}  // namespace spine::exporting
