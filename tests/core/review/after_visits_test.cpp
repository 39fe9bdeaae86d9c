// Whose answers after a visit are, and which codes a person has to tell apart.
#include "review/after_visits.h"

#include <catch2/catch.hpp>

#include "fixture.h"

using namespace spine;
using review::WithCode;
using Visits = std::vector<std::optional<std::size_t>>;

namespace {

constexpr UnixMs kMorning = 1'795'510'680'000;
constexpr UnixMs kDay = 86'400'000;

}  // namespace

TEST_CASE("answers after a visit belong to the latest visit before them within the days") {
    const std::vector<WithCode> sessions = {{kMorning - 300 * kDay, false, 0},
                                            {kMorning - 100 * kDay, false, 0},
                                            {kMorning, false, 0},
                                            {kMorning - 10 * kDay, true, 90},
                                            {kMorning + 1, true, 90},
                                            {kMorning + 90 * kDay, true, 90},
                                            {kMorning + 91 * kDay, true, 90},
                                            {kMorning - 301 * kDay, true, 90}};
    const Visits none_of_visits(3);
    Visits expected = none_of_visits;
    expected.insert(expected.end(), {1, 2, 2, std::nullopt, std::nullopt});
    CHECK(review::visits_of(sessions) == expected);
}

TEST_CASE("the last day counts to its end, and each configuration's days are its own") {
    // 10 o'clock, and 20 o'clock seven days later.
    CHECK(review::visits_of({{kMorning, false, 0}, {kMorning + 7 * kDay + 36'000'000, true, 7}}) ==
          Visits{std::nullopt, 0});
    CHECK(review::visits_of({{kMorning, false, 0}, {kMorning + 7 * kDay + 36'000'000, true, 6}}) ==
          Visits{std::nullopt, std::nullopt});
    CHECK(review::visits_of({{kMorning, false, 0}, {kMorning, true, 90}}) ==
          Visits{std::nullopt, std::nullopt});
}

TEST_CASE("a code repeats when more than one visit has it, whatever came after them") {
    const auto config = test::real_config();
    using test::Patient;
    const std::vector<archive::Row> rows = {
        test::usual_patient().code("131873", kMorning).row(config),
        test::usual_patient().code("100009", kMorning).row(config),
        Patient("after-visit").after_visit().code("100009", kMorning + kDay).row(config),
        test::usual_patient().code("131873", kMorning + kDay).row(config)};
    const auto repeated = review::repeated_codes(rows);
    REQUIRE(repeated.size() == 1);
    CHECK(repeated[0].code == "131873");
    REQUIRE(repeated[0].sessions.size() == 2);
    CHECK(repeated[0].sessions[0].summary.started == kMorning);
    CHECK(repeated[0].sessions[1].summary.started == kMorning + kDay);
}
