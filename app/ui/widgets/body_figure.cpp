#include "ui/widgets/body_figure.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/stamp.h"
#include "ui/widgets/body_shape.h"
#include "ui/widgets/card.h"

namespace spine::ui {

namespace {

using body::Limb;
using Chosen = std::set<std::string, std::less<>>;

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
    body::Reach across{100, 100};  // half-way down
};

std::optional<body::Reach> reach(const Part& part, float y) {
    auto found = body::reach(part.band.limb, part.side == Part::Side::ViewerRight, y);
    if (!found) return found;
    const bool central = part.band.limb == Limb::Head || part.band.limb == Limb::Torso;
    if (central && part.side == Part::Side::ViewerLeft) found->to = 100;
    if (central && part.side == Part::Side::ViewerRight) found->from = 100;
    return found;
}

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
    part.across = reach(part, (band->from + band->to) / 2).value_or(part.across);
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
        return place({(part.across.from + part.across.to) / 2, y});
    }
    [[nodiscard]] Rect around(const Part& part) const {
        const float w = std::max(least_target, (part.across.to - part.across.from) * drawn);
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
        // From the middle of the neck over the shoulder down to the middle of the crotch.
        std::vector<Point> edge{{100, 86.25F}, {92, 86.5F}, {84, 87.3F}, {76, 88.5F}};
        edge.insert(edge.end(), body::left_torso().begin(), body::left_torso().end());
        std::vector<Point> left;
        std::vector<Point> right;
        for (std::size_t i = 0; i < edge.size(); ++i) {
            const Point before = edge[i == 0 ? 0 : i - 1];
            const Point after = edge[i + 1 == edge.size() ? i : i + 1];
            const float dx = after.x - before.x;
            const float dy = after.y - before.y;
            const float length = std::max(0.01F, std::sqrt(dx * dx + dy * dy));
            const Point out{edge[i].x - grown * dy / length, edge[i].y + grown * dx / length};
            left.push_back(place(out));
            right.push_back(place({200 - out.x, out.y}));
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

// Words beside the figure: both smaller, alike, where a language needs more letters than there is
// room for one of them.
Style fitting(const Kit& kit, Style style, float w, std::string_view a, std::string_view b) {
    const auto widest = [&] {
        return std::max(kit.canvas().width_of(style, a), kit.canvas().width_of(style, b));
    };
    style.large = 1;  // beside the head and the feet there is no more room
    while (style.em > 26 && widest() > w) style.em -= 1;
    return style;
}

const Part* nearest(const Figure& figure, const std::vector<Part>& parts, Point finger) {
    const Part* best = nullptr;
    float best_distance = beyond;
    for (const Part& part : parts) {
        const float d = figure.distance(part, finger);
        if (d < best_distance) best_distance = d, best = &part;
    }
    return best;
}

}  // namespace

// One of the two cards: its parts, and the figure as it was drawn last.
struct BodyFigures::View {
    bool back = false;
    std::vector<Part> parts;
    Stamp shape;

    [[nodiscard]] std::optional<std::string> draw(const Kit& kit, const Chosen& chosen,
                                                  const BodyWords& words);
    void draw_shape(const Kit& kit, const Figure& figure, const Chosen& chosen);
    void draw_words(const Kit& kit, const Rect& box, const BodyWords& words) const;
};

void BodyFigures::View::draw_shape(const Kit& kit, const Figure& figure, const Chosen& chosen) {
    const auto held = [&kit](const Part& part) { return kit.targets().held("body:" + part.code); };
    std::string what;
    for (const Part& part : parts) {
        what += held(part) ? 'h' : chosen.count(part.code) > 0 ? 'c' : '-';
    }
    shape.draw(kit.canvas(), std::string(kit.theme.name).append(what), [&] {
        figure.silhouette();
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (what[i] == '-') continue;
            figure.fill(parts[i], what[i] == 'h' ? kit.theme.primary_down : kit.theme.primary);
        }
        figure.seams();
        if (back) figure.spine(parts, chosen);
    });
}

void BodyFigures::View::draw_words(const Kit& kit, const Rect& box, const BodyWords& words) const {
    // The head begins 144 units from the card's edge, the feet 128.
    const Style view = fitting(kit, type::strong, 110, words.front, words.back);
    kit.canvas().label({box.x + 14, 141, 118, 52}, view, kit.theme.ink,
                       back ? words.back : words.front);
    const Style side = fitting(kit, type::body, 106, words.left, words.right);
    // The places are mirrored with the layout, the body and its sides are not.
    const bool left_first = back != kit.canvas().scale().mirrored();
    kit.canvas().label({box.x + 14, 607, 114, 52}, side, kit.theme.ink2,
                       left_first ? words.left : words.right);
    kit.canvas().label({box.right() - 128, 607, 114, 52}, side, kit.theme.ink2,
                       left_first ? words.right : words.left, Align::End);
}

std::optional<std::string> BodyFigures::View::draw(const Kit& kit, const Chosen& chosen,
                                                   const BodyWords& words) {
    const Figure figure(kit, back);
    const Rect& box = figure.card();
    card(kit, box);
    draw_shape(kit, figure, chosen);
    const auto finger = kit.targets().pointer();
    const bool here = finger && box.contains(*finger);
    const Part* under = here ? nearest(figure, parts, *finger) : nullptr;
    std::optional<std::string> tapped;
    for (const Part& part : parts) {
        if (chosen.count(part.code) > 0) figure.tick(part);
        if (kit.targets().add("body:" + part.code, figure.around(part), figure.middle(part),
                              under == &part)) {
            tapped = part.code;
        }
    }
    draw_words(kit, box, words);
    return tapped;
}

BodyFigures::BodyFigures(const std::vector<std::string>& codes)
    : front_(std::make_unique<View>()), back_(std::make_unique<View>()) {
    back_->back = true;
    for (const std::string& code : codes) {
        auto part = part_of(code);
        if (!part) continue;
        (part->back ? back_ : front_)->parts.push_back(std::move(*part));
    }
}
BodyFigures::~BodyFigures() = default;

std::optional<std::string> BodyFigures::draw(const Kit& kit, const Chosen& chosen,
                                             const BodyWords& words) {
    std::optional<std::string> front = front_->draw(kit, chosen, words);
    std::optional<std::string> back = back_->draw(kit, chosen, words);
    return front ? front : back;
}

}  // namespace spine::ui
