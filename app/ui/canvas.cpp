#include "ui/canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "imgui.h"

namespace spine::ui {

namespace {

ImU32 packed(Color c) {
    return IM_COL32(c.r, c.g, c.b, c.a);
}
ImVec2 vec(Point p) {
    return {p.x, p.y};
}
ImVec2 top_left(const Rect& r) {
    return {r.x, r.y};
}
ImVec2 bottom_right(const Rect& r) {
    return {r.right(), r.bottom()};
}

}  // namespace

void Canvas::fill_display(Color color) {
    list_.AddRectFilled({0, 0}, {scale_.display().w, scale_.display().h}, packed(color));
}

void Canvas::fill(const Rect& box, Color color, float radius) {
    const Rect at = scale_.to_pixels(box);
    list_.AddRectFilled(top_left(at), bottom_right(at), packed(color), scale_.to_pixels(radius));
}

void Canvas::stroke(const Rect& box, Color color, float width, float radius) {
    const float thick = std::max(1.0F, scale_.to_pixels(width));
    const Rect at = scale_.to_pixels(box).inset(thick / 2);
    // Dear ImGui shifts an outline by half a pixel inwards; the middle of ours is already right.
    list_.AddRect({at.x - 0.5F, at.y - 0.5F}, {at.right() + 0.5F, at.bottom() + 0.5F},
                  packed(color), std::max(0.0F, scale_.to_pixels(radius) - thick / 2), 0, thick);
}

void Canvas::panel(const Rect& box, Color inside, Color border, float width, float radius) {
    // The border as a larger filled shape: corners stay smooth at every width.
    const Rect at = scale_.to_pixels(box);
    const float thick = std::max(1.0F, std::round(scale_.to_pixels(width)));
    const float round = scale_.to_pixels(radius);
    list_.AddRectFilled(top_left(at), bottom_right(at), packed(border), round);
    const Rect inner = at.inset(thick);
    list_.AddRectFilled(top_left(inner), bottom_right(inner), packed(inside),
                        std::max(0.0F, round - thick));
}

void Canvas::line(Point from, Point to, Color color, float width) {
    list_.AddLine(vec(scale_.to_pixels(from)), vec(scale_.to_pixels(to)), packed(color),
                  std::max(1.0F, scale_.to_pixels(width)));
}

void Canvas::disc(Point centre, float radius, Color color) {
    list_.AddCircleFilled(vec(scale_.to_pixels(centre)), scale_.to_pixels(radius), packed(color));
}

void Canvas::ring(Point centre, float radius, Color color, float width) {
    list_.AddCircle(vec(scale_.to_pixels(centre)), scale_.to_pixels(radius), packed(color), 0,
                    scale_.to_pixels(width));
}

void Canvas::ellipse(Point centre, float rx, float ry, Color color) {
    constexpr int corners = 64;
    std::vector<Point> points;
    points.reserve(corners);
    for (int i = 0; i < corners; ++i) {
        const float turn = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / corners;
        points.push_back({centre.x + rx * std::cos(turn), centre.y + ry * std::sin(turn)});
    }
    polygon(points, color);
}

void Canvas::arc(Point centre, float radius, float a, float b, Color color, float width) {
    constexpr float turn = 2 * std::numbers::pi_v<float>;
    constexpr float top = -std::numbers::pi_v<float> / 2;
    const float sign = 1;  // the ring of time runs clockwise in every direction of writing
    const Point at = scale_.to_pixels(centre);
    list_.PathArcTo(vec(at), scale_.to_pixels(radius), top + sign * a * turn, top + sign * b * turn,
                    std::max(2, static_cast<int>((b - a) * 128)));
    list_.PathStroke(packed(color), 0, scale_.to_pixels(width));
}

void Canvas::polygon(const std::vector<Point>& convex, Color color) {
    for (const Point& point : convex) list_.PathLineTo(vec(scale_.to_pixels(point)));
    // Dear ImGui's fringe wants clockwise points; a mirrored shape runs the other way.
    if (scale_.mirrored()) std::reverse(list_._Path.begin(), list_._Path.end());
    list_.PathFillConvex(packed(color));
}

void Canvas::polyline(const std::vector<Point>& points, Color color, float width, bool closed) {
    for (const Point& point : points) list_.PathLineTo(vec(scale_.to_pixels(point)));
    list_.PathStroke(packed(color), closed ? ImDrawFlags_Closed : 0,
                     std::max(1.0F, scale_.to_pixels(width)));
}

void Canvas::capsule(Point a, float r1, Point b, float r2, Color color) {
    const float dx = b.x - a.x;
    const float dy = b.y - a.y;
    const float length = std::sqrt(dx * dx + dy * dy);
    // The outer tangents leave both circles under the same angle.
    const float lean = std::acos(std::clamp((r1 - r2) / std::max(length, 0.01F), -1.0F, 1.0F));
    const float along = std::atan2(dy, dx);
    const float full = 2 * std::numbers::pi_v<float>;
    std::vector<Point> points;
    constexpr int steps = 24;
    const auto sweep = [&](Point c, float r, float from, float to) {
        for (int i = 0; i <= steps; ++i) {
            const float angle = from + (to - from) * static_cast<float>(i) / steps;
            points.push_back({c.x + r * std::cos(angle), c.y + r * std::sin(angle)});
        }
    };
    sweep(a, r1, along + lean, along + full - lean);
    sweep(b, r2, along - lean, along + lean);
    polygon(points, color);
}

void Canvas::strips(const std::vector<Point>& upper, const std::vector<Point>& lower, Color color) {
    const std::size_t rows = std::min(upper.size(), lower.size());
    if (rows < 2) return;
    // Neighbours share their corners, and no strip has a fringe: it would show as seams.
    const auto count = static_cast<int>(rows);
    list_.PrimReserve(6 * (count - 1), 2 * count);
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    const unsigned first = list_._VtxCurrentIdx;
    for (unsigned at = first; at + 2 < first + 2 * rows; at += 2)
        for (const unsigned corner : {0U, 2U, 3U, 0U, 3U, 1U})
            list_.PrimWriteIdx(static_cast<ImDrawIdx>(at + corner));
    for (std::size_t row = 0; row < rows; ++row) {
        list_.PrimWriteVtx(vec(scale_.to_pixels(upper[row])), white, packed(color));
        list_.PrimWriteVtx(vec(scale_.to_pixels(lower[row])), white, packed(color));
    }
    polyline(upper, color, 1.2F);
    polyline(lower, color, 1.2F);
}

Canvas::Clip::Clip(Canvas& canvas, const Rect& box) : list_(canvas.list_) {
    const Rect at = canvas.scale_.to_pixels(box);
    list_.PushClipRect(top_left(at), bottom_right(at), true);
}
Canvas::Clip::~Clip() {
    list_.PopClipRect();
}

}  // namespace spine::ui
