#include "ui/widgets/card.h"

#include <array>
#include <vector>

namespace spine::ui {

namespace {

struct Curve {
    Point a, b, c, d;
};

Point on_curve(const Curve& k, float t) {
    const float u = 1 - t;
    const auto mix = [&](float a, float b, float c, float d) {
        return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
    };
    return {mix(k.a.x, k.b.x, k.c.x, k.d.x), mix(k.a.y, k.b.y, k.c.y, k.d.y)};
}

constexpr float hills_top = 540;
constexpr float far = 2000;
constexpr float edge = 150;  // so far in the direction in which the hill ends
constexpr float foot = 2000;

void hill(const Kit& kit, const std::array<Curve, 2>& curves, Color color) {
    constexpr int steps = 40;
    std::vector<Point> upper;
    std::vector<Point> lower;
    // On a display of another shape the hills go on to its edges.
    const auto beyond = [&](float x, float y) {
        upper.push_back({x, y + hills_top});
        lower.push_back({x, foot});
    };
    const Curve& first = curves.front();
    const float rise = (first.b.y - first.a.y) / (first.b.x - first.a.x);
    beyond(-far, first.a.y - rise * edge);
    beyond(-edge, first.a.y - rise * edge);
    for (const Curve& curve : curves) {
        for (int i = 0; i <= steps; ++i) {
            const Point p = on_curve(curve, static_cast<float>(i) / steps);
            upper.push_back({p.x, p.y + hills_top});
            lower.push_back({p.x, foot});
        }
    }
    const Curve& last = curves.back();
    const float end_rise = (last.d.y - last.c.y) / (last.d.x - last.c.x);
    beyond(1280 + edge, last.d.y + end_rise * edge);
    beyond(1280 + far, last.d.y + end_rise * edge);
    kit.canvas().strips(upper, lower, color);
}

}  // namespace

void card(const Kit& kit, const Rect& box) {
    kit.canvas().panel(box, kit.theme.surface, kit.theme.hair, 2, 20);
}

void card_heading(const Kit& kit, const Rect& box, Icon icon, std::string_view text) {
    Canvas& canvas = kit.canvas();
    canvas.icon({box.x + 26, box.y + box.h / 2}, 52, icon, kit.theme.primary);
    const Rect words{box.x + 70, box.y, box.w - 70, box.h};
    // Some languages need a few more letters than the box has room for.
    Style style = type::strong;
    while (style.em > type::small.em && canvas.width_of(style, text) > words.w) style.em -= 1;
    canvas.label(words, style, kit.theme.ink, text);
}

void hills(const Kit& kit, bool sun) {
    if (sun) kit.canvas().disc({1010, 690}, 120, kit.theme.sand);
    hill(kit,
         {Curve{{0, 150}, {260, 60}, {520, 60}, {760, 140}},
          Curve{{760, 140}, {960, 200}, {1120, 190}, {1280, 140}}},
         kit.theme.hills_far);
    hill(kit,
         {Curve{{0, 222}, {300, 150}, {560, 180}, {800, 216}},
          Curve{{800, 216}, {1000, 244}, {1160, 214}, {1280, 186}}},
         kit.theme.hills_near);
}

}  // namespace spine::ui
