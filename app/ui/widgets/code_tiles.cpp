#include "ui/widgets/code_tiles.h"

namespace spine::ui {

void code_tiles(const Kit& kit, float y, std::string_view digits) {
    Canvas& canvas = kit.canvas();
    const Canvas::Saying code(canvas, Heard::Code);
    const auto count = static_cast<float>(digits.size());
    const bool long_code = digits.size() > 6;
    const float w = long_code ? 126 : 152;
    const float gap = long_code ? 12 : 16;
    const float middle = long_code ? 36 : 48;
    const float whole = count * w + (count - 2) * gap + middle;
    // Digits stay in their order right to left, too: the row is placed in mirrored units.
    const bool mirrored = canvas.scale().mirrored();
    float x = canvas.scale().page().w / 2 - whole / 2;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const Rect left_to_right{x, y, w, 204};
        Rect box = left_to_right;
        if (mirrored) box.x = canvas.scale().page().w - box.x - box.w;
        canvas.panel(box, kit.theme.surface, kit.theme.primary, 4, 24);
        canvas.label(box, type::code, kit.theme.primary, digits.substr(i, 1), Align::Centre);
        x += w + (i + 1 == digits.size() / 2 ? middle : gap);
    }
}

}  // namespace spine::ui
