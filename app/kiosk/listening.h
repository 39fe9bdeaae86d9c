// Listen: reads the screen aloud when the patient asks for it, and is silent for everything else
// that happens.
//
// A screen that is to be read is written down as it is drawn next, said, and forgotten. Any touch
// but one on the tool itself ends it, and so does every change of the screen. Who uses the keys of
// a keypad hears every screen, and what each key leads to; and so, where room.reads says so, does
// whose finger looks for its way.
#pragma once

#include <optional>
#include <string>

#include "kiosk/action.h"
#include "kiosk/room.h"
#include "speech/speech.h"
#include "ui/frame.h"

namespace spine::kiosk {

class Listening {
  public:
    // Null: nothing is ever said, and there is no tool. Room and speech outlive it.
    Listening(Room& room, speech::Speech* speech);

    void pressed();   // Listen, or Pause
    void say_code();  // "Say it out loud"
    // A note was given, perhaps the one that stands there already: it is said once more.
    void noted() { note_.clear(); }
    // The keys of a keypad are in use from now on: the screen is said, and so is every new one.
    void by_keys();
    // What the keys lead to is said next; `target` is its key.
    void focused(std::string_view target);
    // The target was pressed by keys, and its answer is being kept: "Saved" is said once it is, and
    // with headphones the answer.
    void chosen(std::string_view target);
    // Another of room.reads: by touch, what that means and the screen are said at once; always,
    // the screen.
    void reads_changed();
    void change_voice(act::Voice change);
    // By touch something was pressed: that is said, unless more follows from it (an answer that is
    // saved, another screen).
    void pressed_by_touch() { want(Wanted::Pressed); }
    // A finger is on the glass: no screen is said by itself any more, unless the room reads it.
    void by_finger() { by_keys_ = false; }
    // Another screen stands. Nobody: what one patient set is forgotten before the next.
    void new_screen(bool nobody);

    // Around the drawing of a screen.
    void begin(ui::Frame& frame);
    // On the tool: it was pressed by keys, which are no reason to be silent then.
    void end(ui::Frame& frame, bool on_tool);

    [[nodiscard]] bool speaks() const;
    // Something has been read aloud since the last call: a patient who listens is there.
    [[nodiscard]] bool active();

  private:
    enum class Wanted { Nothing, Screen, Code, Target, Chosen, Pressed };
    void want(Wanted what);
    void say_note();
    void say_screen(const ui::Transcript& all);
    void say_target(const ui::Target& target, const ui::Transcript& all);
    // Once to each patient whose finger looks for its way.
    [[nodiscard]] bool must_explain();
    [[nodiscard]] bool listens() const;

    Room& room_;
    speech::Speech* speech_;
    Wanted wanted_ = Wanted::Nothing;
    std::optional<ui::Transcript> transcript_;
    std::string note_;        // that was there in the last frame
    bool listened_ = false;   // this patient has asked to hear
    bool by_keys_ = false;    // and uses keys for want of sight
    std::string target_;      // that is to be said
    bool explained_ = false;  // what by touch means, to this patient
    bool spoke_ = false;
};

}  // namespace spine::kiosk
