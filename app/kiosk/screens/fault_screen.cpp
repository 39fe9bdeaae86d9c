// Look 18: no more answers are taken; whom to call, and what staff need to know.
#include "kiosk/fault_words.h"
#include "kiosk/screens/screens.h"
#include "kiosk/staff_lock.h"

namespace spine::kiosk {

namespace {

class FaultScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] Shell shell() const override { return {false, false, false, false, false}; }

    void content(const ui::Kit& kit, Actions& out) override {
        if (lock_.draw(kit, room())) out.emplace_back(act::AskStaff{});
        const auto& fault = room().desk.fault();
        draw_fault(kit, {room().strings, room().language, fault ? &*fault : nullptr,
                         room().tablet_name, room().settings().desk_phone, room().desk.code()});
    }

    StaffLock lock_;
};

}  // namespace

ScreenPtr fault_screen(const Room& room) {
    return std::make_unique<FaultScreen>(room);
}

}  // namespace spine::kiosk
