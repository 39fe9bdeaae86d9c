// Look 18: no more answers are taken; whom to call, and what staff need to know.
#include "kiosk/fault_words.h"
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

namespace {

class FaultScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] Shell shell() const override { return {false, false, false, false, false}; }

    void content(const ui::Kit& kit, Actions&) override {
        FaultWords words{room().strings, room().language, {}, room().desk.code()};
        const auto& fault = room().desk.fault();
        if (fault) words.for_staff = fault->happened + " " + fault->next;
        if (!room().tablet_name.empty()) words.for_staff += " · " + room().tablet_name;
        if (!room().settings().desk_phone.empty()) {
            words.for_staff += " · " + room().settings().desk_phone;
        }
        draw_fault(kit, words);
    }
};

}  // namespace

ScreenPtr fault_screen(const Room& room) {
    return std::make_unique<FaultScreen>(room);
}

}  // namespace spine::kiosk
