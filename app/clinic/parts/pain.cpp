#include "clinic/parts/pain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace spine::clinic {
namespace {

struct Capsule {
    ui::Point a;
    float r1;
    ui::Point b;
    float r2;
};

// The left half of the body of look/kiosk.md ("Shapes"), box 200 x 500; mirrored at x = 100.
constexpr std::array<Capsule, 7> kLimbs = {{{{57, 109}, 15.5F, {36, 190}, 12.5F},
                                            {{36, 190}, 12.5F, {23, 262}, 9},
                                            {{22, 270}, 10, {20, 290}, 7.5F},
                                            {{78, 254}, 24, {76, 362}, 16},
                                            {{76, 362}, 16, {75, 406}, 15},
                                            {{75, 406}, 15, {78, 466}, 9.5F},
                                            {{77, 476}, 10.5F, {70, 486}, 9.5F}}};

// Marks of each part, for the side that lies at the figure's left; strokes of discs.
struct Stroke {
    std::string_view part;
    ui::Point from, to;
    bool middle;  // crosses the middle: "left" covers its left half only
};
constexpr std::array<Stroke, 9> kStrokes = {{{"head-neck", {88, 30}, {96, 70}, true},
                                             {"upper", {62, 120}, {94, 120}, true},
                                             {"lower", {66, 205}, {95, 205}, true},
                                             {"hip", {66, 250}, {84, 262}, false},
                                             {"buttock", {72, 262}, {90, 268}, false},
                                             {"thigh", {77, 306}, {76, 362}, false},
                                             {"shin", {75, 384}, {76, 436}, false},
                                             {"calf", {75, 384}, {76, 436}, false},
                                             {"foot", {77, 472}, {72, 486}, false}}};
constexpr std::array<Stroke, 2> kArms = {
    {{"upper-arm", {54, 118}, {40, 178}, false}, {"forearm-hand", {34, 200}, {22, 280}, false}}};

class Figure {
  public:
    Figure(ui::Frame& frame, const Look& look, float x, float y, float scale)
        : frame_(frame), look_(look), x_(x), y_(y), scale_(scale) {}

    void draw_body() {
        const ui::Color color = look_.theme.figure;
        frame_.canvas.ellipse(point({100, 38}), 26 * scale_, 32 * scale_, color);
        capsule({{100, 62}, 14, {100, 92}, 19}, false, color);
        draw_torso(color);
        for (const Capsule& limb : kLimbs) {
            capsule(limb, false, color);
            capsule(limb, true, color);
        }
    }

    void mark(const Stroke& stroke, bool mirrored) {
        constexpr int steps = 6;
        for (int i = 0; i <= steps; ++i) {
            const float part = static_cast<float>(i) / steps;
            ui::Point p{stroke.from.x + (stroke.to.x - stroke.from.x) * part,
                        stroke.from.y + (stroke.to.y - stroke.from.y) * part};
            if (mirrored) p.x = 200 - p.x;
            frame_.canvas.disc(point(p), 13 * scale_, look_.theme.pain);
        }
    }

  private:
    [[nodiscard]] ui::Point point(ui::Point p) const {
        return {x_ + p.x * scale_, y_ + p.y * scale_};
    }

    void capsule(Capsule shape, bool mirrored, ui::Color color) {
        if (mirrored) shape.a.x = 200 - shape.a.x, shape.b.x = 200 - shape.b.x;
        frame_.canvas.capsule(point(shape.a), shape.r1 * scale_, point(shape.b), shape.r2 * scale_,
                              color);
    }

    void draw_torso(ui::Color color) {
        constexpr std::array<ui::Point, 7> left = {
            {{68, 90}, {48, 104}, {48, 140}, {60, 170}, {61, 194}, {55, 240}, {62, 280}}};
        std::vector<ui::Point> one;
        std::vector<ui::Point> other;
        for (const ui::Point& p : left) {
            one.push_back(point(p));
            other.push_back(point({200 - p.x, p.y}));
        }
        frame_.canvas.strips(one, other, color);
        capsule({{90, 272}, 14, {110, 272}, 14}, false, color);
    }

    ui::Frame& frame_;
    const Look& look_;
    float x_, y_, scale_;
};

const Stroke* stroke_of(std::string_view part) {
    const auto named = [part](const Stroke& stroke) { return stroke.part == part; };
    if (const auto* it = std::find_if(kStrokes.begin(), kStrokes.end(), named);
        it != kStrokes.end()) {
        return it;
    }
    const auto* arm = std::find_if(kArms.begin(), kArms.end(), named);
    return arm == kArms.end() ? nullptr : arm;
}

void draw_figure(ui::Frame& frame, const Look& look, float x, float y, float scale,
                 std::string_view side, const std::vector<std::string>& codes) {
    Figure figure(frame, look, x, y, scale);
    figure.draw_body();
    for (const std::string& code : codes) {
        const std::size_t first = code.find('.');
        const std::size_t last = code.rfind('.');
        if (first == std::string::npos || code.substr(0, first) != side) continue;
        const bool has_hand = last > first;
        const Stroke* stroke = stroke_of(std::string_view(code).substr(
            first + 1, has_hand ? last - first - 1 : std::string::npos));
        if (stroke == nullptr) continue;
        const std::string_view hand = has_hand ? std::string_view(code).substr(last + 1) : "";
        // Seen from the front, the patient's right is at the picture's left.
        const bool at_picture_left = hand == (side == "front" ? "right" : "left");
        if (hand.empty() || at_picture_left) figure.mark(*stroke, false);
        if (hand.empty() || !at_picture_left) figure.mark(*stroke, true);
    }
}

}  // namespace

void pain_figures(ui::Frame& frame, const Look& look, float x, float y, float height,
                  const std::vector<std::string>& codes) {
    const float scale = height / 500;
    const float width = 200 * scale;
    draw_figure(frame, look, x, y, scale, "front", codes);
    draw_figure(frame, look, x + width + 20, y, scale, "back", codes);
    frame.canvas.label({x, y + height + 2, width, 20}, kCaption, look.theme.ink2,
                       look.word("pain.front"), ui::Align::Centre);
    frame.canvas.label({x + width + 20, y + height + 2, width, 20}, kCaption, look.theme.ink2,
                       look.word("pain.back"), ui::Align::Centre);
}

void pain_line(ui::Frame& frame, const Look& look, float x, float y, float width,
               std::optional<int> now, std::optional<int> worst) {
    const ui::ClinicTheme& t = look.theme;
    const auto at = [&](int value) { return x + width * static_cast<float>(value) / 10; };
    frame.canvas.fill({x, y, width, 1}, t.line_strong);
    for (int tick = 0; tick <= 10; ++tick)
        frame.canvas.fill({at(tick), y - 4, 1, 8}, t.line_strong);
    for (const int number : {0, 5, 10}) {
        frame.canvas.label({at(number) - 20, y + 6, 40, 20}, kCaption, t.ink2,
                           fmt::format("{}", number), ui::Align::Centre);
    }
    if (worst) {
        frame.canvas.disc({at(*worst), y}, 6, t.bg);
        frame.canvas.ring({at(*worst), y}, 5.5F, t.ink2, 2);
    }
    if (now) frame.canvas.disc({at(*now), y}, 6.5F, t.accent);
}

}  // namespace spine::clinic
