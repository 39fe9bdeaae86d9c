// A plain answer that an item takes, for walking a questionnaire to its end without a patient.
#pragma once

#include <optional>

#include "questionnaire/answers.h"
#include "questionnaire/model.h"

namespace spine::session {

// The item's own initial value, else its first option (as many as must be chosen), else the
// smallest number or date that its limits allow, a short text, false. Nothing for groups,
// displays, read-only items, and for limits that leave nothing (a minimum above the maximum):
// such an item can only be left out.
[[nodiscard]] std::optional<questionnaire::Answer> default_answer(const questionnaire::Item& item);

}  // namespace spine::session
