#include "ui/widgets/number_scale.h"

#include <array>
#include <string>

namespace spine::ui {

namespace {
constexpr float pitch = 110;
constexpr float width = 100;
constexpr float left = 40;
constexpr float room_for_words = 116;
constexpr float shortest = 14;

// What an end means, in two lines at most.
void end_words(Canvas& canvas, const Rect& box, Color color, std::string_view text, Align align) {
    const std::array<Style, 3> sizes{type::body, Style{Weight::Regular, 41, 42},
                                     Style{Weight::Regular, 34, 38}};
    for (const Style& style : sizes) {
        if (canvas.height_of(box.w, style, text) > box.h && &style != &sizes.back()) continue;
        canvas.block(box, style, color, text, align);
        return;
    }
}

// Each number by itself; those at the ends with what they mean.
void say_numbers(Canvas& canvas, std::optional<int> chosen, std::string_view low,
                 std::string_view high) {
    if (!canvas.is_written_down()) return;
    for (int i = 0; i <= 10; ++i) {
        const Canvas::Saying number(canvas, Heard::Choice, chosen == i);
        std::string words = std::to_string(i);
        if (i == 0 && !low.empty()) words.append(": ").append(low);
        if (i == 10 && !high.empty()) words.append(": ").append(high);
        canvas.say(words);
    }
}

}  // namespace

std::optional<int> number_scale(const Kit& kit, std::string_view key, float y,
                                std::optional<int> chosen, const ScaleLook& look) {
    Canvas& canvas = kit.canvas();
    const KioskTheme& t = kit.theme;
    say_numbers(canvas, chosen, look.low, look.high);
    std::optional<int> pressed;
    for (int i = 0; i <= 10; ++i) {
        const float x = left + pitch * static_cast<float>(i);
        const float h = shortest + (look.bars - shortest) * static_cast<float>(i) / 10;
        const Rect bar{x, y + look.bars - h, width, h};
        if (look.bars > 0 && chosen && i <= *chosen) {
            canvas.fill(bar, t.primary, 7);
        } else if (look.bars > 0) {
            canvas.panel(bar, t.surface, t.line, t.row_line, 7);
        }
        const Rect box{x, y + look.bars + 12, width, 112};
        const std::string target = std::string(key) + ":" + std::to_string(i);
        if (kit.targets().add(target, box)) pressed = i;
        const bool is_chosen = chosen == i;
        const Canvas::Saying said_already(canvas, Heard::Key, is_chosen);
        const bool held = kit.targets().held(target);
        const std::string digits = std::to_string(i);
        const float part = kit.frame.motion.follow(target, is_chosen ? 1 : 0, chosen_fade_ms);
        if (is_chosen) {
            canvas.fill(box, held ? t.primary_down : between(t.surface, t.primary, part), 16);
            canvas.label({x, box.y + 8, width, 62}, type::heading, t.on_primary, digits,
                         Align::Centre);
            canvas.icon({x + width / 2, box.y + 84}, 40, icons::check, t.on_primary);
        } else {
            canvas.panel(box, held ? t.tint_down : t.surface, held ? t.primary : t.line,
                         held ? 4.0F : t.row_line, 16);
            canvas.label(box, type::heading, held ? t.on_tint_down : t.ink, digits, Align::Centre);
        }
    }
    const Canvas::Saying said_already(canvas, Heard::Key);
    const float below = y + look.bars + 133;
    end_words(canvas, {left, below, 590, room_for_words}, t.ink, look.low, Align::Start);
    end_words(canvas, {left + 610, below, 590, room_for_words}, t.ink, look.high, Align::End);
    return pressed;
}

}  // namespace spine::ui
