#include "promises.h"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <sstream>

#include "support/support.h"

namespace spine::test {
namespace fs = std::filesystem;
namespace {

// Behind TEST_CASE(: string literals in a row make one name.
std::string literals_at(const std::string& text, std::size_t at) {
    std::string name;
    for (;;) {
        at = text.find_first_not_of(" \n\r\t", at);
        if (at == std::string::npos || text[at] != '"') return name;
        for (++at; at < text.size() && text[at] != '"'; ++at) {
            if (text[at] == '\\') ++at;
            name += text[at];
        }
        ++at;
    }
}

std::set<std::string> cases_in(const fs::path& source) {
    const std::string text = slurp(source), call = "TEST_CASE(";
    std::set<std::string> names;
    for (std::size_t at = 0; (at = text.find(call, at)) != std::string::npos; ++at)
        names.insert(literals_at(text, at + call.size()));
    return names;
}

// Names of CMake's variables stand for nothing here: those sources hold no tests.
std::set<std::string> cases_of(const fs::path& folder, const std::string& arguments) {
    std::istringstream in(arguments);
    std::set<std::string> names;
    for (std::string word; in >> word;) {
        if (!word.ends_with(".cpp") || word.find('$') != std::string::npos) continue;
        names.merge(cases_in(folder / word));
    }
    return names;
}

void add_tests_of(const fs::path& list, Tests& to) {
    static const std::regex program(R"(spine_test\(\s*(\w+)([^)]*)\))");
    static const std::regex other("add_test\\(NAME \"([a-z_]+): ([^\"]+)\"");
    const std::string text = slurp(list);
    for (std::sregex_iterator it(text.begin(), text.end(), program), end; it != end; ++it)
        to[(*it)[1]].merge(cases_of(list.parent_path(), (*it)[2]));
    for (std::sregex_iterator it(text.begin(), text.end(), other), end; it != end; ++it)
        to[(*it)[1]].insert((*it)[2]);
}

}  // namespace

Tests tests_there_are() {
    Tests all;
    for (const auto& entry : fs::recursive_directory_iterator(project() / "tests"))
        if (entry.path().filename() == "CMakeLists.txt") add_tests_of(entry.path(), all);
    return all;
}

std::vector<NamedTest> tests_named(std::string_view text, const Tests& known) {
    static const std::regex named("`([a-z_]+)`( \"([^\"]+)\")?");
    const std::string all(text);
    std::vector<NamedTest> found;
    for (std::sregex_iterator it(all.begin(), all.end(), named), end; it != end; ++it) {
        const std::string program = (*it)[1];
        if (program.ends_with("_test") || known.contains(program))
            found.push_back({program, (*it)[3]});
    }
    return found;
}

std::vector<std::string> table_rows(std::string_view text) {
    std::istringstream in{std::string(text)};
    std::vector<std::string> rows;
    bool in_body = false;
    for (std::string line; std::getline(in, line);) {
        const bool in_table = line.starts_with("|");
        if (in_table && in_body) rows.push_back(line);
        in_body = in_table && (in_body || line.starts_with("|---"));
    }
    return rows;
}

}  // namespace spine::test
