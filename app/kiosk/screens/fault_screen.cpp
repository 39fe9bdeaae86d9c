// Look 18: no more answers are taken; whom to call, and what staff need to know.
#include "base/pickup_code.h"
#include "kiosk/screens/screens.h"
#include "ui/widgets/card.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

class FaultScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] Shell shell() const override { return {false, false, false, false, false}; }

    // Cause and tablet, the clinic's number; never an answer.
    [[nodiscard]] std::string for_staff() const {
        std::string words;
        const auto& fault = room().desk.fault();
        if (fault) words = fault->happened + " " + fault->next;
        if (!room().tablet_name.empty()) words += " · " + room().tablet_name;
        if (!room().settings().desk_phone.empty()) words += " · " + room().settings().desk_phone;
        return words;
    }

    void content(const ui::Kit& kit, Actions&) override {
        ui::Canvas& canvas = kit.canvas();
        constexpr ui::Style title{ui::Weight::Bold, 72, 88};
        constexpr ui::Style words{ui::Weight::Regular, 41, 54};
        canvas.disc({200, 316}, 140, room().theme.sand);
        canvas.icon({200, 316}, 150, ui::icons::wrench, room().theme.ink);
        const bool one_line = canvas.width_of(title, text("kiosk.fault.title")) <= 840;
        canvas.label({400, 164, 840, 88}, one_line ? title : ui::Style{ui::Weight::Bold, 62, 88},
                     room().theme.ink, text("kiosk.fault.title"));
        float y = 267;
        y += canvas.block({400, y, 840, 108}, words, room().theme.ink, text("kiosk.fault.words"));
        y += 22;
        y += canvas.block({400, y, 840, 54}, ui::type::strong, room().theme.ink,
                          text("kiosk.fault.give"));
        const Rect card{400, std::max(490.0F, y + 16), 840, 170};
        ui::card(kit, card);
        canvas.label({card.x + 28, card.y + 12, card.w - 56, 40}, ui::type::small_strong,
                     room().theme.ink2, text("kiosk.fault.for-staff"));
        fitted_body(kit, {card.x + 28, card.y + 54, card.w - 56, card.h - 66}, room().theme.ink,
                    for_staff());
        if (room().desk.code().empty()) return;
        canvas.label({400, 704, 840, 80}, ui::type::heading, room().theme.primary,
                     ui::fill_in(text("kiosk.fault.code"),
                                 {{"code", group_pickup_code(room().desk.code())}}));
    }
};

}  // namespace

ScreenPtr fault_screen(const Room& room) {
    return std::make_unique<FaultScreen>(room);
}

}  // namespace spine::kiosk
