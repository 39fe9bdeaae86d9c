// A promise is worth its test: every one that README.md and core/THREATS.md make names tests, as
// does every line of a standard that app/kiosk/ACCESSIBILITY.md calls met, and every test that they
// name is there.
#include "promises.h"

#include <catch2/catch.hpp>

#include "support/support.h"

using namespace spine;
using test::Tests;

namespace {

std::string part_of(const std::string& text, const std::string& from, const std::string& to) {
    const auto begin = text.find(from);
    REQUIRE(begin != std::string::npos);
    const auto end = text.find(to, begin + from.size());
    REQUIRE(end != std::string::npos);
    return text.substr(begin, end - begin);
}

std::vector<std::string> not_there(const std::string& text, const Tests& tests) {
    std::vector<std::string> missing;
    for (const auto& [program, name] : test::tests_named(text, tests)) {
        const auto found = tests.find(program);
        if (found == tests.end() || (!name.empty() && !found->second.contains(name)))
            missing.push_back(std::string(program).append(" \"").append(name).append("\""));
    }
    return missing;
}

void check_rows(const std::string& text, const Tests& tests, std::size_t least) {
    const auto rows = test::table_rows(text);
    CHECK(rows.size() >= least);
    for (const std::string& row : rows) {
        INFO(row);
        CHECK(!test::tests_named(row, tests).empty());
    }
}

}  // namespace

TEST_CASE("every test that README.md, THREATS.md and ACCESSIBILITY.md name is there") {
    const Tests tests = test::tests_there_are();
    CHECK(tests.size() >= 30);
    for (const char* document : {"README.md", "core/THREATS.md", "app/kiosk/ACCESSIBILITY.md"}) {
        const auto missing = not_there(test::slurp(test::project() / document), tests);
        for (const std::string& one : missing) FAIL_CHECK(document << ": " << one);
    }
}

TEST_CASE("every promise of README.md, and every control of THREATS.md, names a test") {
    const Tests tests = test::tests_there_are();
    const std::string readme = test::slurp(test::project() / "README.md");
    check_rows(part_of(readme, "| promise | held by |", "\nNot promised"), tests, 14);
    const std::string threats = test::slurp(test::project() / "core/THREATS.md");
    check_rows(part_of(threats, "## Whom we reckon with", "\n## Limits"), tests, 45);
}

TEST_CASE(
    "each line of a standard is judged, and one that is met names its test or says that it has "
    "none") {
    const Tests tests = test::tests_there_are();
    const auto text = test::slurp(test::project() / "app/kiosk/ACCESSIBILITY.md");
    int lines = 0;
    for (const std::string& row : test::table_rows(text)) {
        if (row.find_first_of("0123456789") != 2) continue;  // "| 5.1.4 |": of a standard
        ++lines;
        INFO(row);
        const auto judged = [&row](std::string_view as) {
            return row.find(std::string("| ").append(as).append(" |")) != std::string::npos;
        };
        const bool held = judged("met") || judged("partly");
        CHECK((held || judged("not yet") || judged("does not apply") || judged("asks nothing")));
        if (!held) continue;
        const bool says_so = row.find("no test") != std::string::npos;
        CHECK((says_so || !test::tests_named(row, tests).empty()));
    }
    // 24 clauses below 5.1, 55 criteria of level A and AA, and those of AAA.
    CHECK(lines >= 24 + 55 + 3);
}

TEST_CASE("a test that is not there, or stands in another program, is seen to be missing") {
    const Tests tests = {{"a_test", {"one"}}, {"b_test", {"two"}}};
    CHECK(not_there("`a_test` \"one\", `b_test`", tests).empty());
    CHECK(not_there("`a_test` \"two\"", tests) == std::vector<std::string>{"a_test \"two\""});
    CHECK(not_there("`c_test` says so", tests).size() == 1);
    CHECK(not_there("`core/crypto` \"one\"", tests).empty());
}
