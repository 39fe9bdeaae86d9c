// 0-10 in one row, with bars as a second cue and words at both ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/widgets/kit.h"

namespace spine::ui {

// The words at the ends, which may be empty, and how high the highest bar is; 0: without bars.
struct ScaleLook {
    std::string_view low, high;
    float bars = 110;
};

// The number that was pressed in this frame. `key` + ":" + number are the targets' keys. Bars
// stand from `y` on, numbers under them, the words of the ends under these: at `y` + bars + 133.
std::optional<int> number_scale(const Kit& kit, std::string_view key, float y,
                                std::optional<int> chosen, const ScaleLook& look);

}  // namespace spine::ui
