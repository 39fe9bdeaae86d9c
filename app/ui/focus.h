// What the keys of a keypad lead to: arrows from one target to the next, Enter presses it.
//
// Targets come in the order in which a screen is read: answers, what leads on, what leads back, the
// bar above. Left and Right lead through all of them; Up and Down to the line above or below, such
// as the next row of a keyboard. Nothing is in focus until a key is used, and a finger ends it.
// UI thread only.
#pragma once

#include <string>
#include <vector>

#include "ui/input.h"
#include "ui/targets.h"

namespace spine::ui {

class Focus {
  public:
    // Before a frame's targets are added. Mirrored: Left and Right change places, but on keys,
    // which run from left to right. One Enter a frame is taken, and what came after it in the next
    // one; one that is held down counts once.
    void begin(const Input& input, Targets& targets, bool mirrored);
    // Keys are left for the next frame, which has to be asked for.
    [[nodiscard]] bool waiting() const { return !waiting_.empty(); }
    // Another screen stands: nothing on it is in focus yet.
    void new_screen();
    // After they were added. What has gone is no longer in focus.
    void end(const Targets& targets);

    // Keys are in use; the first of them moves nothing, since nobody knows yet where they are.
    [[nodiscard]] bool active() const { return active_; }
    [[nodiscard]] bool began() const { return began_; }  // in this frame
    // In this frame the keys came to another target; or Enter pressed the one that they are on.
    [[nodiscard]] bool moved() const { return moved_; }
    [[nodiscard]] bool pressed() const { return pressed_; }
    // Empty: nothing is in focus.
    [[nodiscard]] const std::string& key() const { return key_; }
    // Nobody is there any more.
    void reset() { *this = Focus(); }

  private:
    void along(int step);
    void across(int step);
    void take(const KeyPress& press, Targets& targets, bool mirrored);
    [[nodiscard]] std::size_t place() const;  // in order_; its size if it is not there

    std::vector<Target> order_;  // of the frame before
    std::vector<KeyPress> waiting_;
    std::string key_;
    bool active_ = false, began_ = false, moved_ = false, pressed_ = false;
};

}  // namespace spine::ui
