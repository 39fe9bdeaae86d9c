// The content of the fault screen (look 18), for a desk that has met a fault and for a kiosk that
// could not start at all.
#pragma once

#include <string>
#include <string_view>

#include "ui/strings.h"
#include "ui/widgets/kit.h"

namespace spine::kiosk {

struct FaultWords {
    const ui::Strings& strings;
    std::string_view language;
    std::string for_staff;  // what happened, what to do, which tablet: never an answer
    std::string code;       // the patient's, if there is one
};

void draw_fault(const ui::Kit& kit, const FaultWords& words);

}  // namespace spine::kiosk
