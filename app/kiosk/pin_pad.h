// The staff's PIN: digits, never shown; from four on it can be given.
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/action.h"
#include "kiosk/room.h"
#include "ui/typed_text.h"
#include "ui/widgets/kit.h"

namespace spine::kiosk {

class PinPad {
  public:
    explicit PinPad(const Room& room) : room_(room), typed_(12) {}
    // The upper edge, which the pad leaves to the screen that it stands on.
    static constexpr float free_above = 112;

    // Words at the left, pad at the right, on a surface that hides what is under it. True when
    // somebody goes back without a PIN.
    bool draw(const ui::Kit& kit, Actions& out);
    // Before draw(): nobody has touched a key for 20 s, and no PIN is being checked.
    [[nodiscard]] bool left_alone(ui::Frame& frame);

  private:
    void draw_words(const ui::Kit& kit) const;

    const Room& room_;
    ui::TypedText typed_;
    std::optional<std::int64_t> key_at_;
    bool asked_ = false;  // a PIN was given here: what is said of the last one is of this one
};

}  // namespace spine::kiosk
