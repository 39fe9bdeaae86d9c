// Places and colours, in layout units (kiosk 1280 x 800, clinic 1440 x 900): the numbers of look/.
#pragma once

#include <cstdint>

namespace spine::ui {

struct Point {
    float x = 0, y = 0;
    friend constexpr bool operator==(const Point&, const Point&) = default;
};

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;
    [[nodiscard]] constexpr float right() const { return x + w; }
    [[nodiscard]] constexpr float bottom() const { return y + h; }
    [[nodiscard]] constexpr Point centre() const { return {x + w / 2, y + h / 2}; }
    // The left and the top edge belong to it, the right and the bottom edge do not.
    [[nodiscard]] constexpr bool contains(Point p) const {
        return p.x >= x && p.x < right() && p.y >= y && p.y < bottom();
    }
    [[nodiscard]] constexpr bool holds(const Rect& inner) const {
        return inner.x >= x && inner.y >= y && inner.right() <= right() &&
               inner.bottom() <= bottom();
    }
    [[nodiscard]] constexpr Rect inset(float by) const {
        return {x + by, y + by, w - 2 * by, h - 2 * by};
    }
    friend constexpr bool operator==(const Rect&, const Rect&) = default;
};

struct Color {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    friend constexpr bool operator==(const Color&, const Color&) = default;
    [[nodiscard]] constexpr Color faded(float opacity) const {
        return {r, g, b, static_cast<std::uint8_t>(static_cast<float>(a) * opacity)};
    }
};

// Part of the way from one colour to another, 0 to 1.
[[nodiscard]] constexpr Color between(Color from, Color to, float part) {
    const auto mixed = [part](std::uint8_t a, std::uint8_t b) {
        const float value =
            static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * part;
        constexpr float half = 0.5F;  // std::lround is not constexpr; colours are never below 0
        return static_cast<std::uint8_t>(value + half);
    };
    return {mixed(from.r, to.r), mixed(from.g, to.g), mixed(from.b, to.b), mixed(from.a, to.a)};
}

// 0xF6F2E9 as the look's sheets write it.
[[nodiscard]] constexpr Color rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U),
            static_cast<std::uint8_t>(hex), 255};
}

}  // namespace spine::ui
