// The body's outline in the units of look/kiosk.md, "Shapes": a box of 200 x 500, left half given,
// right half mirrored. Only body_figure.cpp uses it.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "ui/geometry.h"

namespace spine::ui::body {

struct Capsule {
    Point a;
    float r1;
    Point b;
    float r2;
};

enum class Limb { Head, Torso, Arm, Leg };

// What of a limb lies between two heights: a part's place.
struct Band {
    Limb limb;
    float from, to;  // y
};
// The band of a part ("thigh"); nothing for an unknown one.
[[nodiscard]] std::optional<Band> band_of(std::string_view part);

[[nodiscard]] std::span<const Capsule> left_arm();
[[nodiscard]] std::span<const Capsule> left_leg();
// Left edge of the torso from top to bottom, x by y from 85 to 286.
[[nodiscard]] std::span<const Point> left_torso();

// From where to where a limb reaches at height y; nothing if it is not there. `right` asks for the
// mirrored limb.
struct Reach {
    float from, to;
};
[[nodiscard]] std::optional<Reach> reach(Limb limb, bool right, float y);

}  // namespace spine::ui::body
