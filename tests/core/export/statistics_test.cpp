// The report's statistics, against figures from textbooks and by hand.
#include "export/statistics.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <initializer_list>
#include <utility>

using namespace spine::exporting;

namespace {

Moments of(std::initializer_list<double> values) {
    Moments moments;
    for (const double value : values) moments.add(value);
    return moments;
}

}  // namespace

TEST_CASE("t has the values of the printed tables") {
    CHECK(t_for_95(1) == Approx(12.706).margin(0.001));
    CHECK(t_for_95(10) == Approx(2.228).margin(0.001));
    CHECK(t_for_95(30) == Approx(2.042).margin(0.001));
    CHECK(t_for_95(100'000) == Approx(1.960).margin(0.001));
}

TEST_CASE("mean, SD and interval of eight figures worked out by hand") {
    const Moments moments = of({2, 4, 4, 4, 5, 5, 7, 9});
    CHECK(moments.n() == 8);
    CHECK(moments.mean() == Approx(5));
    // Squares 9 1 1 1 0 0 4 16 make 32, by seven.
    CHECK(*moments.sd() == Approx(std::sqrt(32.0 / 7)));
    CHECK(moments.interval()->low == Approx(5 - 2.3646 * 2.13809 / std::sqrt(8)).margin(1e-3));
    CHECK(moments.interval()->high == Approx(5 + 2.3646 * 2.13809 / std::sqrt(8)).margin(1e-3));
}

TEST_CASE("one figure has no spread, and a large shift costs none of it") {
    CHECK_FALSE(of({3}).sd());
    CHECK_FALSE(of({3}).interval());
    CHECK(of({}).n() == 0);
    CHECK(*of({1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}).sd() == Approx(std::sqrt(30.0)));
}

TEST_CASE("Welch's interval of a difference, worked out by hand") {
    // Means 3 and 8; s squared by n 2.5/5 and 10/5; degrees (2.5)^2 / (0.25/4 + 4/4) = 5.882.
    const auto found = welch(of({1, 2, 3, 4, 5}), of({4, 6, 8, 10, 12}));
    REQUIRE(found);
    CHECK(found->value == Approx(-5));
    CHECK(found->interval.high - found->value == Approx(t_for_95(5.88235) * std::sqrt(2.5)));
    CHECK(found->interval.low - found->value == Approx(-t_for_95(5.88235) * std::sqrt(2.5)));
    CHECK_FALSE(welch(of({1}), of({1, 2})));
    CHECK_FALSE(welch(of({1, 1}), of({2, 2})));
}

TEST_CASE("Spearman's rho of the textbook's ten people is minus 29 by 165") {
    // Intelligence and hours of television a week.
    Ranks ranks;
    for (const auto& [x, y] : {std::pair{106, 7},
                               {100, 27},
                               {86, 2},
                               {101, 50},
                               {99, 28},
                               {103, 29},
                               {97, 20},
                               {113, 12},
                               {112, 6},
                               {110, 17}})
        ranks.add(x, y);
    const auto found = ranks.correlation();
    REQUIRE(found);
    CHECK(found->n == 10);
    CHECK(found->rho == Approx(-29.0 / 165));
    const double error = std::sqrt((1 + found->rho * found->rho / 2) / 7);
    CHECK(found->interval.low == Approx(std::tanh(std::atanh(found->rho) - 1.959964 * error)));
    CHECK(found->interval.high == Approx(std::tanh(std::atanh(found->rho) + 1.959964 * error)));
}

TEST_CASE("ties have the middle of their ranks, in any order, and no spread has no correlation") {
    // Ranks of x 1.5 1.5 3.5 3.5 ..., of y by itself: rho by the product of ranks, in R 0.9847319.
    Ranks ranks, turned, flat;
    for (int i = 0; i < 10; ++i) {
        ranks.add(i / 2, i);
        turned.add((9 - i) / 2, 9 - i);
        flat.add(1, i);
    }
    REQUIRE(ranks.correlation());
    CHECK(ranks.correlation()->rho == Approx(0.9847319));
    CHECK(turned.correlation()->rho == Approx(ranks.correlation()->rho));
    CHECK_FALSE(flat.correlation());
    CHECK_FALSE(Ranks().correlation());
}
