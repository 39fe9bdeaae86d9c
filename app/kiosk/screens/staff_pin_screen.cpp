// Before the staff's screen: their PIN. It goes by itself where nobody types.
#include "kiosk/pin_pad.h"
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

namespace {

class StaffPinScreen final : public KioskScreen {
  public:
    explicit StaffPinScreen(const Room& room) : KioskScreen(room), pad_(room) {}

  private:
    [[nodiscard]] Shell shell() const override { return nothing_around; }
    void content(const ui::Kit& kit, Actions& out) override {
        const bool left = pad_.left_alone(kit.frame);
        if (pad_.draw(kit, out) || left) out.emplace_back(act::StaffLeave{});
    }

    PinPad pad_;
};

}  // namespace

ScreenPtr staff_pin_screen(const Room& room) {
    return std::make_unique<StaffPinScreen>(room);
}

}  // namespace spine::kiosk
