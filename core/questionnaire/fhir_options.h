// What an item offers to choose from: answerOption, or a value set that travels inside the
// questionnaire. Internal to the module.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "questionnaire/fhir_fields.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

inline constexpr std::size_t most_options = 2'000;

// `contained` is the questionnaire's list of contained resources, or null.
[[nodiscard]] std::vector<Option> read_options(const Fields& item, const nlohmann::json* contained);

}  // namespace spine::questionnaire
