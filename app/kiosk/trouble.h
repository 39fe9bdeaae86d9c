// What kind of trouble a fault is, for staff: a few words, and what they can do about it, in the
// tablet's language. The fault's own sentence, which is English, is for support.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"

namespace spine::kiosk {

enum class Trouble {
    Disk,       // what the tablet keeps cannot be read or written
    Settings,   // the clinic's signed configuration
    Held,       // another program uses this tablet's folder
    Enrolment,  // the tablet's own key and admission
    Store,      // where sessions are sent
    Program     // anything else
};

// Every cause that a module of the kiosk declares has its row. Nothing: it has none, and counts as
// Program.
[[nodiscard]] std::optional<Trouble> trouble_named(std::string_view cause);
[[nodiscard]] inline Trouble trouble_of(Cause cause) {
    return trouble_named(cause.name()).value_or(Trouble::Program);
}

// Keys of the strings.
[[nodiscard]] std::string_view words_of(Trouble trouble);  // "Settings cannot be used"
[[nodiscard]] std::string_view next_of(Trouble trouble);   // what to do, in one line

}  // namespace spine::kiosk
