// What the message slot says of an answer that cannot stand: a key of the strings.
#pragma once

#include <string_view>

#include "questionnaire/limits.h"
#include "session/step.h"

namespace spine::kiosk {

// Just given, and not taken.
[[nodiscard]] std::string_view note_for_refused(questionnaire::Problem problem);
// Holds Next back; asks for it as it is given. `item` may be null.
[[nodiscard]] std::string_view note_for_held(const session::Step& step,
                                             const questionnaire::Item* item,
                                             questionnaire::Problem problem);

}  // namespace spine::kiosk
