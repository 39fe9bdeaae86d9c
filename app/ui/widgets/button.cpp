#include "ui/widgets/button.h"

#include <algorithm>
#include <utility>

namespace spine::ui {

namespace {

constexpr float icon_size = 40;
constexpr float gap = 14;
constexpr float side = 33;
constexpr float radius = 16;

struct Colors {
    Color fill, border, words;
};

Colors colors_of(const KioskTheme& t, Rank rank, bool held) {
    switch (rank) {
        case Rank::Primary: {
            const Color fill = held ? t.primary_down : t.primary;
            return {fill, fill, t.on_primary};
        }
        case Rank::Alarm:
            return {held ? t.tint_down : t.on_alarm, t.on_alarm,
                    held ? t.alarm_on_tint_down : t.alarm};
        case Rank::Secondary:
            break;
    }
    return {held ? t.tint_down : t.surface, t.primary, held ? t.primary_on_tint_down : t.primary};
}

Colors colors_of(const KioskTheme& t, ToolLook look, bool held) {
    if (look.on_alarm) {
        if (look.filled) return colors_of(t, Rank::Alarm, held);
        return {t.alarm, t.on_alarm, t.on_alarm};
    }
    if (look.filled) return colors_of(t, Rank::Primary, held);
    return {held ? t.tint_down : t.surface, held ? t.primary : t.line,
            held ? t.on_tint_down : t.ink};
}

float content_width(const Canvas& canvas, std::string_view text, const ButtonLook& look) {
    return canvas.width_of(look.style, text) + (look.icon != 0 ? icon_size + gap : 0);
}

}  // namespace

float button_width(const Canvas& canvas, std::string_view text, const ButtonLook& look,
                   float least) {
    return std::max(least, content_width(canvas, text, look) + 2 * side);
}

bool button(const Kit& kit, std::string_view key, const Rect& box, std::string_view text,
            const ButtonLook& look) {
    Canvas& canvas = kit.canvas();
    const Canvas::Saying button(canvas, Heard::Button);
    const bool pressed = kit.targets().add(key, box);
    const Colors colors = colors_of(kit.theme, look.rank, kit.targets().held(key));
    canvas.panel(box, colors.fill, colors.border, 3, radius);
    const float words = canvas.width_of(look.style, text);
    const float content = content_width(canvas, text, look);
    float x = box.x + (box.w - content) / 2;
    const auto draw_icon = [&](float centre_x) {
        const Point at{centre_x, box.y + box.h / 2};
        if (look.directed) {
            canvas.directed_icon(at, icon_size, look.icon, colors.words);
        } else {
            canvas.icon(at, icon_size, look.icon, colors.words);
        }
    };
    if (look.icon != 0 && !look.icon_after) {
        draw_icon(x + icon_size / 2);
        x += icon_size + gap;
    }
    const float room = box.w - (content - words) - 16;
    canvas.label({x, box.y, std::min(words, room), box.h}, look.style, colors.words, text);
    if (look.icon != 0 && look.icon_after) draw_icon(x + words + gap + icon_size / 2);
    return pressed;
}

Rect tool_box(const Canvas& canvas, float right, std::string_view text, const Style& style) {
    // 20 to the icon, 34 of icon with its own space, 16 to the words, 18 behind them.
    const float w = canvas.width_of(style, text) + 88;
    return {right - w, 12, w, 72};
}

namespace {

// True when it was pressed; what stands on it has the color that is returned, too.
std::pair<bool, Color> tool_ground(const Kit& kit, std::string_view key, const Rect& box,
                                   ToolLook look) {
    const bool pressed = kit.targets().add(key, box);
    const bool held = kit.targets().held(key);
    const Colors colors = colors_of(kit.theme, look, held);
    const float line = held ? 4.0F : kit.theme.row_line;
    kit.canvas().panel(box, colors.fill, colors.border, line, radius);
    return {pressed, colors.words};
}

}  // namespace

bool tool(const Kit& kit, std::string_view key, const Rect& box, Icon icon, std::string_view text,
          ToolLook look) {
    Canvas& canvas = kit.canvas();
    const Canvas::Saying button(canvas, Heard::Button);
    const auto [pressed, color] = tool_ground(kit, key, box, look);
    canvas.icon({box.x + 38, box.y + box.h / 2}, icon_size, icon, color);
    canvas.label({box.x + 70, box.y, box.w - 86, box.h}, look.style, color, text);
    return pressed;
}

bool icon_tool(const Kit& kit, std::string_view key, const Rect& box, Icon icon,
               std::string_view text, ToolLook look) {
    const Canvas::Saying button(kit.canvas(), Heard::Button);
    const auto [pressed, color] = tool_ground(kit, key, box, look);
    kit.canvas().icon(box.centre(), icon_size, icon, color);
    kit.canvas().say(text, key);
    return pressed;
}

}  // namespace spine::ui
