// A card: surface with a hairline edge, a heading with its icon, words.
#pragma once

#include <string_view>

#include "ui/widgets/kit.h"

namespace spine::ui {

void card(const Kit& kit, const Rect& box);
// The icon in primary and the words in bold on one line; `box` is that line.
void card_heading(const Kit& kit, const Rect& box, Icon icon, std::string_view text);

// Hills and sun under the content (look 01 and 16).
void hills(const Kit& kit, bool sun);

}  // namespace spine::ui
