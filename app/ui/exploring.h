// A finger that looks for its way without sight: what it touches is named, and a second touch on
// the same thing chooses it.
//
// A finger that moves is told each thing that it comes to; lifting it chooses nothing. UI thread
// only.
#pragma once

#include <string>

#include "ui/input.h"
#include "ui/targets.h"

namespace spine::ui {

class Exploring {
  public:
    // Before a frame's targets are added: fingers press none of them by themselves in this frame.
    // What was chosen in the frame before is pressed.
    void begin(Targets& targets);
    // After they were added.
    void end(const Pointer& pointer, const Targets& targets);
    // Another screen stands: nothing on it was named yet.
    void new_screen();

    // In this frame the finger came to a target; the next frame presses the one that it has chosen.
    [[nodiscard]] bool found() const { return found_; }
    [[nodiscard]] bool chosen() const { return chosen_; }
    // In this frame a target was pressed.
    [[nodiscard]] bool pressed() const { return pressed_; }
    // The target that was named last; empty: none, or it was chosen since: it has to be named
    // again.
    [[nodiscard]] const std::string& key() const { return key_; }
    // What the second touch was on.
    [[nodiscard]] const std::string& chosen_key() const { return chosen_key_; }
    // Nobody looks for anything any more.
    void reset() { *this = Exploring(); }

  private:
    std::string key_, under_, chosen_key_;
    bool again_ = false;  // the finger came down on what was named before, and has not left it
    bool found_ = false, chosen_ = false, pressed_ = false;
};

}  // namespace spine::ui
