// The keyboard on the screen: letters of the language, numbers and signs, no autocorrection.
#pragma once

#include <optional>
#include <string_view>

#include "ui/widgets/kit.h"

namespace spine::ui {

// What of the keyboard changes while somebody types.
struct KeyboardState {
    bool shift = true;     // the next letter is a capital; goes back by itself
    bool numbers = false;  // the page of digits and signs
};

struct Typed {
    enum class What { Character, Backspace } what = What::Character;
    char32_t character = 0;
};

// Four rows from `y` on, 326 high, in the layout of the language (keyboard_layouts.h). Keys of
// targets: "key:" + the small letter or sign, and key:shift, key:backspace, key:numbers, key:space,
// key:enter. Return types a line break.
std::optional<Typed> keyboard(const Kit& kit, std::string_view language, float y,
                              KeyboardState& state, std::string_view space_word);

}  // namespace spine::ui
