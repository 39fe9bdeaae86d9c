// What a tap on an option makes of an answer.
#pragma once

#include "questionnaire/answers.h"
#include "questionnaire/model.h"

namespace spine::session {

// One of several: the option replaces what was chosen. Several: the option is added, or taken
// away if it was chosen; an exclusive option ("none of these", "not sure") drives out the others
// and is driven out by them. `current` may be null. Without values: clear the item.
[[nodiscard]] questionnaire::Answer toggled(const questionnaire::Item& item,
                                            const questionnaire::Answer* current,
                                            const questionnaire::Option& option);

}  // namespace spine::session
