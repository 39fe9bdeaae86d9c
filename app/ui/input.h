// What people did since the last frame.
//
// Events do not pass through Dear ImGui: its queues would keep typed text, and in 1.86 a press and
// a release between two frames are lost. Instead each frame takes at most one change of the
// button from this queue, so that a fast tap is seen as two frames.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "ui/geometry.h"

namespace spine::ui {

enum class Key {
    Character,  // KeyPress::character: an upper-case letter, a digit or a sign
    Enter,
    Escape,
    Tab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown
};

struct KeyPress {
    Key key = Key::Character;
    char32_t character = 0;
    bool ctrl = false, shift = false, alt = false;
    bool repeat = false;  // it is still held down
};

struct Pointer {
    std::optional<Point> at;  // pixels; nothing = off the screen
    bool down = false;
    bool went_down = false, went_up = false;  // in this frame; at is where
    bool moved = false;                       // in this frame; one that lies still is nobody
};

struct Input {
    Pointer pointer;
    float wheel = 0;             // lines, positive = up
    std::vector<KeyPress> keys;  // physical keys, for shortcuts and editing
    std::u32string typed;        // characters, for fields
    bool close = false;          // the window system asks the program to end
    [[nodiscard]] bool any() const;
};

// UI thread only.
class InputQueue {
  public:
    // Touch: after a release the pointer is off the screen, so that nothing hovers under a finger
    // that has gone. Mouse: it stays where it is.
    enum class Kind { Touch, Mouse };
    explicit InputQueue(Kind kind) : kind_(kind) {}

    void moved(Point pixels);
    void pressed(Point pixels);
    void released(Point pixels);
    void scrolled(float lines);
    void key(KeyPress press);
    void typed(char32_t character);
    void close();
    [[nodiscard]] bool empty() const { return events_.empty(); }

    // What the next frame sees: everything up to and with the next change of the button.
    [[nodiscard]] Input take();

  private:
    enum class EventKind { Moved, Pressed, Released, Scrolled, KeyDown, Typed, Close };
    struct Event {
        EventKind kind;
        Point at{};
        float lines = 0;
        KeyPress key{};
        char32_t character = 0;
    };
    Kind kind_;
    std::deque<Event> events_;
    std::optional<Point> at_;
    bool down_ = false, leave_ = false;
};

}  // namespace spine::ui
