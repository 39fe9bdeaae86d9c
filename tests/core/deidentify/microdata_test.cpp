#include "deidentify/microdata.h"

#include <catch2/catch.hpp>

#include "plain_table.h"

using namespace spine;
using namespace spine::deidentify;

namespace {

const test::PlainColumn kSex{"sex", {{"f", "*"}, {"m", "*"}}};
const test::PlainColumn kAge{"age", {{"31", "30-39"}, {"38", "30-39"}, {"44", "40-49"}}};

}  // namespace

TEST_CASE("equal combinations are kept once, with how often they occur") {
    const Microdata data = test::microdata_of({{kSex, kAge},
                                               {"before"},
                                               {"pain"},
                                               {{"f", "31", "c1", "high"},
                                                {"m", "44", "c1", "low"},
                                                {"f", "31", "c1", "low"},
                                                {"f", "31", "c2", "low"},
                                                {"f", "31", "c1", "low"}}});
    CHECK(data.rows() == 5);
    CHECK(data.width() == 4);
    REQUIRE(data.combinations() == 3);
    CHECK(data.rows_with(0) == 3);
    CHECK(data.rows_with(1) == 1);
    CHECK(data.rows_with(2) == 1);
    CHECK(data.quasi_identifiers()[1].label(0, data.code(1, 1)) == "44");
    CHECK(data.code(0, 2) != data.code(2, 2));
    const std::vector<std::string_view> third = {"f", "31", "c2"}, unseen = {"m", "31", "c2"},
                                        strange = {"f", "31", "c9"}, other = {"x", "31", "c2"};
    CHECK(data.find(third) == 2U);
    CHECK_FALSE(data.find(unseen));
    CHECK_FALSE(data.find(strange));
    CHECK_FALSE(data.find(other));
    std::uint32_t high = 0, low = 0;
    for (const Frequency& each : data.frequencies(0)) {
        if (each.combination != 0) continue;
        (data.values_of(0).value(each.value) == "high" ? high : low) += each.rows;
    }
    CHECK(high == 1);
    CHECK(low == 2);
}

TEST_CASE("a row that does not fit is refused and not counted, and its value not told") {
    Microdata data = test::microdata_of({{kSex, kAge}, {}, {}, {{"f", "31"}}});
    const std::vector<std::string_view> strange = {"f", "101 Secret Road"}, brief = {"f"},
                                        good = {"m", "38"};
    const auto refused = data.append(strange);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().cause == Cause("value-not-in-hierarchy"));
    CHECK(refused.error().where == "age");
    CHECK(refused.error().sentence().find("Secret") == std::string::npos);
    const auto cut = data.append(brief);
    REQUIRE_FALSE(cut);
    CHECK(cut.error().cause == Cause("row-of-other-length"));
    CHECK(data.rows() == 1);
    CHECK(data.append(good));
    CHECK(data.rows() == 2);
    CHECK(data.combinations() == 2);
}

TEST_CASE("columns that cannot be kept apart or packed are refused") {
    const auto hierarchy = Hierarchy::build("sex", kSex.hierarchy);
    REQUIRE(hierarchy);
    const auto twice = Microdata::create({{*hierarchy}, {}, {"pain", "sex"}});
    REQUIRE_FALSE(twice);
    CHECK(twice.error().cause == Cause("column-twice"));
    CHECK(twice.error().where == "sex");
    std::vector<std::string> many;
    many.reserve(8);
    for (int i = 0; i < 8; ++i) many.push_back("f" + std::to_string(i));
    CHECK(Microdata::create({{}, many, {}}));
    const auto wide = Microdata::create({{*hierarchy}, many, {}});
    REQUIRE_FALSE(wide);
    CHECK(wide.error().cause == Cause("too-many-columns"));
}

TEST_CASE("many values and many combinations are told apart") {
    test::PlainTable table;
    test::PlainColumn number{"number", {}};
    for (int i = 0; i < 3'000; ++i) number.hierarchy.push_back({std::to_string(i)});
    table.quasi_identifiers = {number, kSex};
    for (int i = 0; i < 3'000; ++i)
        for (const char* sex : {"f", "m", "f"}) table.rows.push_back({std::to_string(i), sex});
    const Microdata data = test::microdata_of(table);
    REQUIRE(data.combinations() == 6'000);
    for (std::size_t at = 0; at < data.combinations(); ++at)
        if (data.rows_with(at) != 2 - at % 2) FAIL_CHECK("combination " << at);
}
