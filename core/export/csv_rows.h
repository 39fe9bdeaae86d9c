// A format whose rows are the lines of one CSV file. Internal to the module.
//
// One thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "export/csv_line.h"
#include "export/research_table.h"

namespace spine::exporting {

class CsvRows : public ResearchFormat {
  public:
    // Faults: those of the folder.
    [[nodiscard]] Status row(std::span<const Cell> cells) final;
    [[nodiscard]] Status finish() override;

  protected:
    // For begin(): the file, with its names of columns. Both outlive the format.
    [[nodiscard]] Status start(const Table& table, ExportFolder& folder, const std::string& file,
                               const std::vector<std::string>& names);
    virtual void put(std::span<const Cell> cells, CsvLine& line) = 0;
    [[nodiscard]] const Table& table() const { return *table_; }
    [[nodiscard]] ExportFolder& folder() const { return *folder_; }
    [[nodiscard]] std::uint64_t bytes() const { return file_->size(); }

  private:
    const Table* table_ = nullptr;
    ExportFolder* folder_ = nullptr;
    OutputFile* file_ = nullptr;
    CsvLine line_;
};

}  // namespace spine::exporting
