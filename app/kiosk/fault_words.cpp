#include "kiosk/fault_words.h"

#include <algorithm>

#include "base/pickup_code.h"
#include "kiosk/kiosk_screen.h"
#include "ui/widgets/card.h"

namespace spine::kiosk {

using ui::Rect;

void draw_fault(const ui::Kit& kit, const FaultWords& words) {
    ui::Canvas& canvas = kit.canvas();
    const ui::KioskTheme& t = kit.theme;
    const auto text = [&](std::string_view key) -> const std::string& {
        return words.strings.get(words.language, key);
    };
    constexpr ui::Style title{ui::Weight::Bold, 72, 88};
    constexpr ui::Style narrow_title{ui::Weight::Bold, 60, 88};
    constexpr ui::Style roomy{ui::Weight::Regular, 41, 54};
    canvas.disc({200, 316}, 140, t.sand);
    canvas.icon({200, 316}, 150, ui::icons::wrench, t.ink);
    const bool fits = canvas.width_of(title, text("kiosk.fault.title")) <= 840;
    canvas.label({400, 164, 840, 88}, fits ? title : narrow_title, t.ink,
                 text("kiosk.fault.title"));
    float y = 267;
    y += canvas.block({400, y, 840, 108}, roomy, t.ink, text("kiosk.fault.words")) + 22;
    y += canvas.block({400, y, 840, 54}, ui::type::strong, t.ink, text("kiosk.fault.give"));
    const Rect card{400, std::max(490.0F, y + 16), 840, 190};
    ui::card(kit, card);
    canvas.label({card.x + 28, card.y + 12, card.w - 56, 40}, ui::type::small_strong, t.ink2,
                 text("kiosk.fault.for-staff"));
    fitted_body(kit, {card.x + 28, card.y + 54, card.w - 56, card.h - 64}, t.ink, words.for_staff);
    if (words.code.empty()) return;
    canvas.label({400, 704, 840, 80}, ui::type::heading, t.primary,
                 ui::fill_in(text("kiosk.fault.code"), {{"code", group_pickup_code(words.code)}}));
}

}  // namespace spine::kiosk
