// Reads FHIR R4 Questionnaire JSON and says which item cannot be asked here, and why.
#pragma once

#include <string_view>

#include "base/result.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

namespace causes {
inline constexpr Cause not_json = "not-json";
inline constexpr Cause not_a_questionnaire = "not-a-questionnaire";
inline constexpr Cause item_malformed = "item-malformed";      // breaks FHIR's own rules
inline constexpr Cause item_unsupported = "item-unsupported";  // valid FHIR, but needs a server
inline constexpr Cause too_large = "questionnaire-too-large";
inline constexpr Cause not_a_response = "not-a-response";
inline constexpr Cause answer_unfit = "answer-unfit";
}  // namespace causes

// Bounds that keep hostile input small: 4 MiB of JSON, 5,000 items (also when what repeats
// is laid out, see Entering), 32 levels, 2,000 options an item, 100,000 together. The fault's
// `where` is the item's linkId, its `happened` the reason in words.
//
// What breaks FHIR's rules, but would be neither shown nor stored wrongly (no status, a required
// display, an empty group), opens: forms in use are full of it. What stands in something hidden is
// hidden, too. An initial quantity without a number presets the unit and answers nothing. Where an
// item has both `initial` and `initialSelected`, `initial` counts. An item that waits for an answer
// asked after it is refused: a walk goes forward and would pass it.
[[nodiscard]] Result<Questionnaire> parse(std::string_view json);

}  // namespace spine::questionnaire
