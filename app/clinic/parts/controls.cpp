#include "clinic/parts/controls.h"

#include <fmt/format.h>

#include <cmath>

namespace spine::clinic {
namespace {

constexpr float kRadius = 6, kIcon = 20, kKeyGap = 15;

struct Colors {
    ui::Color fill, border, text;
};

Colors colors_of(const Look& look, const Button& button, bool held, bool hovered) {
    const ui::ClinicTheme& t = look.theme;
    if (!button.on) return {t.sunken, t.sunken, t.ink3};
    switch (button.kind) {
        case ButtonKind::Primary:
            return {t.accent, t.accent, t.on_accent};
        case ButtonKind::OnStop:
            return {t.on_accent, t.on_accent, t.stop};
        case ButtonKind::Plain:
            return {held ? t.line : (hovered ? t.soft : t.surface), t.line_strong, t.ink};
        case ButtonKind::Ghost:
            break;
    }
    const ui::Color ground = held ? t.line : (hovered ? t.soft : t.bg);
    return {ground, ground, t.ink};
}

// On the red strip label and key stand together in the middle: one thing to press, in big.
void centred_words(ui::Frame& frame, const ui::Rect& box, const Button& button, ui::Color color) {
    const float label = frame.canvas.width_of(kBodyBold, button.label);
    const float key = frame.canvas.width_of(kCaptionBold, button.shortcut);
    const float x = std::round(box.x + (box.w - label - kKeyGap - key) / 2);
    frame.canvas.label({x, box.y, label + 1, box.h}, kBodyBold, color, button.label);
    frame.canvas.label({x + label + kKeyGap, box.y, key + 1, box.h}, kCaptionBold, color,
                       button.shortcut);
}

}  // namespace

bool button(ui::Frame& frame, const Look& look, const ui::Rect& box, const Button& button) {
    const bool pressed = frame.targets.add(button.key, box, button.on);
    const Colors colors = colors_of(look, button, frame.targets.held(button.key),
                                    button.on && frame.targets.hovered(box));
    frame.canvas.panel(box, colors.fill, colors.border, 1, kRadius);
    if (button.kind == ButtonKind::OnStop) {
        centred_words(frame, box, button, colors.text);
        return pressed && button.on;
    }
    float x = box.x + 12;
    if (button.icon != 0) {
        frame.canvas.icon({x + kIcon / 2, box.centre().y}, kIcon, button.icon, colors.text);
        x += kIcon + 8;
    }
    const ui::Style& style = button.kind == ButtonKind::Primary ? kBodyBold : kBody;
    frame.canvas.label({x, box.y, box.right() - x - 12, box.h}, style, colors.text, button.label);
    if (!button.shortcut.empty()) {
        frame.canvas.label({box.x, box.y, box.w - 12, box.h}, kCaption, colors.text,
                           button.shortcut, ui::Align::End);
    }
    return pressed && button.on;
}

float chip_width(const ui::Canvas& canvas, std::string_view label, std::size_t count,
                 ui::Icon icon) {
    const float icon_width = icon != 0 ? kIcon + 6 : 0;
    return 12 + icon_width + canvas.width_of(kBodyBold, label) + 8 +
           canvas.width_of(kCaption, fmt::format("{}", count)) + 14;
}

bool chip(ui::Frame& frame, const Look& look, const ui::Rect& box, std::string_view key,
          std::string_view label, std::size_t count, ui::Icon icon, bool chosen) {
    const ui::ClinicTheme& t = look.theme;
    const bool pressed = frame.targets.add(key, box);
    const ui::Color fill = chosen ? t.soft : (frame.targets.hovered(box) ? t.sunken : t.bg);
    frame.canvas.panel(box, fill, chosen ? t.accent : t.line, chosen ? 2.0F : 1.0F, box.h / 2);
    float x = box.x + 12;
    if (icon != 0) {
        frame.canvas.icon({x + kIcon / 2, box.centre().y}, 18, icon, t.ink2);
        x += kIcon + 6;
    }
    const ui::Style& style = chosen ? kBodyBold : kBody;
    frame.canvas.label({x, box.y, box.w, box.h}, style, chosen ? t.accent : t.ink, label);
    frame.canvas.label({box.x, box.y, box.w - 12, box.h}, kCaption, chosen ? t.accent : t.ink2,
                       fmt::format("{}", count), ui::Align::End);
    return pressed;
}

bool field_frame(ui::Frame& frame, const Look& look, const ui::Rect& box, std::string_view key,
                 bool active, bool wrong) {
    const ui::ClinicTheme& t = look.theme;
    const ui::Color border = wrong ? t.stop : (active ? t.accent : t.line_strong);
    frame.canvas.panel(box, t.surface, border, active || wrong ? 2.0F : 1.0F, kRadius);
    return frame.targets.add(key, box);
}

std::string cut_to(const ui::Canvas& canvas, const ui::Style& style, std::string text,
                   float width) {
    if (canvas.width_of(style, text) <= width) return text;
    const auto within = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    while (!text.empty() && canvas.width_of(style, text + "…") > width) {
        while (text.size() > 1 && within(text.back())) text.pop_back();
        text.pop_back();
    }
    return text + "…";
}

}  // namespace spine::clinic
