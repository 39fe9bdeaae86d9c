// 100 people, ten in a row: the filled part first, then outlined ones, and a legend with both
// numbers (evidence.md section 5).
#pragma once

#include <string_view>

#include "ui/stamp.h"
#include "ui/widgets/kit.h"

namespace spine::ui {

// `part` filled of 100, in the card 680, 128, 560, 544. `people` keeps the hundred drawn from frame
// to frame; the screen owns it.
void icon_array(const Kit& kit, Stamp& people, int part, std::string_view have,
                std::string_view have_not);

}  // namespace spine::ui
