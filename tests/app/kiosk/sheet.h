// What look/kiosk.md and its pictures state, as tables: tests/app/kiosk/sheet_test.cpp holds every
// screen to them, in both languages.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/geometry.h"

namespace spine::test {

// A rectangle that is drawn. Ends: it follows its words from its right edge, so its
// left edge is not measured. Begins: likewise from its left edge.
// Sides: only its left and right are measured, since it is round or as high as its words.
enum class Held { Whole, Begins, Ends, Sides };
struct SheetPart {
    const char* screen;
    const char* what;
    ui::Rect box;
    const char* source;
    Held held = Held::Whole;
};
[[nodiscard]] const std::vector<SheetPart>& kiosk_parts();

// A token's colour at one point, or somewhere in a box where it is that of words or a mark.
struct SheetColor {
    const char* screen;
    const char* token;
    std::uint32_t hex;
    ui::Rect where;  // w and h 1: exactly there
};
[[nodiscard]] const std::vector<SheetColor>& kiosk_colors();

}  // namespace spine::test
