#include "ui/widgets/icon_array.h"

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

namespace spine::ui {

namespace {

constexpr float size = 0.9F;  // the drawing's box is 38 x 46
constexpr float pitch_x = 50.5F;
constexpr float pitch_y = 45.6F;

// Head: 19,11 r 9.5; shoulders x 3-35, y 22-44 with round top corners of 14.
std::vector<Point> shoulders(Point at, float inset) {
    const float l = at.x + (3 + inset) * size;
    const float r = at.x + (35 - inset) * size;
    const float top = at.y + (22 + inset) * size;
    const float bottom = at.y + (44 - inset) * size;
    const float radius = (14 - inset) * size;
    std::vector<Point> points;
    constexpr int steps = 6;
    const auto corner = [&](float cx, float from) {
        for (int i = 0; i <= steps; ++i) {
            const float a = from + std::numbers::pi_v<float> / 2 * static_cast<float>(i) / steps;
            points.push_back({cx + radius * std::cos(a), top + radius + radius * std::sin(a)});
        }
    };
    points.push_back({l, bottom});
    corner(l + radius, std::numbers::pi_v<float>);
    corner(r - radius, -std::numbers::pi_v<float> / 2);
    points.push_back({r, bottom});
    return points;
}

void person(const Kit& kit, Point at, bool filled) {
    Canvas& canvas = kit.canvas();
    const Color color = filled ? kit.theme.primary : kit.theme.line;
    const Point head{at.x + 19 * size, at.y + 11 * size};
    canvas.polygon(shoulders(at, 0), color);
    canvas.disc(head, 9.5F * size, color);
    if (filled) return;
    canvas.polygon(shoulders(at, 2.6F), kit.theme.surface);
    canvas.disc(head, (9.5F - 2.6F) * size, kit.theme.surface);
}

Point place_of(int index) {
    return {716 + pitch_x * static_cast<float>(index % 10),
            148 + pitch_y * std::floor(static_cast<float>(index) / 10)};
}

void alike(const Kit& kit, int from, int to, bool filled) {
    if (from >= to) return;
    const Point first = place_of(from);
    Stamp stamp;
    stamp.draw(kit.canvas(), {}, [&] { person(kit, first, filled); });
    for (int i = from + 1; i < to; ++i) {
        const Point at = place_of(i);
        if (!stamp.again(kit.canvas(), {at.x - first.x, at.y - first.y})) person(kit, at, filled);
    }
}

}  // namespace

void icon_array(const Kit& kit, Stamp& people, int part, std::string_view have,
                std::string_view have_not) {
    Canvas& canvas = kit.canvas();
    const Rect card{680, 128, 560, 544};
    canvas.panel(card, kit.theme.surface, kit.theme.hair, 2, 20);
    // Two different people, and ninety-eight copies of them.
    people.draw(canvas, std::string(kit.theme.name).append(std::to_string(part)), [&] {
        alike(kit, 0, part, true);
        alike(kit, part, 100, false);
    });
    canvas.fill({712, 606, 496, 2}, kit.theme.hair);
    const float gap = 40;
    const float room = card.w - 40 - 46 - gap - 46;
    Style style = type::strong;
    const auto words = [&] {
        return canvas.width_of(style, have) + canvas.width_of(style, have_not);
    };
    while (style.em > 30 && words() > room) style.em -= 1;
    const float words_have = canvas.width_of(style, have);
    const float whole = 46 + gap + 46 + words();
    float x = card.x + (card.w - whole) / 2;
    person(kit, {x - 2, 619}, true);
    canvas.label({x + 46, 612, card.right() - x - 54, 56}, style, kit.theme.ink, have);
    x += 46 + words_have + gap;
    person(kit, {x - 2, 619}, false);
    canvas.label({x + 46, 612, card.right() - x - 54, 56}, style, kit.theme.ink, have_not);
}

}  // namespace spine::ui
