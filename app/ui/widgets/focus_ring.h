// What the keys of a keypad are on (look/kiosk.md, "Components").
#pragma once

#include "ui/canvas.h"
#include "ui/theme.h"

namespace spine::ui {

// Two rings outside the edge: 4 units inside, 5 outside, with the strong contrast's gap of 3.
void focus_ring(Canvas& canvas, const KioskTheme& theme, const Rect& box);

}  // namespace spine::ui
