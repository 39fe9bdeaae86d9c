// A language to choose, in its own name.
#pragma once

#include <string>

#include "kiosk/room.h"
#include "ui/widgets/button.h"

namespace spine::kiosk {

// True when it was pressed. Under the name of a language that nobody has read through stands so, in
// that language. Primary is larger.
bool language_button(const ui::Kit& kit, const Room& room, const std::string& language,
                     const ui::Rect& box, ui::Rank rank);

// Words of another language than the one that is shown, in their own direction.
[[nodiscard]] std::string words_in(const Room& room, const std::string& language,
                                   std::string_view key);

}  // namespace spine::kiosk
