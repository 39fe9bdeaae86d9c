#include "questionnaire/value.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <compare>

using namespace spine::questionnaire;

namespace {
constexpr auto same = std::partial_ordering::equivalent;
constexpr auto less = std::partial_ordering::less;
constexpr auto neither = std::partial_ordering::unordered;
}  // namespace

TEST_CASE("numbers compare across types, quantities only in one unit") {
    CHECK(compare(std::int64_t{2}, 2.0) == same);
    CHECK(compare(std::int64_t{2}, 2.5) == less);
    CHECK(compare(Quantity{1, "kg", "", ""}, Quantity{2, "kg", "", ""}) == less);
    CHECK(compare(Quantity{1, "kg", "", ""}, Quantity{2, "g", "", ""}) == neither);
    CHECK(compare(Quantity{1, "kilo", "u", "kg"}, Quantity{1, "kg", "u", "kg"}) == same);
    CHECK(compare(Quantity{1, "kg", "", ""}, 1.0) == same);
    CHECK(compare(std::int64_t{2}, std::string("2")) == neither);
    CHECK(compare(true, true) == same);
    CHECK(compare(true, false) == neither);
}

TEST_CASE("dates compare by the precision they share, instants in UTC") {
    CHECK(compare(Date{"2026"}, Date{"2026-11-24"}) == same);
    CHECK(compare(Date{"2026-10"}, Date{"2026-11-24"}) == less);
    CHECK(compare(Date{"2026-11-24"}, DateTime{"2026-11-24T23:59:59Z"}) == same);
    CHECK(compare(DateTime{"2026-11-24T00:30:00+01:00"}, DateTime{"2026-11-23T23:30:00Z"}) == same);
    CHECK(compare(DateTime{"2024-02-29T23:59:59Z"}, DateTime{"2024-03-01T00:00:00Z"}) == less);
    CHECK(compare(DateTime{"1999-12-31T23:59:59Z"}, DateTime{"2000-01-01T00:00:00Z"}) == less);
    CHECK(compare(Time{"09:00:00"}, Time{"09:00:00.001"}) == less);
}

TEST_CASE("codings are the same by code, and by system where both name one") {
    CHECK(compare(Coding{"s", "a", "x"}, Coding{"s", "a", "y"}) == same);
    CHECK(compare(Coding{"", "a", ""}, Coding{"s", "a", ""}) == same);
    CHECK(compare(Coding{"t", "a", ""}, Coding{"s", "a", ""}) == neither);
    CHECK(compare(Coding{"", "", "words"}, Coding{"", "", "others"}) == neither);
    CHECK(compare(Coding{"", "", "words"}, Coding{"", "", "words"}) == same);
}

TEST_CASE("FHIR's dates and times are told from what is none") {
    for (const char* fine : {"2026", "2026-11", "2026-11-24", "2024-02-29"}) CHECK(is_date(fine));
    for (const char* wrong : {"", "26", "2026-1", "2026-13", "2026-00", "2023-02-29", "2026-11-31",
                              "2026-11-24T", "0000", "2026/11/24", "24-11-2026", "2026-11-2x"}) {
        INFO(wrong);
        CHECK_FALSE(is_date(wrong));
    }
    for (const char* fine : {"2026", "2026-11-24T09:58:00Z", "2026-11-24T09:58:00.123+01:00",
                             "2026-11-24T09:58:00-14:00"}) {
        CHECK(is_date_time(fine));
    }
    for (const char* wrong :
         {"2026-11-24T09:58Z", "2026-11-24T09:58:00", "2026-11T09:58:00Z", "2026-11-24T24:00:00Z",
          "2026-11-24T09:58:00+15:00", "2026-11-24T09:58:00.Z", "2026-11-24T"}) {
        INFO(wrong);
        CHECK_FALSE(is_date_time(wrong));
    }
    CHECK(is_time("00:00:00"));
    CHECK(is_time("23:59:59.999"));
    for (const char* wrong :
         {"", "9:00:00", "24:00:00", "09:60:00", "09:00", "09:00:00Z", "09:00:00."})
        CHECK_FALSE(is_time(wrong));
}

TEST_CASE("comparing backwards turns the order round") {
    const auto number = rc::gen::map(rc::gen::inRange(-5, 6), [](int n) {
        return n % 2 == 0 ? Value(std::int64_t{n}) : Value(n + 0.5);
    });
    CHECK(rc::check([&] {
        const Value a = *number, b = *number;
        RC_ASSERT(std::is_lt(compare(a, b)) == std::is_gt(compare(b, a)));
        RC_ASSERT(std::is_eq(compare(a, b)) == std::is_eq(compare(b, a)));
        RC_ASSERT(std::is_eq(compare(a, a)));
    }));
    CHECK(rc::check([](const std::string& a, const std::string& b) {
        (void)is_date(a), (void)is_time(a), (void)is_date_time(a);
        RC_ASSERT(std::is_eq(compare(Value(a), Value(b))) == (a == b));
    }));
}
