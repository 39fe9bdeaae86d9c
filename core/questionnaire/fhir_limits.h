// How often, how long, how large, in which unit. Internal to the module.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "questionnaire/fhir_fields.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

[[nodiscard]] bool flag_extension(const Fields& fields, const nlohmann::json* extensions,
                                  std::string_view name);

void read_occurrences(const Fields& fields, const nlohmann::json* extensions, Item& item);

// A limit that could not be kept (of another type than the answer, without a value, given twice) is
// reported: left out in silence it would let in answers that the questionnaire forbids.
void read_limits(const Fields& fields, const nlohmann::json* extensions, Item& item);

void read_units(const Fields& fields, const nlohmann::json* extensions, Item& item);

// Puts a unit among those the item offers, unless it is there.
void offer_unit(Item& item, const Quantity& unit);

}  // namespace spine::questionnaire
