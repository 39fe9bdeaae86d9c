// The tests that documents name, and the tests that there are.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace spine::test {

// Program (or, of a test that is none of Catch's, what stands before its colon) -> its tests.
using Tests = std::map<std::string, std::set<std::string>>;

// As the sources below tests/ and their CMakeLists.txt have them.
[[nodiscard]] Tests tests_there_are();

struct NamedTest {
    std::string program, name;  // no name: the program as a whole
};
// `program` "name" in a text; program is what ends in _test, or is known.
[[nodiscard]] std::vector<NamedTest> tests_named(std::string_view text, const Tests& known);

// The rows of the text's tables, but for headings, each as one line.
[[nodiscard]] std::vector<std::string> table_rows(std::string_view text);

}  // namespace spine::test
