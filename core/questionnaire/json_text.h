// JSON as text, before anything is read from it. Internal to the module.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "base/result.h"

namespace spine::questionnaire {

// The document; refused when it is not JSON, when brackets nest deeper than any questionnaire
// does, and when an object has the same field twice: JSON's readers keep one of them in silence,
// and with it half of an item.
[[nodiscard]] Result<nlohmann::json> read_json(std::string_view text);

}  // namespace spine::questionnaire
