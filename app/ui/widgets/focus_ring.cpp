#include "ui/widgets/focus_ring.h"

namespace spine::ui {

namespace {

constexpr float inner = 4, outer = 5, radius = 16;

Rect around(const Rect& box, float by) {
    return {box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by};
}

}  // namespace

void focus_ring(Canvas& canvas, const KioskTheme& theme, const Rect& box) {
    const float gap = theme.pictures ? 0 : 3;
    canvas.stroke(around(box, inner), theme.focus_inner, inner, radius + inner);
    const float all = inner + gap + outer;
    canvas.stroke(around(box, all), theme.focus_outer, outer, radius + all);
}

}  // namespace spine::ui
