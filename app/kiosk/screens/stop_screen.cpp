// Stop asks once: go on, stop and keep what was answered, stop and delete it.
#include "kiosk/screens/screens.h"
#include "ui/widgets/code_tiles.h"

namespace spine::kiosk {

using session::Stop;

namespace {

class StopScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] Shell shell() const override { return {false, false, false, false, false}; }

    // In large print words and buttons have the picture's place, too.
    [[nodiscard]] static float left(const ui::Canvas& canvas) {
        return canvas.large_print() ? 40 : 440;
    }

    void choice(const ui::Kit& kit, std::string_view key, float y, std::string_view words,
                ui::Rank rank, Action action, Actions& out) const {
        const float x = left(kit.canvas());
        const ui::ButtonLook look{rank};
        if (ui::button(kit, key, {x, y, 1240 - x, 80}, text(words), look)) {
            out.push_back(std::move(action));
        }
    }

    void content(const ui::Kit& kit, Actions& out) override {
        ui::Canvas& canvas = kit.canvas();
        constexpr ui::Style title{ui::Weight::Bold, 72, 88, 1};
        const float x = left(canvas), w = 1240 - x;
        if (!canvas.large_print()) {
            canvas.disc({220, 330}, 145, room().theme.sand);
            canvas.icon({220, 330}, 150, ui::icons::stop, room().theme.ink);
        }
        canvas.block({x, 124, w, 88}, title, room().theme.ink, text("kiosk.stop.title"));
        const bool stored = !room().desk.code().empty();
        canvas.block({x, canvas.large_print() ? 214.0F : 226.0F, w, 140}, ui::type::body,
                     room().theme.ink,
                     text(stored ? "kiosk.stop.words" : "kiosk.stop.nothing-stored"));
        if (stored) {
            const ui::Canvas::Saying code(canvas, ui::Heard::Code);
            canvas.block({x, canvas.large_print() ? 356.0F : 340.0F, w, 77}, ui::type::heading,
                         room().theme.primary, room().code_text("kiosk.fault.code"));
        }
        choice(kit, "go-on", 440, "kiosk.stop.go-on", ui::Rank::Primary, act::GoOn{}, out);
        if (stored) {
            choice(kit, "stop-keep", 544, "kiosk.stop.keep", ui::Rank::Secondary,
                   act::Stop{Stop::Keep}, out);
            choice(kit, "stop-delete", 648, "kiosk.stop.delete", ui::Rank::Secondary,
                   act::Stop{Stop::Delete}, out);
        } else {
            choice(kit, "stop-delete", 544, "kiosk.stop.leave", ui::Rank::Secondary,
                   act::Stop{Stop::Delete}, out);
        }
    }
};

}  // namespace

ScreenPtr stop_screen(const Room& room) {
    return std::make_unique<StopScreen>(room);
}

}  // namespace spine::kiosk
