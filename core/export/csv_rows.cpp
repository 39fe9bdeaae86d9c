#include "export/csv_rows.h"

namespace spine::exporting {

Status CsvRows::start(const Table& table, ExportFolder& folder, const std::string& file,
                      const std::vector<std::string>& names) {
    table_ = &table;
    folder_ = &folder;
    auto made = folder.file(file);
    if (!made) return fail(std::move(made));
    file_ = *made;
    for (const std::string& name : names) line_.plain(name);
    file_->write(line_.end());
    return {};
}

Status CsvRows::row(std::span<const Cell> cells) {
    put(cells, line_);
    file_->write(line_.end());
    return file_->ok() ? Status() : file_->close();
}

Status CsvRows::finish() {
    return file_->close();
}

}  // namespace spine::exporting
