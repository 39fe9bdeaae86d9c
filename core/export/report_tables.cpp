#include "export/report_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "export/csv_line.h"

namespace spine::exporting {
namespace {

constexpr std::string_view kDash = "–";

// "Who answered, and who dropped out" -> "who-answered-and-who-dropped-out".
std::string file_word(std::string_view title) {
    std::string word;
    for (const char c : title) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (letter)
            word += c;
        else if (c >= 'A' && c <= 'Z')
            word += static_cast<char>(c - 'A' + 'a');
        else if (!word.empty() && word.back() != '-')
            word += '-';
    }
    while (word.ends_with('-')) word.pop_back();
    return word;
}

// A number as a program reads it: "–9.4" -> "-9.4", "+3" -> "3", "1,834" -> "1834". Nothing for
// other words.
std::string number_in(std::string_view cell) {
    std::string number;
    if (cell.starts_with(kDash)) {
        number = "-";
        cell.remove_prefix(kDash.size());
    } else if (cell.starts_with('+')) {
        cell.remove_prefix(1);
    }
    if (cell.empty()) return {};
    for (const char c : cell) {
        if ((c < '0' || c > '9') && c != '.' && c != ',') return {};
        if (c != ',') number += c;
    }
    return number;
}

void put(CsvLine& line, std::string_view cell) {
    if (cell == kDash || cell.empty()) {
        line.nothing();
    } else if (const std::string number = number_in(cell); !number.empty()) {
        line.plain(number);
    } else {
        line.text(cell);
    }
}

std::string csv_of(const PageTable& table) {
    CsvLine line;
    for (const std::string& name : table.head) line.text(name);
    std::string text(line.end());
    std::string group;
    for (const auto& row : table.rows) {
        // On the page a group's name stands in its first row alone.
        if (!row.front().empty()) group = row.front();
        for (std::size_t i = 0; i < row.size(); ++i)
            if (i < table.words)
                line.text(i == 0 && table.words > 1 ? group : row[i]);
            else
                put(line, row[i]);
        text += line.end();
    }
    return text;
}

}  // namespace

Status write_tables(std::span<const NamedTable> tables, ExportFolder& folder) {
    CsvLine line;
    for (const char* name : {"file", "part", "table"}) line.plain(name);
    std::string index(line.end());
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const NamedTable& one = tables[i];
        const std::string name = fmt::format("{:02}-{}.csv", i + 1, file_word(one.part));
        if (auto written = folder.write("tables/" + name, csv_of(one.table)); !written)
            return written;
        line.plain(name);
        line.text(one.part);
        line.text(one.caption);
        index += line.end();
    }
    return folder.write("tables/index.csv", index);
}

}  // namespace spine::exporting
