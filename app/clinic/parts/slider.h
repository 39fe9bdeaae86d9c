// A value between two ends, by finger or by arrow keys.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "clinic/look.h"
#include "ui/frame.h"

namespace spine::clinic {

struct Slider {
    std::string_view key;       // of the target
    float x = 0, y = 0, w = 0;  // of the track's middle
    double value = 0, low = 0, high = 1, step = 1;
    bool on = true;
};

// The value under a finger that is down on it; nothing while nobody touches it. The whole track is
// the target, 32 high.
std::optional<double> slider(ui::Frame& frame, const Look& look, const Slider& slider);

// One step more or less, within the ends.
[[nodiscard]] double stepped(const Slider& slider, int steps);

// What somebody types, "12" or "2,5", where it lies within the ends; nothing else.
[[nodiscard]] std::optional<double> within(const Slider& slider, std::string typed);

}  // namespace spine::clinic
