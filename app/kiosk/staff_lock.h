// The way to the staff's screen: a lock in a corner, held for two seconds, so that a patient who
// touches it finds nothing.
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/room.h"
#include "ui/widgets/kit.h"

namespace spine::kiosk {

class StaffLock {
  public:
    static constexpr std::int64_t held_for_ms = 2'000;
    static constexpr ui::Rect place{40, 704, 88, 80};

    // True once a finger has held it for so long, or keys have pressed it. Where there is no
    // PIN, or nothing to see behind it, nothing is drawn.
    bool draw(const ui::Kit& kit, const Room& room);

  private:
    std::optional<std::int64_t> held_since_;
};

}  // namespace spine::kiosk
