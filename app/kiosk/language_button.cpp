#include "kiosk/language_button.h"

#include "config/languages.h"
#include "ui/language.h"

namespace spine::kiosk {

using ui::Rect;

std::string words_in(const Room& room, const std::string& language, std::string_view key) {
    return ui::in_its_direction(room.language, language, room.strings.get(language, key));
}

namespace {

void draw_unreviewed(const ui::Kit& kit, const Room& room, const Rect& box,
                     const std::string& language, const ui::ButtonLook& look) {
    ui::Canvas& canvas = kit.canvas();
    const ui::Canvas::Saying button(canvas, ui::Heard::Button);
    const bool primary = look.rank == ui::Rank::Primary;
    const ui::Color color = primary ? room.theme.on_primary : room.theme.primary;
    canvas.label({box.x, box.y + 2, box.w, 60}, look.style, color,
                 words_in(room, language, "language.name"), ui::Align::Centre);
    const std::string words = words_in(room, language, "kiosk.unreviewed");
    const Rect line{box.x + 10, box.y + 57, box.w - 20, 36};
    ui::Style style = primary ? ui::type::small : ui::Style{ui::Weight::Regular, 26, 36};
    while (style.em > 18 && canvas.width_of(style, words) > line.w) style.em -= 2;
    canvas.label(line, style, color, words, ui::Align::Centre);
}

}  // namespace

bool language_button(const ui::Kit& kit, const Room& room, const std::string& language,
                     const Rect& box, ui::Rank rank) {
    const ui::Canvas::Saying said(kit.canvas(), language);
    const bool primary = rank == ui::Rank::Primary;
    const ui::ButtonLook look{rank, 0, false, false,
                              primary ? ui::type::large_label : ui::type::strong};
    const bool reviewed = config::is_reviewed(room.desk.configuration(), language);
    const std::string name = reviewed ? words_in(room, language, "language.name") : "";
    const bool pressed = ui::button(kit, "language:" + language, box, name, look);
    if (!reviewed) draw_unreviewed(kit, room, box, language, look);
    return pressed;
}

}  // namespace spine::kiosk
