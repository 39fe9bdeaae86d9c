// SPSS .sav (by ReadStat): "responses.sav".
//
// Coded values are numbers with labels in the study's language; of agreement steps the numbers are
// the codes. The kinds of missing are the user-missing values -907 to -901, each with its label. A
// text is a string, without the spaces at its end; why it is missing stands in a numeric variable
// behind it, "<name>_missing", which is empty where there is a text. SPSS knows 255 bytes of a
// question and 120 of a label: what is longer is cut here and whole in the codebook. Booleans are 0
// and 1.
//
// The file says the day it was made and no time.
#pragma once

#include <memory>

#include "export/research_table.h"

namespace spine::exporting {

namespace causes {
inline constexpr Cause sav_refused = "sav-refused";
}  // namespace causes

class SavFormat final : public ResearchFormat {
  public:
    SavFormat();
    SavFormat(const SavFormat&) = delete;
    SavFormat& operator=(const SavFormat&) = delete;
    ~SavFormat() override;
    [[nodiscard]] std::string_view name() const override { return "sav"; }
    // Faults: those of the folder; sav_refused where ReadStat takes a variable or a row for none.
    [[nodiscard]] Status begin(const Table& table, ExportFolder& folder) override;
    [[nodiscard]] Status row(std::span<const Cell> cells) override;
    [[nodiscard]] Status finish() override;

  private:
    class Writer;
    std::unique_ptr<Writer> writer_;
};

}  // namespace spine::exporting
