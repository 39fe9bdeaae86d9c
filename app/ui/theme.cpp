#include "ui/theme.h"

#include <algorithm>
#include <cmath>

namespace spine::ui {

KioskTheme kiosk_calm() {
    KioskTheme t;
    t.name = "calm";
    t.paper = rgb(0xF6F2E9);
    t.surface = rgb(0xFFFFFF);
    t.ink = rgb(0x17262E);
    t.ink2 = rgb(0x3A4A52);
    t.primary = rgb(0x0B4A57);
    t.on_primary = rgb(0xFFFFFF);
    t.primary_down = rgb(0x07343E);
    t.tint = rgb(0xDCEBE9);
    t.on_tint = rgb(0x0B3A45);
    t.tint_down = rgb(0xC9DEDC);
    t.line = rgb(0x64747B);
    t.hair = rgb(0xDCD5C6);
    t.track = rgb(0xD8D6CB);
    t.stone = rgb(0xE3D6C1);
    t.sand = rgb(0xEADBC1);
    t.clay = rgb(0xC9805F);
    t.hills_far = rgb(0xCFDCD1);
    t.hills_near = rgb(0xB4CABC);
    t.alarm = rgb(0x8C1C1C);
    t.on_alarm = rgb(0xFFFFFF);
    t.note = rgb(0xFFEFC4);
    t.note_edge = t.ink;
    t.focus_inner = rgb(0xFFD23F);
    t.focus_outer = rgb(0x17262E);
    t.key_quiet = rgb(0xE4E7E2);
    t.chosen_edge = t.chosen_mark = t.primary;
    t.chosen_tick = t.on_primary;
    t.on_tint_down = t.ink;
    t.primary_on_tint_down = t.primary;
    t.alarm_on_tint_down = t.alarm;
    return t;
}

KioskTheme kiosk_strong() {
    const Color black = rgb(0x000000), white = rgb(0xFFFFFF), yellow = rgb(0xFFDF3D);
    KioskTheme t;
    t.name = "strong";
    t.paper = t.surface = t.stone = t.note = t.key_quiet = black;
    t.sand = t.clay = t.hills_far = t.hills_near = t.paper;  // not drawn
    t.ink = t.ink2 = t.line = t.hair = white;
    t.primary = t.tint = t.note_edge = t.focus_inner = yellow;
    t.on_primary = t.on_tint = black;
    t.primary_down = t.tint_down = white;
    t.track = rgb(0x5A5A5A);
    t.alarm = white;  // the red screen's ground
    t.on_alarm = black;
    t.focus_outer = white;
    t.chosen_edge = white;
    t.chosen_mark = black;
    t.chosen_tick = yellow;
    t.on_tint_down = t.primary_on_tint_down = t.alarm_on_tint_down = black;
    t.row_line = 3;
    t.pictures = false;
    return t;
}

ClinicTheme clinic_light() {
    ClinicTheme t;
    t.bg = rgb(0xF7F8FA);
    t.surface = rgb(0xFFFFFF);
    t.sunken = rgb(0xEDF0F4);
    t.ink = rgb(0x12181F);
    t.ink2 = rgb(0x3A4350);
    t.ink3 = rgb(0x475060);
    t.accent = rgb(0x144F8D);
    t.soft = rgb(0xE2ECF8);
    t.stop = rgb(0x98140E);
    t.stop_soft = rgb(0xFCEAE8);
    t.look = rgb(0x724700);
    t.look_soft = rgb(0xFFF2D8);
    t.line_strong = rgb(0x808C9C);
    t.line = rgb(0xDCE1E8);
    t.ghost = rgb(0xC9D0DA);
    t.pain = rgb(0xC4501B);
    t.figure = rgb(0xDFE4EB);
    t.on_accent = rgb(0xFFFFFF);
    t.themes = {rgb(0x0B63A5), rgb(0xB34A00), rgb(0x007A5C), rgb(0x7C2A66), rgb(0x3D434B)};
    return t;
}

ClinicTheme clinic_dark() {
    ClinicTheme t;
    t.bg = rgb(0x0E1217);
    t.surface = rgb(0x151A21);
    t.sunken = rgb(0x1D242D);
    t.ink = rgb(0xF3F6F9);
    t.ink2 = rgb(0xC3CCD7);
    t.ink3 = rgb(0xA5B0BE);
    t.accent = rgb(0x74B6FA);
    t.soft = rgb(0x16314E);
    t.stop = rgb(0xFF9489);
    t.stop_soft = rgb(0x431814);
    t.look = rgb(0xF4BC52);
    t.look_soft = rgb(0x3A2A0B);
    t.line_strong = rgb(0x6C7A8C);
    t.line = rgb(0x2B3440);
    t.ghost = rgb(0x3B4653);
    t.pain = rgb(0xF08A4B);
    t.figure = rgb(0x333D4A);
    t.on_accent = rgb(0x08131F);
    t.themes = {rgb(0x74B6FA), rgb(0xF08A4B), rgb(0x4CC9A2), rgb(0xE9A3D6), rgb(0xC3CCD7)};
    return t;
}

namespace {

double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

}  // namespace

double contrast(Color a, Color b) {
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

}  // namespace spine::ui
