// A research table made by hand, whose cells hold what tends to go wrong: every kind of missing,
// quotes, line ends, other scripts, formulas, and what a reader takes for the end of its input.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "export/research_table.h"
#include "support/support.h"

namespace spine::test {

class SampleRows final : public exporting::RowSource {
  public:
    SampleRows();
    [[nodiscard]] const exporting::Table& table() const override { return table_; }
    [[nodiscard]] Result<bool> next(std::vector<exporting::Cell>& row) override;
    [[nodiscard]] Status rewind() override;

    [[nodiscard]] const std::vector<std::vector<exporting::Cell>>& rows() const { return rows_; }
    // For what a test wants otherwise.
    [[nodiscard]] exporting::Table& change() { return table_; }
    void add(std::vector<exporting::Cell> row);
    void clear();

  private:
    void add_texts();
    void add_missing();
    exporting::Table table_;
    std::vector<std::vector<exporting::Cell>> rows_;
    std::size_t at_ = 0;
};

// The sample in this format, as files in a folder of the test's own.
class Exported {
  public:
    explicit Exported(std::unique_ptr<exporting::ResearchFormat> format);
    Exported(SampleRows& rows, std::unique_ptr<exporting::ResearchFormat> format);
    [[nodiscard]] std::filesystem::path folder() const { return to_ / "export"; }
    [[nodiscard]] std::string file(const std::string& name) const { return slurp(folder() / name); }

  private:
    TemporaryFolder to_;
};

// A CSV file as Python's reader has it: rows of cells, the header first.
[[nodiscard]] std::vector<std::vector<std::string>> read_csv(const std::filesystem::path& file);

}  // namespace spine::test
