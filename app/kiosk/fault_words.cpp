#include "kiosk/fault_words.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/pickup_code.h"
#include "kiosk/kiosk_screen.h"
#include "kiosk/trouble.h"
#include "ui/language.h"
#include "ui/widgets/card.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

constexpr float padding = 28, line_h = 40, least_card = 190;

// "Settings cannot be used · Tablet 3"
std::string line_for_staff(const FaultWords& words) {
    std::string line;
    if (words.fault != nullptr)
        line = words.strings.get(words.language, words_of(trouble_of(words.fault->cause)));
    if (!words.tablet.empty()) line.append(line.empty() ? "" : " · ").append(words.tablet);
    return line;
}

std::string line_for_support(const Fault& fault) {
    return std::string(fault.cause.name()) + " · " + fault.sentence();
}

// The largest style in which the words fit the box, else the smallest.
const ui::Style& fitting(const ui::Canvas& canvas, const Rect& box, std::string_view words,
                         std::span<const ui::Style> styles) {
    const auto fits = [&](const ui::Style& style) {
        return canvas.height_of(box.w, style, words) <= box.h;
    };
    const auto found = std::find_if(styles.begin(), styles.end(), fits);
    return found == styles.end() ? styles.back() : *found;
}

// The lines of the card; `room` ends where the card may end. Returns where the last line ends.
float draw_lines(const ui::Kit& kit, const Rect& room, const FaultWords& words, bool for_real) {
    constexpr std::array<ui::Style, 2> plain{ui::type::body, ui::type::small_strong};
    constexpr std::array<ui::Style, 2> for_support{ui::Style{ui::Weight::Regular, 22, 27},
                                                   ui::Style{ui::Weight::Regular, 18, 22}};
    float y = room.y;
    const auto add = [&](const ui::Style& style, ui::Color color, std::string_view text) {
        const Rect box{room.x, y, room.w, room.bottom() - y};
        y += for_real ? kit.canvas().block(box, style, color, text)
                      : kit.canvas().height_of(box.w, style, text);
    };
    const std::string line = line_for_staff(words);
    add(fitting(kit.canvas(), {room.x, y, room.w, plain.front().leading}, line, plain),
        kit.theme.ink, line);
    if (words.fault == nullptr) return y;
    add(ui::type::small, kit.theme.ink,
        words.strings.get(words.language, next_of(trouble_of(words.fault->cause))));
    const std::string english = ui::in_own_order(words.language, line_for_support(*words.fault));
    const Rect rest{room.x, y, room.w, room.bottom() - y};
    add(fitting(kit.canvas(), rest, english, for_support), kit.theme.ink2, english);
    return y;
}

// As high as what it says needs; a patient's code below it keeps its place.
void draw_for_staff(const ui::Kit& kit, float top, const FaultWords& words) {
    ui::Canvas& canvas = kit.canvas();
    const float lowest = words.code.empty() ? 784 : 700;
    const Rect inside{400 + padding, top + 12 + line_h, 840 - 2 * padding,
                      lowest - 8 - top - 12 - line_h};
    const float end = draw_lines(kit, inside, words, false);
    const float h = std::min(std::max(least_card, end + 8 - top), lowest - top);
    ui::card(kit, {400, top, 840, h});
    const Rect head{inside.x, top + 12, inside.w, line_h};
    canvas.label(head, ui::type::small_strong, kit.theme.ink2,
                 words.strings.get(words.language, "kiosk.fault.for-staff"));
    canvas.label(head, ui::type::small_strong, kit.theme.ink,
                 ui::in_own_order(words.language, words.phone), ui::Align::End);
    draw_lines(kit, inside, words, true);
}

}  // namespace

void draw_fault(const ui::Kit& kit, const FaultWords& words) {
    ui::Canvas& canvas = kit.canvas();
    const ui::KioskTheme& t = kit.theme;
    const auto text = [&](std::string_view key) -> const std::string& {
        return words.strings.get(words.language, key);
    };
    constexpr ui::Style title{ui::Weight::Bold, 66, 88};
    constexpr ui::Style narrow_title{ui::Weight::Bold, 60, 88};
    constexpr ui::Style roomy{ui::Weight::Regular, 41, 54};
    canvas.disc({200, 316}, 140, t.sand);
    canvas.icon({200, 316}, 130, ui::icons::wrench, t.ink);
    const bool fits = canvas.width_of(title, text("kiosk.fault.title")) <= 840;
    canvas.label({400, 164, 840, 88}, fits ? title : narrow_title, t.ink,
                 text("kiosk.fault.title"));
    float y = 267;
    y += canvas.block({400, y, 840, 108}, roomy, t.ink, text("kiosk.fault.words")) + 22;
    y += canvas.block({400, y, 840, 54}, ui::type::strong, t.ink, text("kiosk.fault.give"));
    draw_for_staff(kit, std::max(490.0F, y + 16), words);
    if (words.code.empty()) return;
    const ui::Canvas::Saying code(canvas, ui::Heard::Code);
    canvas.label({400, 704, 840, 80}, ui::type::heading, t.primary,
                 ui::fill_in(text("kiosk.fault.code"), {{"code", group_pickup_code(words.code)}}));
}

}  // namespace spine::kiosk
