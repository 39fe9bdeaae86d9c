// Everything that can be touched, under a stable key.
//
// A widget registers its rectangle each frame and is told whether it was pressed. A press counts
// on release inside the target where it began; sliding off cancels; for 300 ms after a new screen
// nothing can be pressed, so that a second tap meant for the old screen does no harm. Keys are
// ids such as "next" or "answer:about.part:low-back", never words that are translated; tests find
// and tap targets by them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/input.h"
#include "ui/scale.h"

namespace spine::ui {

inline constexpr std::int64_t deaf_after_new_screen_ms = 300;

struct Target {
    std::string key;
    Rect rect;       // units
    Point press_at;  // units; where a test taps
    bool on = true;
};

class Targets {
  public:
    // Once a frame, before the first target. `scale` must live to the frame's end.
    void begin(const Scale& scale, const Pointer& pointer, std::int64_t now_ms);
    // A new screen stands: forgets a press that has begun and becomes deaf for 300 ms.
    void new_screen(std::int64_t now_ms);

    // Registers a target; true in the frame in which its press counts. The first target that was
    // registered under the finger gets the press.
    bool add(std::string_view key, const Rect& rect, bool on = true);
    // For shapes that are no rectangle: `inside` says whether the finger is on it.
    bool add(std::string_view key, const Rect& around, Point press_at, bool inside);
    // As if a finger had pressed it: add() says so in this frame, before which this is called.
    void press(std::string_view key);
    // In this frame a press counts once the finger has rested on its target for so long, and not
    // by lifting it: for hands that touch what they did not mean. 0: on release, as usual.
    void by_resting(std::int64_t ms) { rest_ms_ = ms; }
    // When the finger that is down will have rested long enough; nothing: it does not.
    [[nodiscard]] std::optional<std::int64_t> rested_at() const;
    // From here on fingers press nothing in this frame: it is only known what is under them. Or
    // they press as usual.
    void only_named(bool on) { only_named_ = on; }
    [[nodiscard]] bool are_only_named() const { return only_named_; }
    // The first target under the finger, while it is down and as it is lifted; empty: none.
    [[nodiscard]] const std::string& under_finger() const { return under_; }
    [[nodiscard]] bool finger_down() const { return down_; }
    // A finger is down that began on a target.
    [[nodiscard]] bool pressing() const { return down_ && !active_.empty(); }
    // The finger is down on it now: draw it pressed.
    [[nodiscard]] bool held(std::string_view key) const;
    // The mouse is over it and nothing is pressed (clinic only; the kiosk draws no hover).
    [[nodiscard]] bool hovered(const Rect& rect) const;
    // Where the finger or mouse is, in units.
    [[nodiscard]] std::optional<Point> pointer() const { return pointer_; }

    // Of the frame that was last drawn, in the order of registration.
    [[nodiscard]] const std::vector<Target>& all() const { return targets_; }
    [[nodiscard]] const Target* find(std::string_view key) const;

  private:
    bool follow(std::string_view key, bool inside, bool on);

    std::vector<Target> targets_;
    std::optional<Point> pointer_;
    bool down_ = false, went_down_ = false, went_up_ = false;
    std::string active_;   // where the press began
    std::string by_keys_;  // pressed in this frame without a finger
    std::string under_;    // of this frame
    bool only_named_ = false;
    bool rested_ = false;  // and has pressed
    std::int64_t rest_ms_ = 0;
    bool inside_active_ = false;
    std::int64_t now_ = 0, deaf_until_ = 0, since_ = 0;
};

}  // namespace spine::ui
