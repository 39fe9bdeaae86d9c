// CSV with a Frictionless Tabular Data Package (https://specs.frictionlessdata.io, version 1.0).
//
// data.csv: RFC 4180, UTF-8, commas, a header line; codes as the questionnaire has them, "true" and
// "false", and for what is missing the name of its kind (research_table.h). datapackage.json says
// what each column is, with words and labels in each language beside what the standard knows.
#pragma once

#include <string>

#include "export/csv_rows.h"

namespace spine::exporting {

class CsvFormat final : public CsvRows {
  public:
    [[nodiscard]] std::string_view name() const override { return "csv"; }
    [[nodiscard]] Status begin(const Table& table, ExportFolder& folder) override;
    [[nodiscard]] Status finish() override;

  private:
    void put(std::span<const Cell> cells, CsvLine& line) override;
};

// The descriptor of data.csv, which has `bytes` bytes.
[[nodiscard]] std::string datapackage(const Table& table, std::uint64_t bytes);

}  // namespace spine::exporting
