// REDCap: "redcap_dictionary.csv" makes the project's fields, "redcap_data.csv" fills them, and
// "redcap_missing_codes.txt" is what goes into Project Setup, Additional customizations, Missing
// Data Codes before the data are imported (REDCap has no file for it).
//
// One form, "responses", whose record_id is the pseudonym. Coded values are radio buttons, from
// eight options on a drop-down; a question with several answers is one checkbox field, whose
// columns are "<set>___<number>". The kinds of missing are the codes -901 to -907, of a checkbox
// field ticked in its column "<set>____901" to "<set>____907"; a set where only some options are
// missing has both. Labels are in the study's language; the other wording is in the codebook.
//
// Formulas in text are defused as deidentify/csv_writer.h says.
#pragma once

#include "export/csv_rows.h"

namespace spine::exporting {

class RedcapFormat final : public CsvRows {
  public:
    [[nodiscard]] std::string_view name() const override { return "redcap"; }
    // Faults: those of the folder; names_clash (cell_text.h).
    [[nodiscard]] Status begin(const Table& table, ExportFolder& folder) override;

  private:
    void put(std::span<const Cell> cells, CsvLine& line) override;
};

}  // namespace spine::exporting
