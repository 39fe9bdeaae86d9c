// PostgreSQL 15 or later: "schema.sql", "load.sql" and "postgresql_data.csv". In the folder:
//
//   psql -d DATABASE -f load.sql                      into the schema study_<first of the hash>
//   psql -d DATABASE -v schema=NAME -f load.sql       into another
//
// One transaction: everything is loaded, or nothing; a schema of that name is left alone and
// reported. It holds
//   responses   a row a session: text and integer codes, numbers, booleans, each with its CHECK and
//               its wording as the comment; beside every column but the pseudonym "<name>_missing",
//               of the type missing_kind: exactly one of the two is null
//   variables   what each column is;  wordings: the questions in each language
//   labels      the values of coded columns in each language;  missing_kinds: in words
//   study       one row: title, profile, k, hash of the study file and the like
//
// The CSV defuses formulas as deidentify/csv_writer.h says, and a line that is only \. (psql takes
// it for the end of the data) by an apostrophe in front; load.sql takes both back, so that the
// table has the text as it was. A code that reads as a formula is stored as its label's number.
#pragma once

#include <string>
#include <vector>

#include "export/csv_rows.h"

namespace spine::exporting {

class PsqlFormat final : public CsvRows {
  public:
    [[nodiscard]] std::string_view name() const override { return "psql"; }
    // Faults: those of the folder.
    [[nodiscard]] Status begin(const Table& table, ExportFolder& folder) override;

  private:
    void put(std::span<const Cell> cells, CsvLine& line) override;
    std::vector<std::vector<std::string>> codes_;  // of each variable, by label
};

}  // namespace spine::exporting
