// Digits on the screen: three columns of large keys.
#pragma once

#include <optional>
#include <string_view>

#include "ui/widgets/kit.h"

namespace spine::ui {

enum class Pad { Digit, Extra, Backspace };
struct PadPress {
    Pad what = Pad::Digit;
    int digit = 0;
};

// 434 x 526 from the given corner, keys 138 x 124. `extra` is the key at the lower left ("," or
// "-"); empty = none. Targets: "pad:0".."pad:9", "pad:extra", "pad:backspace".
std::optional<PadPress> keypad(const Kit& kit, Point corner, std::string_view extra);

}  // namespace spine::ui
