#include "export/csv_format.h"

#include "export/cell_text.h"

namespace spine::exporting {
namespace {

constexpr const char* kData = "data.csv";

struct Writer {
    CsvLine& line;
    const Variable& variable;
    void operator()(Missing kind) const { line.plain(name_of(kind)); }
    void operator()(Coded coded) const { line.text(variable.labels.at(coded.label).code); }
    void operator()(std::int64_t whole) const { line.whole(whole); }
    void operator()(double decimal) const { line.plain(decimal_text(decimal, variable.decimals)); }
    void operator()(bool flag) const { line.plain(flag ? "true" : "false"); }
    void operator()(const std::string& text) const { line.text(text); }
};

}  // namespace

Status CsvFormat::begin(const Table& table, ExportFolder& folder) {
    table_ = &table;
    folder_ = &folder;
    auto file = folder.file(kData);
    if (!file) return fail(std::move(file));
    file_ = *file;
    for (const Variable& variable : table.variables) line_.plain(variable.name);
    file_->write(line_.end());
    return {};
}

Status CsvFormat::row(std::span<const Cell> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
        std::visit(Writer{line_, table_->variables[i]}, cells[i]);
    file_->write(line_.end());
    return file_->ok() ? Status() : file_->close();
}

Status CsvFormat::finish() {
    if (auto closed = file_->close(); !closed) return closed;
    return folder_->write("datapackage.json", datapackage(*table_, file_->size()));
}

}  // namespace spine::exporting
