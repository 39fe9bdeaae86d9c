// A page of information in its layout: words, a picture, the 10x10 grid, two columns (looks 10-12).
#pragma once

#include <string_view>

#include "information/page.h"
#include "ui/stamp.h"
#include "ui/widgets/kit.h"

namespace spine::kiosk {

// In the content's place. The page outlives the frame; `people` is the drawing of its grid, which
// the screen keeps.
void draw_page(const ui::Kit& kit, const information::Page& page, ui::Stamp& people);

// The source line in small type at the foot of the box, on as many lines as it needs; returns
// their height, 0 without a source.
float draw_source_line(const ui::Kit& kit, const ui::Rect& box, std::string_view source);

}  // namespace spine::kiosk
