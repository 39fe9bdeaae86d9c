// 0-10 in one row, with bars as a second cue and words at both ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/widgets/kit.h"

namespace spine::ui {

// The number that was pressed in this frame. `key` + ":" + number are the targets' keys. Bars end
// at `y` + 118, numbers stand under them, the words of the ends under these.
std::optional<int> number_scale(const Kit& kit, std::string_view key, float y,
                                std::optional<int> chosen, std::string_view low,
                                std::string_view high);

}  // namespace spine::ui
