#include "clinic/parts/slider.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace spine::clinic {
namespace {

constexpr float kRing = 9, kReach = 10, kHeight = 32;

double on_step(const Slider& slider, double value) {
    const double steps = std::round((value - slider.low) / slider.step);
    return std::clamp(slider.low + steps * slider.step, slider.low, slider.high);
}

}  // namespace

double stepped(const Slider& slider, int steps) {
    return on_step(slider, slider.value + steps * slider.step);
}

std::optional<double> within(const Slider& slider, std::string typed) {
    std::replace(typed.begin(), typed.end(), ',', '.');
    double value = 0;
    const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    if (read.ec != std::errc() || value < slider.low || value > slider.high) return std::nullopt;
    return on_step(slider, value);
}

std::optional<double> slider(ui::Frame& frame, const Look& look, const Slider& slider) {
    const ui::ClinicTheme& t = look.theme;
    const ui::Rect box{slider.x - kReach, slider.y - kHeight / 2, slider.w + 2 * kReach, kHeight};
    const bool let_go = frame.targets.add(slider.key, box, slider.on);
    const bool held = frame.targets.held(slider.key);
    const double range = std::max(slider.high - slider.low, slider.step);
    const auto part = static_cast<float>((slider.value - slider.low) / range);
    const float knob = slider.x + slider.w * std::clamp(part, 0.0F, 1.0F);
    const ui::Color color = slider.on ? t.accent : t.ink3;
    frame.canvas.fill({slider.x, slider.y - 2, slider.w, 4}, t.line, 2);
    frame.canvas.fill({slider.x, slider.y - 2, knob - slider.x, 4}, color, 2);
    frame.canvas.disc({knob, slider.y}, kRing, held ? t.soft : t.surface);
    frame.canvas.ring({knob, slider.y}, kRing, color, 2);
    const auto pointer = frame.targets.pointer();
    if (!slider.on || !pointer || !(held || let_go)) return std::nullopt;
    const double at = std::clamp((pointer->x - slider.x) / slider.w, 0.0F, 1.0F);
    return on_step(slider, slider.low + at * (slider.high - slider.low));
}

}  // namespace spine::clinic
