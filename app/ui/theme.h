// The colours of look/kiosk.md and look/clinic.md under their own names, and how contrast is
// measured (WCAG 2.2, "contrast ratio" and "relative luminance").
#pragma once

#include <array>
#include <string_view>

#include "ui/geometry.h"

namespace spine::ui {

struct KioskTheme {
    Color paper, surface, ink, ink2, primary, on_primary, primary_down, tint, on_tint, tint_down,
        line, hair, track, stone, sand, clay, hills_far, hills_near, alarm, on_alarm, note,
        note_edge, focus_inner, focus_outer,
        key_quiet;                                // keys that type nothing: sampled from look 09
    Color chosen_edge, chosen_mark, chosen_tick;  // of a chosen row, on tint
    // What is pressed lies on tint_down: plain words, a secondary button's, the red screen's.
    Color on_tint_down, primary_on_tint_down, alarm_on_tint_down;
    std::string_view name;  // of the theme: what was drawn in another one is drawn anew
    float row_line = 2;     // units: the edge of what is neither chosen nor pressed
    bool pictures = true;   // sand, clay and hills are drawn
};
[[nodiscard]] KioskTheme kiosk_calm();
// White and yellow on black, for who sees little: every text has at least 15:1.
[[nodiscard]] KioskTheme kiosk_strong();

struct ClinicTheme {
    Color bg, surface, sunken, ink, ink2, ink3, accent, soft, stop, stop_soft, look, look_soft,
        line_strong, line, ghost, pain, figure, on_accent;
    std::array<Color, 5> themes;  // coding, A-E; always beside their letter
};
[[nodiscard]] ClinicTheme clinic_light();
[[nodiscard]] ClinicTheme clinic_dark();

// 1 (equal) to 21 (black on white); the order of the two does not matter.
[[nodiscard]] double contrast(Color a, Color b);

}  // namespace spine::ui
