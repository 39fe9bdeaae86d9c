// The drawings that pages name (own drawings; look/kiosk.md, "Shapes").
#pragma once

#include <string_view>

#include "ui/widgets/kit.h"

namespace spine::kiosk {

// "two-people" is the drawing of look 12; every other name a sand circle with the icon that fits
// it best. The box is 462 x 446.
void draw_illustration(const ui::Kit& kit, std::string_view name, const ui::Rect& box);

}  // namespace spine::kiosk
