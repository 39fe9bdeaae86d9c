#include "ui/scale.h"

#include <algorithm>
#include <cmath>

namespace spine::ui {

Scale::Scale(Design design, Pixels display, bool band, bool mirrored, float notice)
    : design_(design), display_(display), mirrored_(mirrored) {
    const float whole = std::min(display.w / design.w, display.h / design.h);
    band_ = band ? std::round(band_height * whole) : 0;
    notice_ = std::round(notice * whole);
    const float above = band_ + notice_;
    const float left = display.h - above;
    factor_ = std::max(0.05F, std::min(display.w / design.w, left / design.h));
    origin_ = {std::round((display.w - design.w * factor_) / 2),
               above + std::round((left - design.h * factor_) / 2)};
}

Point Scale::to_pixels(Point units) const {
    const float x = mirrored_ ? design_.w - units.x : units.x;
    return {origin_.x + x * factor_, origin_.y + units.y * factor_};
}

Rect Scale::to_pixels(const Rect& units) const {
    const float left = mirrored_ ? design_.w - units.right() : units.x;
    const float x0 = std::round(origin_.x + left * factor_);
    const float y0 = std::round(origin_.y + units.y * factor_);
    const float x1 = std::round(origin_.x + (left + units.w) * factor_);
    const float y1 = std::round(origin_.y + units.bottom() * factor_);
    return {x0, y0, x1 - x0, y1 - y0};
}

Point Scale::to_units(Point pixels) const {
    const float x = (pixels.x - origin_.x) / factor_;
    return {mirrored_ ? design_.w - x : x, (pixels.y - origin_.y) / factor_};
}

Rect Scale::to_units(const Rect& pixels) const {
    const Point a = to_units(Point{pixels.x, pixels.y});
    const Point b = to_units(Point{pixels.right(), pixels.bottom()});
    return {std::min(a.x, b.x), a.y, std::abs(b.x - a.x), b.y - a.y};
}

bool operator==(const Scale& a, const Scale& b) {
    return a.display_ == b.display_ && a.mirrored_ == b.mirrored_ && a.band_ == b.band_ &&
           a.notice_ == b.notice_ && a.design_.w == b.design_.w && a.design_.h == b.design_.h;
}

}  // namespace spine::ui
