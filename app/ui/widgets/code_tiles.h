// The pickup code: a tile a digit, in two groups, all in view.
#pragma once

#include <string_view>

#include "ui/widgets/kit.h"

namespace spine::ui {

// Six digits in two groups of three, eight in two of four; centred on the page, 204 high.
void code_tiles(const Kit& kit, float y, std::string_view digits);

}  // namespace spine::ui
