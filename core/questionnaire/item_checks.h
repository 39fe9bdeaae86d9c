// What can only be judged when all items have been read. Internal to the module.
#pragma once

#include "questionnaire/fhir_fields.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

// linkIds are unique; each item keeps FHIR's rules for its type, has options if it needs them,
// can be answered if it must be, and has initial values that may stand.
void check_items(const std::vector<Item>& items, Findings& findings);

// Every condition names a question that exists and that it can be compared with, and no item waits
// for itself.
void check_conditions(const std::vector<Item>& items, Findings& findings);

}  // namespace spine::questionnaire
