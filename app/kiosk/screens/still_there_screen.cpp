// Look 17: answers hidden, a ring that steps once a second, and two ways on.
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

namespace {

class StillThereScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] Shell shell() const override { return {false, false, false, false, false}; }

    // In large print the number alone, without its ring, leaves room for the words.
    void draw_seconds(const ui::Kit& kit) const {
        const std::string words =
            std::to_string(room().desk.seconds_left()) + " " + text("kiosk.still.seconds");
        kit.canvas().label({40, 20, 1200, 92}, ui::type::heading, room().theme.primary, words);
    }

    void draw_ring(const ui::Kit& kit) const {
        ui::Canvas& canvas = kit.canvas();
        const int seconds_left = room().desk.seconds_left();
        const float share = static_cast<float>(seconds_left) /
                            static_cast<float>(std::max(1, room().settings().countdown_seconds));
        constexpr ui::Point middle{220, 330};
        canvas.disc(middle, 145, room().theme.track);
        canvas.disc(middle, 125, room().theme.surface);
        if (share > 0) canvas.arc(middle, 135, 0, share, room().theme.primary, 20);
        canvas.label({95, 252, 250, 106}, {ui::Weight::Bold, 104, 106}, room().theme.ink,
                     std::to_string(seconds_left), ui::Align::Centre);
        canvas.label({95, 346, 250, 52}, ui::type::body, room().theme.ink2,
                     text("kiosk.still.seconds"), ui::Align::Centre);
    }

    void content(const ui::Kit& kit, Actions& out) override {
        ui::Canvas& canvas = kit.canvas();
        const bool large = canvas.large_print();
        if (large) {
            draw_seconds(kit);
        } else {
            draw_ring(kit);
        }
        constexpr ui::Style title{ui::Weight::Bold, 72, 88, 1};
        constexpr ui::Style words{ui::Weight::Regular, 41, 54, 1.28F};
        const float x = large ? 40 : 440, w = 1240 - x;
        canvas.block({x, large ? 116.0F : 172.0F, w, 88}, title, room().theme.ink,
                     text("kiosk.still.title"));
        float y = large ? 212 : 281;
        y += canvas.block({x, y, w, 580 - y}, words, room().theme.ink, text("kiosk.still.hidden"));
        canvas.block({x, y + 14, w, 580 - y - 14}, words, room().theme.ink,
                     text("kiosk.still.closes"));
        const ui::ButtonLook yes{ui::Rank::Primary, ui::icons::check};
        if (ui::button(kit, "still-here", {x, 584, w, 96}, text("kiosk.still.yes"), yes)) {
            out.emplace_back(act::GoOn{});
        }
        const ui::ButtonLook no{ui::Rank::Secondary};
        if (ui::button(kit, "not-here", {x, 704, w, 80}, text("kiosk.still.no"), no)) {
            out.emplace_back(act::Stop{session::Stop::Keep});
        }
    }
};

}  // namespace

ScreenPtr still_there_screen(const Room& room) {
    return std::make_unique<StillThereScreen>(room);
}

}  // namespace spine::kiosk
