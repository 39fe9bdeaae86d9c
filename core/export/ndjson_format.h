// FHIR R4 as NDJSON, a resource a line: "QuestionnaireResponse.ndjson" has a response a row, and
// "Questionnaire.ndjson" what they point to: first the study's own questionnaire, whose items are
// the variables with their wording, labels and ranges, then the signed ones that it derives from.
//
// A response has the pseudonym as its identifier and nothing else that names anybody: no subject,
// author or time (authored is left out; the coarse period is an item). Its status is always
// completed, since it is final: how the session ended is an item, too. What is missing is an item
// without answer that has two extensions: FHIR's data-absent-reason, which knows fewer kinds, and
// urn:spine-kiosk:missing with the exact one. A text that is empty is not-answered, since FHIR has
// no empty text. Words beside a code are in the study's language; translations are in the study's
// questionnaire.
#pragma once

#include <string>
#include <vector>

#include "export/research_table.h"

namespace spine::exporting {

namespace causes {
inline constexpr Cause questionnaire_unreadable = "export-questionnaire-unreadable";
}  // namespace causes

class NdjsonFormat final : public ResearchFormat {
  public:
    [[nodiscard]] std::string_view name() const override { return "fhir"; }
    // Faults: those of the folder; names_clash (cell_text.h); questionnaire_unreadable where one
    // of the table's is no JSON.
    [[nodiscard]] Status begin(const Table& table, ExportFolder& folder) override;
    [[nodiscard]] Status row(std::span<const Cell> cells) override;
    [[nodiscard]] Status finish() override;

  private:
    // What a variable's item looks like, made once: a row only puts them together.
    struct Item {
        std::string head;                          // up to an answer's value
        std::vector<std::string> labels, missing;  // whole items
    };
    void append(std::size_t variable, const Cell& cell);

    const Table* table_ = nullptr;
    OutputFile* responses_ = nullptr;
    std::string completed_, stopped_, line_;
    std::vector<Item> items_;
};

}  // namespace spine::exporting
