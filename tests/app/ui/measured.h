// What a photograph shows, measured: where a drawn shape begins and ends, and where a colour is.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "ui/canvas.h"
#include "ui/rasteriser.h"

namespace spine::test {

inline constexpr int look_around = 4;  // less than half of the smallest gap between two shapes

// From `from` in steps of (dx, dy): how far the first pixel that is unlike the ground is away from
// where it should be, which is `look_around` steps on. Nothing: no edge there.
inline std::optional<int> edge_off(const ui::Picture& picture, int x, int y, int dx, int dy) {
    const ui::Color ground = picture.at(x, y);
    for (int step = 1; step <= 2 * look_around; ++step) {
        if (!(picture.at(x + dx * step, y + dy * step) == ground)) return step - look_around;
    }
    return std::nullopt;
}

// The distance of a side of what is drawn from that side of `box`; Left and Right are looked for
// at half the height, Top and Bottom at three tenths of the width, where few words stand.
enum class Side { Left, Right, Top, Bottom };
inline std::optional<int> side_off(const ui::Picture& picture, const ui::Rect& box, Side side) {
    const auto whole = [](float v) { return static_cast<int>(std::lround(v)); };
    const int middle = whole(box.y + box.h / 2);
    const int third = whole(box.x + 0.3F * box.w);
    switch (side) {
        case Side::Left:
            return edge_off(picture, whole(box.x) - look_around, middle, 1, 0);
        case Side::Right:
            return edge_off(picture, whole(box.right()) - 1 + look_around, middle, -1, 0);
        case Side::Top:
            return edge_off(picture, third, whole(box.y) - look_around, 0, 1);
        case Side::Bottom:
            break;
    }
    return edge_off(picture, third, whole(box.bottom()) - 1 + look_around, 0, -1);
}

// How many pixels of exactly this colour lie in the box.
inline int pixels_of(const ui::Picture& picture, const ui::Rect& box, ui::Color color) {
    int count = 0;
    for (int y = static_cast<int>(box.y); y < static_cast<int>(box.bottom()); ++y) {
        for (int x = static_cast<int>(box.x); x < static_cast<int>(box.right()); ++x) {
            count += picture.at(x, y) == color ? 1 : 0;
        }
    }
    return count;
}

// Lines of text that lie over another one or leave the page; empty = nothing is clipped.
inline std::vector<std::string> spoilt_lines(const std::vector<ui::DrawnLine>& lines,
                                             const ui::Rect& page) {
    constexpr float touching = 2;
    std::vector<std::string> spoilt;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const ui::Rect& a = lines[i].ink;
        if (!page.holds(a)) spoilt.push_back("leaves the page: " + lines[i].text);
        for (std::size_t j = 0; j < i; ++j) {
            const ui::Rect& b = lines[j].ink;
            const float w = std::min(a.right(), b.right()) - std::max(a.x, b.x);
            const float h = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
            if (w > touching && h > touching) {
                spoilt.push_back(lines[i].text + " lies over " + lines[j].text);
            }
        }
    }
    return spoilt;
}

}  // namespace spine::test
