#include "export/csv_format.h"

#include "export/cell_text.h"

namespace spine::exporting {
namespace {

constexpr const char* kCsvData = "data.csv";

struct Writer {
    CsvLine& line;
    const Variable& variable;
    void operator()(Missing kind) const { line.plain(name_of(kind)); }
    void operator()(Coded coded) const { line.text(variable.labels.at(coded.label).code); }
    void operator()(std::int64_t whole) const { line.whole(whole); }
    void operator()(double decimal) const { line.plain(decimal_text(decimal, variable.decimals)); }
    void operator()(bool flag) const { line.plain(flag ? "true" : "false"); }
    // Most readers do not see the quotes by which a patient's own "declined" differs from a missing
    // value: it has an apostrophe before it, as a formula has, and one that has some has one more.
    void operator()(const std::string& text) const {
        const auto word = text.find_first_not_of('\'');
        const bool alike = word != std::string::npos && missing_named(text.substr(word));
        line.text(alike ? std::string("'").append(text) : text);
    }
};

}  // namespace

Status CsvFormat::begin(const Table& table, ExportFolder& folder) {
    std::vector<std::string> names;
    for (const Variable& variable : table.variables) names.push_back(variable.name);
    return start(table, folder, kCsvData, names);
}

void CsvFormat::put(std::span<const Cell> cells, CsvLine& line) {
    for (std::size_t i = 0; i < cells.size(); ++i)
        std::visit(Writer{line, table().variables[i]}, cells[i]);
}

Status CsvFormat::finish() {
    if (auto closed = CsvRows::finish(); !closed) return closed;
    return folder().write("datapackage.json", datapackage(table(), bytes()));
}

}  // namespace spine::exporting
