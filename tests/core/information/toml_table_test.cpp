#include "information/toml_table.h"

#include <catch2/catch.hpp>

using namespace spine::information;

TEST_CASE("a misspelt key is a problem with its line, not a default") {
    Problems problems;
    auto table = TomlTable::parse("[times]\nidle_second = 30\n", problems);
    REQUIRE(table);
    auto times = table->table("times");
    REQUIRE(times);
    CHECK(times->whole_or("idle_seconds", 120, 30, 900) == 120);
    times->done();
    table->done();
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].cause == causes::key_unknown);
    CHECK(problems[0].where == "line 2, times.idle_second");
}

TEST_CASE("a value of the wrong kind or outside its range is a problem") {
    Problems problems;
    auto table = TomlTable::parse("a = \"30\"\nb = 5\nc = 1\nd = [1]\n", problems);
    REQUIRE(table);
    CHECK(table->whole_or("a", 7, 0, 100) == 7);
    CHECK(table->whole_or("b", 7, 10, 100) == 7);
    CHECK(table->flag_or("c", true));
    CHECK(table->texts("d").empty());
    CHECK(table->text("e").empty());
    table->done();
    REQUIRE(problems.size() == 5);
    CHECK(problems[4].cause == causes::key_missing);
}

TEST_CASE("what is no TOML is one problem with its line") {
    Problems problems;
    CHECK_FALSE(TomlTable::parse("a = 1\nb = \n", problems));
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].where == "line 2");
}
