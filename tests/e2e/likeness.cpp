#include "likeness.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>

namespace spine::test {

namespace {

constexpr int block = 8;           // pixels
constexpr double as_good_as = 14;  // levels of 255, mean over a block and its three channels

const std::uint8_t* pixel(const ui::Picture& picture, int x, int y) {
    return picture.rgb.data() + (static_cast<std::ptrdiff_t>(y) * picture.w + x) * 3;
}

bool overlap(const Area& a, const Area& b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

bool column_differs(const std::vector<ui::Picture>& pictures, int x, int& top, int& bottom) {
    bool differs = false;
    const ui::Picture& first = pictures.front();
    for (int y = 0; y < first.h; ++y) {
        const bool here = std::any_of(pictures.begin() + 1, pictures.end(), [&](const auto& other) {
            return !std::equal(pixel(first, x, y), pixel(first, x, y) + 3, pixel(other, x, y));
        });
        if (!here) continue;
        differs = true;
        top = std::min(top, y);
        bottom = std::max(bottom, y + 1);
    }
    return differs;
}

}  // namespace

double difference(const ui::Picture& a, const ui::Picture& b, const Area& area) {
    int sum = 0;
    for (int y = area.y; y < area.y + area.h; ++y) {
        const std::uint8_t* in_a = pixel(a, area.x, y);
        const std::uint8_t* in_b = pixel(b, area.x, y);
        for (int i = 0; i < area.w * 3; ++i) sum += std::abs(in_a[i] - in_b[i]);
    }
    return static_cast<double>(sum) / std::max(1, area.w * area.h * 3);
}

int differing_blocks(const ui::Picture& a, const ui::Picture& b, const Area& area,
                     const std::vector<Area>& except) {
    REQUIRE(a.w == b.w);
    REQUIRE(a.h == b.h);
    int count = 0;
    for (int y = area.y; y < area.y + area.h; y += block) {
        for (int x = area.x; x < area.x + area.w; x += block) {
            const Area here{x, y, std::min(block, area.x + area.w - x),
                            std::min(block, area.y + area.h - y)};
            const bool skipped = std::any_of(except.begin(), except.end(),
                                             [&](const Area& one) { return overlap(one, here); });
            if (!skipped && difference(a, b, here) > as_good_as) ++count;
        }
    }
    return count;
}

std::vector<Area> places_that_differ(const std::vector<ui::Picture>& pictures, int gap) {
    std::vector<Area> places;
    const int w = pictures.front().w;
    int top = pictures.front().h;
    int bottom = 0;
    int same = gap;
    for (int x = 0; x < w; ++x) {
        if (!column_differs(pictures, x, top, bottom)) {
            ++same;
            continue;
        }
        if (same >= gap) places.push_back({x, 0, 0, 0});
        places.back().w = x + 1 - places.back().x;
        same = 0;
    }
    for (Area& place : places) place.y = top, place.h = bottom - top;
    return places;
}

std::filesystem::path photo_file(const std::string& name) {
    const char* asked = std::getenv("SPINE_PHOTOS");
    const std::filesystem::path folder =
        (asked != nullptr ? std::filesystem::path(asked)
                          : std::filesystem::path(SPINE_PHOTO_FOLDER)) /
        "e2e";
    std::filesystem::create_directories(folder);
    return folder / (name + ".png");
}

}  // namespace spine::test
