#include "ui/widgets/keypad.h"

#include <string>

namespace spine::ui {

namespace {

constexpr float key_w = 138;
constexpr float key_h = 124;
constexpr float gap = 10;

bool key(const Kit& kit, std::string_view target, const Rect& box, bool quiet) {
    const bool pressed = kit.targets().add(target, box);
    const bool held = kit.targets().held(target);
    const Color fill = quiet ? kit.theme.key_quiet : kit.theme.surface;
    kit.canvas().panel(box, held ? kit.theme.tint_down : fill,
                       held ? kit.theme.primary : kit.theme.line, held ? 4.0F : kit.theme.row_line,
                       12);
    return pressed;
}

}  // namespace

std::optional<PadPress> keypad(const Kit& kit, Point corner, std::string_view extra) {
    const auto ink = [&](std::string_view target) {
        return kit.targets().held(target) ? kit.theme.on_tint_down : kit.theme.ink;
    };
    const Canvas::Saying digit_key(kit.canvas(), Heard::Key);
    std::optional<PadPress> press;
    // 1, 2, 3 run from left to right in every language.
    const bool mirrored = kit.canvas().scale().mirrored();
    const auto box_at = [&](int place, int line) {
        const int column = mirrored ? 2 - place : place;
        return Rect{corner.x + (key_w + gap) * static_cast<float>(column),
                    corner.y + (key_h + gap) * static_cast<float>(line), key_w, key_h};
    };
    for (int i = 1; i <= 10; ++i) {
        const int digit = i % 10;
        const Rect box = digit == 0 ? box_at(1, 3) : box_at((i - 1) % 3, (i - 1) / 3);
        const std::string target = "pad:" + std::to_string(digit);
        if (key(kit, target, box, false)) press = {Pad::Digit, digit};
        kit.canvas().label(box, type::heading, ink(target), std::to_string(digit), Align::Centre);
    }
    if (!extra.empty()) {
        const Rect box = box_at(0, 3);
        if (key(kit, "pad:extra", box, false)) press = {Pad::Extra, 0};
        kit.canvas().label(box, type::heading, ink("pad:extra"), extra, Align::Centre);
    }
    const Rect box = box_at(2, 3);
    if (key(kit, "pad:backspace", box, true)) press = {Pad::Backspace, 0};
    kit.canvas().directed_icon(box.centre(), 52, icons::backspace, ink("pad:backspace"));
    return press;
}

}  // namespace spine::ui
