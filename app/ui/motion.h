// What moves: a chosen row's fill, the progress bar (look/kiosk.md, "Space, shape, line, motion").
//
// Nothing moves by itself: a value that a widget draws is followed to its new place in a fixed
// time, ease-out, and stands from then on. UI thread only.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace spine::ui {

inline constexpr std::int64_t chosen_fade_ms = 120;
inline constexpr std::int64_t progress_growth_ms = 200;

class Motion {
  public:
    // Once a frame, before the first follow(). What was not followed in the frame before is
    // forgotten, so that nothing of an earlier screen moves on the next one.
    // Still: nothing moves, and what is followed stands in its new place at once.
    void begin(std::int64_t now_ms, bool still = false);
    // Where `key` stands on its way to `to`. A key that is new stands there at once.
    [[nodiscard]] float follow(std::string_view key, float to, std::int64_t ms);
    // Something has not arrived yet: another frame is wanted.
    [[nodiscard]] bool moving() const { return moving_; }

  private:
    struct Way {
        float from = 0, to = 0;
        std::int64_t since = 0;
        bool followed = true;
    };
    std::map<std::string, Way, std::less<>> ways_;
    std::int64_t now_ = 0;
    bool moving_ = false, still_ = false;
};

}  // namespace spine::ui
