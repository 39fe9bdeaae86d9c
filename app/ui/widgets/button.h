// Buttons: what leads on. Primary is filled, secondary is outlined; tools stand in the top bar.
#pragma once

#include <string_view>

#include "ui/widgets/kit.h"

namespace spine::ui {

enum class Rank { Primary, Secondary, Alarm };  // Alarm: white on the red screen

struct ButtonLook {
    Rank rank = Rank::Primary;
    Icon icon = 0;            // 0 = none
    bool icon_after = false;  // behind the words
    bool directed = false;    // the icon points: mirrored right to left
    Style style = type::strong;
};

// True when it was pressed. Words that are wider than the box are a misfit.
bool button(const Kit& kit, std::string_view key, const Rect& box, std::string_view text,
            const ButtonLook& look);

// The width that a button needs for its words, at least `least`.
[[nodiscard]] float button_width(const Canvas& canvas, std::string_view text,
                                 const ButtonLook& look, float least);

struct ToolLook {
    bool filled = false;    // it is at work
    bool on_alarm = false;  // it stands on the red screen
    Style style = type::bar;
};

// A tool of the top bar whose right edge stands at `right`.
[[nodiscard]] Rect tool_box(const Canvas& canvas, float right, std::string_view text,
                            const Style& style = type::bar);
// True when it was pressed.
bool tool(const Kit& kit, std::string_view key, const Rect& box, Icon icon, std::string_view text,
          ToolLook look = {});
// The same without words on it, which are said to whoever listens. Its box is 72 units square.
bool icon_tool(const Kit& kit, std::string_view key, const Rect& box, Icon icon,
               std::string_view text, ToolLook look = {});

}  // namespace spine::ui
