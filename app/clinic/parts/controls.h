// Buttons, chips and fields of the clinic's screens: functions of what is shown, returning what
// was pressed.
#pragma once

#include <string>
#include <string_view>

#include "clinic/look.h"
#include "ui/frame.h"

namespace spine::clinic {

enum class ButtonKind { Primary, Plain, Ghost, OnStop };

struct Button {
    std::string_view key;  // of the target
    std::string_view label;
    ui::Icon icon = 0;          // 0: none
    std::string_view shortcut;  // shown at the end: "R"
    ButtonKind kind = ButtonKind::Plain;
    bool on = true;
};

bool button(ui::Frame& frame, const Look& look, const ui::Rect& box, const Button& button);

// A filter: icon, words, number. `chosen` fills it.
bool chip(ui::Frame& frame, const Look& look, const ui::Rect& box, std::string_view key,
          std::string_view label, std::size_t count, ui::Icon icon, bool chosen);
// How wide a chip with these words is.
[[nodiscard]] float chip_width(const ui::Canvas& canvas, std::string_view label, std::size_t count,
                               ui::Icon icon);

// The frame of a text field; what is in it is the caller's. `active`: it takes the keys.
bool field_frame(ui::Frame& frame, const Look& look, const ui::Rect& box, std::string_view key,
                 bool active, bool wrong);

// As much of the text's beginning as has room in one line, with an ellipsis behind it; all of it,
// where that has.
[[nodiscard]] std::string cut_to(const ui::Canvas& canvas, const ui::Style& style, std::string text,
                                 float width);

}  // namespace spine::clinic
