// How an item is to be shown: FHIR's item controls and this project's own extensions. Internal to
// the module.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "questionnaire/fhir_fields.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

// Fills item.kiosk, then item.control.
void read_controls(const Fields& fields, const nlohmann::json* extensions, Item& item);

}  // namespace spine::questionnaire
