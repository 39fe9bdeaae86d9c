#include "ui/widgets/body_figure.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/widgets/body_shape.h"
#include "ui/widgets/card.h"

namespace spine::ui {

namespace {

using body::Limb;

constexpr float drawn = 1.045F;
constexpr float outline = 2.2F;
constexpr float beyond = 36;  // units: how far outside a limb a tap still counts
constexpr float least_target = 72;
constexpr int spine_dots = 9;  // y 100 to 212

struct Part {
    std::string code;
    bool back = false;
    body::Band band{Limb::Head, 0, 0};
    enum class Side { Whole, ViewerLeft, ViewerRight } side = Side::Whole;
};

std::optional<Part> part_of(std::string_view code) {
    Part part;
    part.code = code;
    const std::size_t first = code.find('.');
    if (first == std::string_view::npos) return {};
    const std::string_view view = code.substr(0, first);
    if (view != "front" && view != "back") return {};
    part.back = view == "back";
    std::string_view rest = code.substr(first + 1);
    const std::size_t dot = rest.find('.');
    std::string_view side;
    if (dot != std::string_view::npos) side = rest.substr(dot + 1), rest = rest.substr(0, dot);
    const auto band = body::band_of(rest);
    if (!band) return {};
    part.band = *band;
    if (side == "left" || side == "right") {
        // From the front the patient's left is at the viewer's right.
        const bool viewer_left = (side == "left") == part.back;
        part.side = viewer_left ? Part::Side::ViewerLeft : Part::Side::ViewerRight;
    } else if (!side.empty() || band->limb == Limb::Arm || band->limb == Limb::Leg) {
        return {};
    }
    return part;
}

// One figure's place on the page. The figure is never mirrored: left and right are the patient's.
class Figure {
  public:
    Figure(const Kit& kit, bool back) : kit_(kit), canvas_(kit.canvas()), back_(back) {
        card_ = {back ? 898.0F : 544.0F, 128, 342, 544};
        mirrored_ = canvas_.scale().mirrored();
    }
    [[nodiscard]] const Rect& card() const { return card_; }
    [[nodiscard]] Point place(Point p) const {
        return {card_.x + 67 + (mirrored_ ? 200 - p.x : p.x) * drawn, 140 + p.y * drawn};
    }
    [[nodiscard]] Point unplace(Point page) const {
        const float x = (page.x - card_.x - 67) / drawn;
        return {mirrored_ ? 200 - x : x, (page.y - 140) / drawn};
    }
    [[nodiscard]] static std::optional<body::Reach> reach(const Part& part, float y) {
        auto found = body::reach(part.band.limb, part.side == Part::Side::ViewerRight, y);
        if (!found) return found;
        const bool central = part.band.limb == Limb::Head || part.band.limb == Limb::Torso;
        if (central && part.side == Part::Side::ViewerLeft) found->to = 100;
        if (central && part.side == Part::Side::ViewerRight) found->from = 100;
        return found;
    }

    void silhouette() const {
        whole(outline / drawn, kit_.theme.line);
        whole(0, kit_.theme.stone);
    }
    void fill(const Part& part, Color color) const {
        std::vector<Point> left;
        std::vector<Point> right;
        const int rows = static_cast<int>(part.band.to - part.band.from);
        for (int row = 0; row <= rows; ++row) {
            const float y = part.band.from + static_cast<float>(row);
            const auto at = reach(part, y);
            if (!at) continue;
            left.push_back(place({at->from, y}));
            right.push_back(place({at->to, y}));
        }
        canvas_.strips(left, right, color);
    }
    void seams() const;
    void spine(const std::vector<Part>& parts,
               const std::set<std::string, std::less<>>& chosen) const;
    void tick(const Part& part) const {
        const Point at = tick_place(part);
        canvas_.disc(at, 14, kit_.theme.on_primary);
        canvas_.icon(at, 24, icons::check, kit_.theme.primary);
    }
    // Distance in page units from a point to a part; 0 inside.
    [[nodiscard]] float distance(const Part& part, Point page) const {
        const Point p = unplace(page);
        const float y = std::clamp(p.y, part.band.from, part.band.to);
        const auto at = reach(part, y);
        if (!at) return 1000;
        const float dx = std::max({at->from - p.x, p.x - at->to, 0.0F});
        const float dy = p.y - y;
        return std::sqrt(dx * dx + dy * dy) * drawn;
    }
    [[nodiscard]] Point middle(const Part& part) const {
        const float y = (part.band.from + part.band.to) / 2;
        const auto at = reach(part, y).value_or(body::Reach{100, 100});
        return place({(at.from + at.to) / 2, y});
    }
    [[nodiscard]] Rect around(const Part& part) const {
        const float y = (part.band.from + part.band.to) / 2;
        const auto at = reach(part, y).value_or(body::Reach{100, 100});
        const float w = std::max(least_target, (at.to - at.from) * drawn);
        const float h = std::max(least_target, (part.band.to - part.band.from) * drawn);
        const Point c = middle(part);
        return {c.x - w / 2, std::min(c.y - h / 2, card_.bottom() - h), w, h};
    }

  private:
    // A whole torso's tick stands beside the spine.
    [[nodiscard]] Point tick_place(const Part& part) const {
        Point at = middle(part);
        if (part.side == Part::Side::Whole && part.band.limb == Limb::Torso) at.x += 22;
        return at;
    }
    void whole(float grown, Color color) const {
        const auto capsule = [&](const body::Capsule& c, bool right) {
            const auto side = [right](Point p) { return right ? Point{200 - p.x, p.y} : p; };
            canvas_.capsule(place(side(c.a)), (c.r1 + grown) * drawn, place(side(c.b)),
                            (c.r2 + grown) * drawn, color);
        };
        for (const bool right : {false, true}) {
            for (const auto& c : body::left_arm()) capsule(c, right);
            for (const auto& c : body::left_leg()) capsule(c, right);
        }
        capsule({{100, 62}, 14, {100, 92}, 19}, false);
        canvas_.ellipse(place({100, 38}), (26 + grown) * drawn, (32 + grown) * drawn, color);
        torso(grown, color);
    }
    void torso(float grown, Color color) const {
        std::vector<Point> left;
        std::vector<Point> right;
        left.push_back(place({70, 88.5F - grown}));
        right.push_back(place({130, 88.5F - grown}));
        for (const Point& p : body::left_torso()) {
            const float y = p.y >= 285 ? p.y + grown : p.y;
            left.push_back(place({p.x - grown, y}));
            right.push_back(place({200 - p.x + grown, y}));
        }
        canvas_.strips(left, right, color);
    }

    const Kit& kit_;
    Canvas& canvas_;
    Rect card_;
    bool back_, mirrored_ = false;
};

void Figure::seams() const {
    const auto across = [&](Limb limb, bool right, float y) {
        if (const auto at = body::reach(limb, right, y)) {
            canvas_.line(place({at->from, y}), place({at->to, y}), kit_.theme.line, 2);
        }
    };
    canvas_.line(place({68, 88.5F}), place({132, 88.5F}), kit_.theme.line, 2);
    for (const float y : {160.0F, 232.0F}) across(Limb::Torso, false, y);
    for (const bool right : {false, true}) {
        for (const float y : {300.0F, 372.0F, 448.0F}) across(Limb::Leg, right, y);
        across(Limb::Arm, right, 190);
        const auto side = [right](float x) { return right ? 200 - x : x; };
        canvas_.line(place({side(62), 98}), place({side(53), 151}), kit_.theme.line, 2);
        if (!back_) {
            canvas_.polyline({place({side(75), 104}), place({side(82), 107}),
                              place({side(90), 107.5F}), place({side(97), 106})},
                             kit_.theme.line, 2);
        }
    }
    canvas_.line(place({100, 232}), place({100, 287}), kit_.theme.line, 2);
}

void Figure::spine(const std::vector<Part>& parts,
                   const std::set<std::string, std::less<>>& chosen) const {
    for (int dot = 0; dot < spine_dots; ++dot) {
        const float y = 100 + 14 * static_cast<float>(dot);
        bool on_chosen = false;
        for (const Part& part : parts) {
            on_chosen = on_chosen ||
                        (part.back && part.band.limb == Limb::Torso &&
                         chosen.count(part.code) > 0 && y > part.band.from && y < part.band.to);
        }
        canvas_.disc(place({100, y}), 2.1F, on_chosen ? kit_.theme.on_primary : kit_.theme.line);
    }
}

// Words beside the figure: smaller where a language needs more letters than there is room.
void label_between(const Kit& kit, const Rect& box, Style style, Color color, std::string_view text,
                   Align align = Align::Start) {
    while (style.em > 26 && kit.canvas().width_of(style, text) > box.w) style.em -= 1;
    kit.canvas().label(box, style, color, text, align);
}

const Part* nearest(const Figure& figure, const std::vector<Part>& parts, bool back, Point finger) {
    const Part* best = nullptr;
    float best_distance = beyond;
    for (const Part& part : parts) {
        if (part.back != back) continue;
        const float d = figure.distance(part, finger);
        if (d < best_distance) best_distance = d, best = &part;
    }
    return best;
}

}  // namespace

bool is_body_part(std::string_view code) {
    return part_of(code).has_value();
}

std::optional<std::string> body_figures(const Kit& kit, const std::vector<std::string>& codes,
                                        const std::set<std::string, std::less<>>& chosen,
                                        const BodyWords& words) {
    std::vector<Part> parts;
    for (const std::string& code : codes) {
        if (auto part = part_of(code)) parts.push_back(std::move(*part));
    }
    std::optional<std::string> tapped;
    for (const bool back : {false, true}) {
        const Figure figure(kit, back);
        const Rect& box = figure.card();
        card(kit, box);
        figure.silhouette();
        for (const Part& part : parts) {
            const bool held = kit.targets().held("body:" + part.code);
            if (part.back != back || (!held && chosen.count(part.code) == 0)) continue;
            figure.fill(part, held ? kit.theme.primary_down : kit.theme.primary);
        }
        figure.seams();
        if (back) figure.spine(parts, chosen);
        const auto finger = kit.targets().pointer();
        const bool here = finger && box.contains(*finger);
        const Part* under = here ? nearest(figure, parts, back, *finger) : nullptr;
        for (const Part& part : parts) {
            if (part.back != back) continue;
            if (chosen.count(part.code) > 0) figure.tick(part);
            if (kit.targets().add("body:" + part.code, figure.around(part), figure.middle(part),
                                  under == &part)) {
                tapped = part.code;
            }
        }
        label_between(kit, {box.x + 14, 141, 128, 52}, type::strong, kit.theme.ink,
                      back ? words.back : words.front);
        label_between(kit, {box.x + 14, 608, 112, 52}, type::body, kit.theme.ink2,
                      back ? words.left : words.right);
        label_between(kit, {box.x + 216, 608, 112, 52}, type::body, kit.theme.ink2,
                      back ? words.right : words.left, Align::End);
    }
    return tapped;
}

}  // namespace spine::ui
