// One frame: what a screen is given to draw with.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "ui/canvas.h"
#include "ui/input.h"
#include "ui/motion.h"
#include "ui/targets.h"

namespace spine::ui {

struct Frame {
    Canvas& canvas;
    Targets& targets;
    const Input& input;
    Motion& motion;
    std::int64_t now_ms = 0;  // Clock::steady_ms()

    // Asks for another frame at that time at the latest, for motion and countdowns. Without it
    // nothing is drawn until somebody touches the screen.
    void draw_again_at(std::int64_t ms) { again_ms = again_ms ? std::min(*again_ms, ms) : ms; }
    std::optional<std::int64_t> again_ms;
};

}  // namespace spine::ui
