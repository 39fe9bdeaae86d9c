// A study's variables as a FHIR R4 Questionnaire, which its responses point to. Internal to the
// module.
#pragma once

#include <string>

#include "export/research_table.h"

namespace spine::exporting {

// "urn:spine-kiosk:study:…|2026-11-27": what a response names as its questionnaire.
[[nodiscard]] std::string canonical_of(const StudyFacts& study);
// The codes of a variable are of its own system, since a study's groups are nobody else's.
[[nodiscard]] std::string system_of(const Variable& variable);
// As JSON on one line. The pseudonym is no item: a response has it as its identifier.
[[nodiscard]] std::string study_questionnaire(const Table& table);

}  // namespace spine::exporting
