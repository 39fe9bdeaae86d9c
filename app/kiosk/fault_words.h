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

// In a few words of the tablet's language, what kind of trouble a cause is: the key of the string.
// The fault's own sentence, which is English, stands below it.
[[nodiscard]] std::string_view kind_of_trouble(Cause cause);

void draw_fault(const ui::Kit& kit, const FaultWords& words);

}  // namespace spine::kiosk
