#include "ui/widgets/body_shape.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace spine::ui::body {

namespace {

constexpr float middle = 100;
constexpr Point head{100, 38};
constexpr float head_rx = 26;
constexpr float head_ry = 32;
constexpr Capsule neck{{100, 62}, 14, {100, 92}, 19};

constexpr std::array<Capsule, 3> arm{{{{57, 109}, 15.5F, {36, 190}, 12.5F},
                                      {{36, 190}, 12.5F, {23, 262}, 9},
                                      {{22, 270}, 10, {20, 290}, 7.5F}}};
constexpr std::array<Capsule, 4> leg{{{{78, 254}, 24, {76, 362}, 16},
                                      {{76, 362}, 16, {75, 406}, 15},
                                      {{75, 406}, 15, {78, 466}, 9.5F},
                                      {{77, 476}, 10.5F, {70, 486}, 9.5F}}};

constexpr Point bezier(Point a, Point b, Point c, Point d, float t) {
    const float u = 1 - t;
    return {u * u * u * a.x + 3 * u * u * t * b.x + 3 * u * t * t * c.x + t * t * t * d.x,
            u * u * u * a.y + 3 * u * u * t * b.y + 3 * u * t * t * c.y + t * t * t * d.y};
}

struct Curve {
    Point a, b, c, d;
};
constexpr std::array<Curve, 5> torso_curves{{
    {{68, 90}, {50, 94}, {40, 104}, {43, 124}},
    {{43, 124}, {46, 142}, {58, 148}, {60, 170}},
    {{60, 170}, {61, 180}, {61, 188}, {61, 194}},
    {{61, 194}, {61, 214}, {55, 230}, {54, 256}},
    {{54, 256}, {55, 278}, {78, 286}, {100, 286}},
}};
constexpr std::size_t curve_steps = 16;

constexpr auto torso = [] {
    std::array<Point, torso_curves.size() * curve_steps + 1> points{};
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const Curve& curve = torso_curves[i / curve_steps];
        const float t = static_cast<float>(i % curve_steps) / curve_steps;
        points[i] = bezier(curve.a, curve.b, curve.c, curve.d, t);
    }
    points.back() = {100, 286};
    return points;
}();

// Where a capsule lies at height y.
std::optional<Reach> across(const Capsule& c, float y) {
    std::optional<Reach> found;
    constexpr int steps = 48;
    for (int i = 0; i <= steps; ++i) {
        const float t = static_cast<float>(i) / steps;
        const float r = c.r1 + (c.r2 - c.r1) * t;
        const float dy = y - (c.a.y + (c.b.y - c.a.y) * t);
        if (std::abs(dy) > r) continue;
        const float x = c.a.x + (c.b.x - c.a.x) * t;
        const float half = std::sqrt(r * r - dy * dy);
        if (!found) found = Reach{x - half, x + half};
        found->from = std::min(found->from, x - half);
        found->to = std::max(found->to, x + half);
    }
    return found;
}

std::optional<Reach> across(std::span<const Capsule> capsules, float y) {
    std::optional<Reach> found;
    for (const Capsule& capsule : capsules) {
        const auto one = across(capsule, y);
        if (!one) continue;
        if (!found) found = one;
        found->from = std::min(found->from, one->from);
        found->to = std::max(found->to, one->to);
    }
    return found;
}

std::optional<Reach> across_torso(float y) {
    if (y < 88 || y > 286) return {};
    for (std::size_t i = 0; i + 1 < torso.size(); ++i) {
        const Point a = torso[i];
        const Point b = torso[i + 1];
        if (y < a.y || y > b.y) continue;
        const float t = b.y > a.y ? (y - a.y) / (b.y - a.y) : 0;
        const float x = a.x + (b.x - a.x) * t;
        return Reach{x, 2 * middle - x};
    }
    return Reach{68, 132};
}

std::optional<Reach> across_head(float y) {
    std::optional<Reach> found = across(neck, y);
    const float dy = (y - head.y) / head_ry;
    if (std::abs(dy) > 1) return found;
    const float half = head_rx * std::sqrt(1 - dy * dy);
    if (!found) return Reach{head.x - half, head.x + half};
    return Reach{std::min(found->from, head.x - half), std::max(found->to, head.x + half)};
}

}  // namespace

std::optional<Band> band_of(std::string_view part) {
    struct Named {
        std::string_view name;
        Band band;
    };
    constexpr std::array<Named, 11> parts{{
        {"head-neck", {Limb::Head, 6, 88}},
        {"upper", {Limb::Torso, 90, 160}},
        {"lower", {Limb::Torso, 160, 232}},
        {"hip", {Limb::Leg, 232, 300}},
        {"buttock", {Limb::Leg, 232, 300}},
        {"thigh", {Limb::Leg, 300, 372}},
        {"shin", {Limb::Leg, 372, 448}},
        {"calf", {Limb::Leg, 372, 448}},
        {"foot", {Limb::Leg, 448, 496}},
        {"upper-arm", {Limb::Arm, 96, 190}},
        {"forearm-hand", {Limb::Arm, 190, 298}},
    }};
    for (const Named& named : parts) {
        if (named.name == part) return named.band;
    }
    return {};
}

std::span<const Capsule> left_arm() {
    return arm;
}
std::span<const Capsule> left_leg() {
    return leg;
}
std::span<const Point> left_torso() {
    return torso;
}

std::optional<Reach> reach(Limb limb, bool right, float y) {
    std::optional<Reach> found;
    switch (limb) {
        case Limb::Head:
            return across_head(y);
        case Limb::Torso:
            return across_torso(y);
        case Limb::Arm:
            found = across(left_arm(), y);
            break;
        case Limb::Leg: {
            found = across(left_leg(), y);
            // Down to the crotch the hip is as wide as the torso, half of it to each side.
            if (const auto torso = across_torso(y)) {
                const float from = found ? std::min(found->from, torso->from) : torso->from;
                found = Reach{from, middle};
            }
            break;
        }
    }
    if (found && right) return Reach{2 * middle - found->to, 2 * middle - found->from};
    return found;
}

}  // namespace spine::ui::body
