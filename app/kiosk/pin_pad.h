// The staff's PIN: digits, never shown; from four on it can be given.
#pragma once

#include "kiosk/action.h"
#include "kiosk/room.h"
#include "ui/typed_text.h"
#include "ui/widgets/kit.h"

namespace spine::kiosk {

class PinPad {
  public:
    explicit PinPad(const Room& room) : room_(room), typed_(12) {}
    // Words at the left, pad at the right, on a surface that hides what is under it. True when
    // somebody goes back without a PIN.
    bool draw(const ui::Kit& kit, Actions& out);

  private:
    const Room& room_;
    ui::TypedText typed_;
};

}  // namespace spine::kiosk
