// The base of every screen: it owns the frame around the content, the derived screen draws and
// says what the person wants.
//
// A screen holds scroll, edit buffer and focus and nothing else; what is true lives below the
// interface. Content returns an action, and the action is applied after drawing, so that nothing
// changes under a screen that is half drawn.
#pragma once

#include "ui/frame.h"

namespace spine::ui {

// Opens a Dear ImGui window over the whole display for as long as it lives.
class WindowScope {
  public:
    WindowScope();
    WindowScope(const WindowScope&) = delete;
    WindowScope& operator=(const WindowScope&) = delete;
    ~WindowScope();
};

template <typename Action>
class Screen {
  public:
    Screen() = default;
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;
    virtual ~Screen() = default;

    // Draws one frame and returns what was asked for in it.
    [[nodiscard]] Action draw(Frame& frame) { return draw_content(frame); }

  private:
    virtual Action draw_content(Frame& frame) = 0;
};

}  // namespace spine::ui
