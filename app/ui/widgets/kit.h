// What every kiosk widget is given: the frame it draws in and the theme it draws with; and the
// type roles of look/kiosk.md, as they are in normal print.
#pragma once

#include "ui/frame.h"
#include "ui/theme.h"

namespace spine::ui {

namespace type {
// Large already: they stay in large print.
inline constexpr Style code{Weight::Bold, 140, 140, 1};
inline constexpr Style display{Weight::Bold, 76, 90, 1};
inline constexpr Style display_light{Weight::Regular, 76, 90, 1};
inline constexpr Style big_heading{Weight::Bold, 56, 68, 1.15F};
inline constexpr Style heading{Weight::Bold, 50, 62, 1.24F};
inline constexpr Style large_label{Weight::Bold, 46, 56, 1.24F};
inline constexpr Style bar{Weight::Regular, 41, 52, 1.17F};  // the top bar
inline constexpr Style bar_strong{Weight::Bold, 41, 52, 1.17F};
inline constexpr Style body{Weight::Regular, 41, 52};
inline constexpr Style strong{Weight::Bold, 41, 52};
inline constexpr Style sign{Weight::Regular, 41, 47};  // two lines in a row 106 high
inline constexpr Style sign_strong{Weight::Bold, 41, 47};
inline constexpr Style small{Weight::Regular, 30, 40};
inline constexpr Style small_strong{Weight::Bold, 30, 40};
}  // namespace type

// Icons of Material Design Icons 1.6.50 that the kiosk draws; each is baked.
namespace icons {
inline constexpr Icon stop = 0xF15A, back = 0xF04D, next = 0xF054, check = 0xF12C,
                      check_circle = 0xF5E0, close = 0xF156, close_circle = 0xF159, bell = 0xF09E,
                      information = 0xF2FD, alert = 0xF026, lock = 0xF33E, key = 0xF306,
                      pencil = 0xF3EB, list = 0xF279, backspace = 0xF06E, enter = 0xF311,
                      shift = 0xF05E, stethoscope = 0xF4D9, chart = 0xF128, bulb = 0xF336,
                      book = 0xF0BD, wrench = 0xF5B7, sand_timer = 0xF51F, languages = 0xF59F,
                      loudspeaker = 0xF57E, pause = 0xF3E4, text_size = 0xF27F,
                      cloud_upload = 0xF167, receipt = 0xF449, wifi = 0xF5A9, disk = 0xF2CA,
                      tablet = 0xF4F6, power = 0xF425;
inline constexpr char32_t all[] = {
    stop,         back,    next, check,  check_circle, close,     close_circle, bell,  information,
    alert,        lock,    key,  pencil, list,         backspace, enter,        shift, stethoscope,
    chart,        bulb,    book, wrench, sand_timer,   languages, loudspeaker,  pause, text_size,
    cloud_upload, receipt, wifi, disk,   tablet,       power};
}  // namespace icons

struct Kit {
    Frame& frame;
    const KioskTheme& theme;
    [[nodiscard]] Canvas& canvas() const { return frame.canvas; }
    [[nodiscard]] Targets& targets() const { return frame.targets; }
};

}  // namespace spine::ui
