#include "kiosk/illustration.h"

#include <array>

namespace spine::kiosk {

using ui::Color;
using ui::Point;
using ui::rgb;

namespace {

struct Clothes {
    Color hair, skin, top, sleeve, trousers;
};

constexpr Clothes patient{rgb(0x5A3B2C), rgb(0xE9C7A6), rgb(0xC9805F), rgb(0xB56E4F),
                          rgb(0x0B4A57)};
constexpr Clothes clinician{rgb(0x2B2320), rgb(0xC99570), rgb(0xFFFFFF), rgb(0xE6ECEA),
                            rgb(0x51656D)};

// Draws in the drawing's own units; the second person is the first one mirrored in the box.
class Sketch {
  public:
    Sketch(const ui::Kit& kit, const ui::Rect& box, bool facing_left)
        : kit_(kit), box_(box), facing_left_(facing_left) {}

    void chair() const {
        const Color wood = kit_.theme.ink2;
        bar(26, 300, 150, 26, 12, wood);
        bar(22, 170, 24, 156, 12, wood);
        bar(40, 318, 14, 100, 7, wood);
        bar(152, 318, 14, 100, 7, wood);
    }
    void person(const Clothes& c) const {
        constexpr float x = 96;
        constexpr float base = 296;
        const Color shoe = kit_.theme.ink;
        limb({96, 282}, 27, {188, 284}, 22, c.trousers);
        limb({188, 284}, 22, {190, 386}, 17, c.trousers);
        limb({190, 398}, 16, {212, 402}, 12, shoe);
        oval({x - 3, base - 191}, 32, 33, c.hair);
        limb({x + 2, base - 150}, 12, {x, base - 128}, 14, c.skin);
        oval({x + 4, base - 180}, 27, 31, c.skin);
        limb({x - 2, base - 104}, 34, {x - 6, base - 20}, 40, c.top);
        limb({96, 196}, 19, {118, 248}, 16, c.sleeve);
        limb({118, 248}, 16, {162, 262}, 13, c.sleeve);
        kit_.canvas().disc(place({172, 263}), 14, c.skin);
    }

  private:
    [[nodiscard]] Point place(Point p) const {
        return {box_.x + (facing_left_ ? 462 - p.x : p.x), box_.y + p.y};
    }
    void limb(Point a, float r1, Point b, float r2, Color color) const {
        kit_.canvas().capsule(place(a), r1, place(b), r2, color);
    }
    void oval(Point centre, float rx, float ry, Color color) const {
        kit_.canvas().ellipse(place(centre), rx, ry, color);
    }
    void bar(float x, float y, float w, float h, float radius, Color color) const {
        const float left = facing_left_ ? 462 - x - w : x;
        kit_.canvas().fill({box_.x + left, box_.y + y, w, h}, color, radius);
    }

    const ui::Kit& kit_;
    ui::Rect box_;
    bool facing_left_;
};

struct Named {
    std::string_view part;
    ui::Icon icon;
};
constexpr std::array<Named, 6> icons_by_name{{
    {"people", ui::icons::stethoscope},
    {"exam", ui::icons::stethoscope},
    {"talk", ui::icons::stethoscope},
    {"chart", ui::icons::chart},
    {"call", ui::icons::bell},
    {"bulb", ui::icons::bulb},
}};

}  // namespace

void draw_illustration(const ui::Kit& kit, std::string_view name, const ui::Rect& box) {
    const Point middle{box.x + 230, box.y + 223};
    kit.canvas().disc(middle, 206, kit.theme.sand);
    if (name == "two-people" && kit.theme.pictures) {
        for (const bool left : {false, true}) {
            const Sketch sketch(kit, box, left);
            sketch.chair();
            sketch.person(left ? clinician : patient);
        }
        return;
    }
    ui::Icon icon = ui::icons::book;
    for (const Named& named : icons_by_name) {
        if (name.find(named.part) != std::string_view::npos) icon = named.icon;
    }
    kit.canvas().icon(middle, 180, icon, kit.theme.primary);
}

}  // namespace spine::kiosk
