// Lays out what repeats as a whole as plain items (Entering in model.h). Internal to the module.
#pragma once

#include "questionnaire/fhir_fields.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

// Without maxOccurs a questionnaire leaves the number open; a kiosk offers this many entries.
inline constexpr int entries_offered = 5;

// Refuses what would grow beyond 5,000 items, and conditions outside an entry that look into it.
void lay_out_repeats(Questionnaire& questionnaire, Findings& findings);

}  // namespace spine::questionnaire
