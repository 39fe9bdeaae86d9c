// tests/rows names the sweeps: each finds tests, and README.md says what each of them shows.
#include <catch2/catch.hpp>
#include <regex>
#include <sstream>

#include "promises.h"
#include "support/support.h"

using namespace spine;

namespace {

// Name -> pattern.
std::map<std::string, std::string> rows_in(const std::string& text) {
    std::istringstream in(text);
    std::map<std::string, std::string> rows;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        const std::size_t space = line.find(' ');
        rows[line.substr(0, space)] = line.substr(line.find_first_not_of(' ', space));
    }
    return rows;
}

// `between`: what ctest puts between a program's name and its test's, ": " or ":".
std::size_t found_by(const std::string& pattern, const test::Tests& tests,
                     const char* between = ": ") {
    const std::regex wanted(pattern);
    std::size_t found = 0;
    for (const auto& [program, names] : tests)
        for (const std::string& name : names)
            found += std::regex_search(std::string(program).append(between).append(name), wanted)
                         ? 1
                         : 0;
    return found;
}

}  // namespace

TEST_CASE("each sweep of tests/rows finds tests, and README.md says what it shows") {
    const auto rows = rows_in(test::slurp(test::project() / "tests/rows"));
    const auto tests = test::tests_there_are();
    const std::string readme = test::slurp(test::project() / "tests/README.md");
    CHECK(rows.size() >= 14);
    for (const auto& [name, pattern] : rows) {
        INFO(name);
        CHECK(found_by(pattern, tests) > 0);
        CHECK(found_by(pattern, tests, ":") == found_by(pattern, tests));
        CHECK(readme.find("| `" + name + "` |") != std::string::npos);
    }
    CHECK(test::table_rows(readme).size() == rows.size());
}

TEST_CASE("a sweep whose tests have another name by now is seen") {
    const test::Tests tests = {{"a_test", {"one, and two"}}};
    CHECK(found_by("^a_test: one", tests) == 1);
    CHECK(found_by("^a_test: two", tests) == 0);
    CHECK(found_by("^b_test: ", tests) == 0);
}
