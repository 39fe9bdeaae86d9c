#include "kiosk/fault_words.h"

#include <algorithm>
#include <initializer_list>

#include "base/pickup_code.h"
#include "kiosk/kiosk_screen.h"
#include "ui/widgets/card.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [name](std::string_view begin) { return name.starts_with(begin); });
}

// "Cannot write to disk · disk-full · Tablet 3", the telephone, and the sentence for who mends it.
void draw_for_staff(const ui::Kit& kit, const Rect& box, const FaultWords& words) {
    std::string line;
    const auto add = [&line](std::string_view part) {
        if (!part.empty()) line.append(line.empty() ? "" : " · ").append(part);
    };
    if (words.fault != nullptr) {
        add(words.strings.get(words.language, kind_of_trouble(words.fault->cause)));
        add(words.fault->cause.name());
    }
    add(words.tablet);
    const bool wide = kit.canvas().width_of(ui::type::body, line) > box.w;
    const ui::Style style = wide ? ui::type::small_strong : ui::type::body;
    float used = kit.canvas().block({box.x, box.y, box.w, 80}, style, kit.theme.ink, line);
    if (!words.phone.empty()) {
        const Rect phone{box.x, box.y + used, box.w, 40};
        used += kit.canvas().block(phone, ui::type::small_strong, kit.theme.ink, words.phone);
    }
    if (words.fault == nullptr) return;
    const Rect rest{box.x, box.y + used + 2, box.w, box.bottom() - box.y - used - 2};
    const std::string sentence = words.fault->sentence();
    const bool fits = kit.canvas().height_of(rest.w, ui::type::small, sentence) <= rest.h;
    kit.canvas().block(rest, fits ? ui::type::small : ui::Style{ui::Weight::Regular, 22, 27},
                       kit.theme.ink2, sentence);
}

}  // namespace

std::string_view kind_of_trouble(Cause cause) {
    const std::string_view name = cause.name();
    if (is_one_of(name, {"configuration-", "config-", "translation-", "sign-off-", "name-unknown",
                         "too-hard", "item-", "questionnaire-", "not-a-questionnaire", "figure-",
                         "page-", "expression-", "source-"})) {
        return "kiosk.fault.configuration";
    }
    if (is_one_of(name, {"disk-", "database-", "journal-", "file-"})) return "kiosk.fault.disk";
    if (is_one_of(name, {"held-by"})) return "kiosk.fault.held";
    return "kiosk.fault.other";
}

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
    const Rect card{400, std::max(490.0F, y + 16), 840, 190};
    ui::card(kit, card);
    canvas.label({card.x + 28, card.y + 12, card.w - 56, 40}, ui::type::small_strong, t.ink2,
                 text("kiosk.fault.for-staff"));
    draw_for_staff(kit, {card.x + 28, card.y + 52, card.w - 56, card.h - 60}, words);
    if (words.code.empty()) return;
    canvas.label({400, 704, 840, 80}, ui::type::heading, t.primary,
                 ui::fill_in(text("kiosk.fault.code"), {{"code", group_pickup_code(words.code)}}));
}

}  // namespace spine::kiosk
