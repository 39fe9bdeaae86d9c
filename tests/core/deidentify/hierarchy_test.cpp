#include "deidentify/hierarchy.h"

#include <catch2/catch.hpp>

#include "plain_table.h"

using namespace spine;
using namespace spine::deidentify;

namespace {

const test::Lines kAges = {{"31", "30-39", "adult", "*"},
                           {"38", "30-39", "adult", "*"},
                           {"44", "40-49", "adult", "*"},
                           {"9", "0-9", "child", "*"}};

// The cause's name, with the line that the sentence names; nothing for a hierarchy that is built.
std::string refused(const test::Lines& rows) {
    const auto built = Hierarchy::build("age", rows);
    if (built) return {};
    CHECK(built.error().where == "age");
    // A value is somebody's.
    for (const auto& row : rows)
        for (const auto& cell : row)
            if (cell.size() > 3) CHECK(built.error().sentence().find(cell) == std::string::npos);
    const auto& words = built.error().happened;
    const auto line = words.starts_with("Line ") ? words.substr(5, words.find(' ', 5) - 5) : "";
    return std::string(built.error().cause.name()) + ":" + line;
}

}  // namespace

TEST_CASE("a hierarchy says each value's label at each level") {
    const auto ages = Hierarchy::build("age", kAges);
    REQUIRE(ages);
    CHECK(ages->column() == "age");
    CHECK(ages->levels() == 4);
    CHECK(ages->values() == 4);
    CHECK(ages->labels(0) == 4);
    CHECK(ages->labels(1) == 3);
    CHECK(ages->labels(2) == 2);
    CHECK(ages->labels(3) == 1);
    const auto value = ages->find("44");
    REQUIRE(value);
    CHECK_FALSE(ages->find("45"));
    CHECK(ages->label(1, ages->generalised(1, *value)) == "40-49");
    CHECK(ages->label(2, ages->generalised(2, *value)) == "adult");
    CHECK(ages->values_under(0, *value) == 1);
    CHECK(ages->values_under(1, ages->generalised(1, *value)) == 1);
    CHECK(ages->values_under(2, ages->generalised(2, *value)) == 3);
    CHECK(ages->values_under(3, 0) == 4);
    // From the bands to child or adult.
    CHECK(ages->coarsening(1, 2) == std::vector<Code>{0, 0, 1});
    CHECK(ages->coarsening(2, 2) == std::vector<Code>{0, 1});
}

TEST_CASE("a copy of a hierarchy stands by itself") {
    auto first = Hierarchy::build("age", kAges);
    REQUIRE(first);
    const Hierarchy copy = *first;
    first = Hierarchy::build("other", {{"x"}});
    const auto value = copy.find("38");
    REQUIRE(value);
    CHECK(copy.label(1, copy.generalised(1, *value)) == "30-39");
}

TEST_CASE("a file that is no hierarchy is refused with its line") {
    CHECK(refused({}) == "hierarchy-empty:");
    CHECK(refused({{}}) == "hierarchy-empty:");
    CHECK(refused({{"31", "thirties"}, {"38"}}) == "hierarchy-uneven:2");
    CHECK(refused({{"31"}, {"38", "thirties"}}) == "hierarchy-uneven:2");
    CHECK(refused({{"alpha", "x"}, {"beta", "x"}, {"alpha", "x"}}) == "hierarchy-value-twice:3");
    CHECK(refused({{"31", "thirties", "adults"},
                   {"44", "forties", "adults"},
                   {"38", "thirties", "others"}}) == "hierarchy-splits:3");
    CHECK(refused({{"31", "all", "p"}, {"38", "all", "q"}}) == "hierarchy-splits:2");
    CHECK(refused({std::vector<std::string>(256, "x")}) == "hierarchy-too-large:");
}

TEST_CASE("a label may come again at another level, and the last level may have several") {
    const auto built = Hierarchy::build("q", {{"a", "a", "x"}, {"b", "a", "x"}, {"c", "c", "y"}});
    REQUIRE(built);
    CHECK(built->labels(2) == 2);
    CHECK(built->values_under(1, 0) == 2);
}
