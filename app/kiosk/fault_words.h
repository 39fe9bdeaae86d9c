// The content of the fault screen (look 18), for a desk that has met a fault and for a kiosk that
// could not start at all.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "ui/strings.h"
#include "ui/widgets/kit.h"

namespace spine::kiosk {

struct FaultWords {
    const ui::Strings& strings;
    std::string_view language;
    const Fault* fault = nullptr;  // null where nothing is known of it
    std::string tablet, phone;     // may be empty
    std::string code;              // the patient's, if there is one
};

// What happened and what staff can do stand in the language of the screen; cause and sentence,
// which are English, stand small below, for support.
void draw_fault(const ui::Kit& kit, const FaultWords& words);

}  // namespace spine::kiosk
