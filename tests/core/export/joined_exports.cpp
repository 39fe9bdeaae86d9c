#include "joined_exports.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <set>

namespace spine::test {
namespace {

using Row = std::vector<std::string>;
using Table = std::vector<Row>;

const std::set<std::string> kClassColumns = {"age",    "sex",           "language",  "period",
                                             "status", "questionnaire", "about_who", "proxy",
                                             "part",   "first_time"};

// Of RFC 4180, with line breaks within quotes.
Table parsed(const std::string& text) {
    Table table(1, Row(1));
    bool within = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"' && within && at + 1 < text.size() && text[at + 1] == '"') {
            table.back().back() += text[++at];
        } else if (c == '"') {
            within = !within;
        } else if (within || (c != ',' && c != '\n' && c != '\r')) {
            table.back().back() += c;
        } else if (c == ',') {
            table.back().emplace_back();
        } else if (c == '\n') {
            table.emplace_back(1);
        }
    }
    if (table.back() == Row(1)) table.pop_back();
    return table;
}

// Columns that do not say the same of everybody, by their names.
std::set<std::string> answers_in(const Table& table) {
    std::set<std::string> names;
    for (std::size_t column = 0; column < table.front().size(); ++column) {
        const std::string& name = table.front()[column];
        const bool says = std::any_of(table.begin() + 1, table.end(), [&](const Row& row) {
            return row.at(column) != table.at(1).at(column);
        });
        if (says && name != "pseudonym" && !kClassColumns.contains(name)) names.insert(name);
    }
    return names;
}

Row picked(const Table& table, const Row& row, const std::set<std::string>& names) {
    Row out;
    for (std::size_t column = 0; column < table.front().size(); ++column)
        if (names.contains(table.front()[column])) out.push_back(row.at(column));
    return out;
}

}  // namespace

Table rows_of(const std::filesystem::path& csv) {
    std::ifstream file(csv, std::ios::binary);
    INFO(csv.string());
    REQUIRE(file);
    return parsed({std::istreambuf_iterator<char>(file), {}});
}

Joined joined(const std::vector<std::filesystem::path>& csvs) {
    std::vector<Table> tables;
    std::set<std::string> common;
    for (const auto& csv : csvs) {
        tables.push_back(rows_of(csv));
        const auto here = answers_in(tables.back());
        std::set<std::string> both;
        std::set_intersection(common.begin(), common.end(), here.begin(), here.end(),
                              std::inserter(both, both.end()));
        common = tables.size() == 1 ? here : both;
    }
    std::map<Row, std::vector<Row>> people;  // by their answers: what each file calls them
    for (std::size_t file = 0; file < tables.size(); ++file) {
        for (std::size_t i = 1; i < tables[file].size(); ++i) {
            auto& seen = people[picked(tables[file], tables[file][i], common)];
            seen.resize(tables.size(), {"absent"});
            // Who looks like another is nobody's prey; in these data nobody does.
            REQUIRE(seen[file] == Row{"absent"});
            seen[file] = picked(tables[file], tables[file][i], kClassColumns);
        }
    }
    Joined out;
    std::map<std::vector<Row>, std::size_t> groups;
    for (const auto& [answers, seen] : people) {
        ++groups[seen];
        const auto absent = std::count(seen.begin(), seen.end(), Row{"absent"});
        if (absent + 1 < static_cast<std::ptrdiff_t>(seen.size())) ++out.in_several;
    }
    out.people = people.size();
    for (const auto& [seen, many] : groups)
        if (out.smallest == 0 || many < out.smallest) out.smallest = many;
    return out;
}

}  // namespace spine::test
