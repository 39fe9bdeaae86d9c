// Look 06: the only red screen. No Stop, no time-out; only staff lead on, with their PIN. After
// 30 s it says the tablet's name, large, for whoever comes looking.
#include "kiosk/page_words.h"
#include "kiosk/pin_pad.h"
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

constexpr std::int64_t name_after_ms = 30'000;

class TellStaffScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;
    [[nodiscard]] ui::Color background() const override {
        return pin_ ? room().theme.paper : room().theme.alarm;
    }

  private:
    [[nodiscard]] Shell shell() const override { return {false, false, false, false, false}; }

    void content(const ui::Kit& kit, Actions& out) override {
        if (!since_) since_ = kit.frame.now_ms;
        if (pin_) {
            if (pin_->draw(kit, out)) pin_.reset();
            return;
        }
        draw_words(kit);
        draw_left(kit);
        draw_bottom_line(kit);
    }

    void draw_words(const ui::Kit& kit) const {
        const information::Page* page = room().walk().page();
        if (page == nullptr) return;
        const ui::Color white = room().theme.on_alarm;
        constexpr Rect box{329, 150, 911, 530};
        float y = box.y;
        const ui::Style title = kit.canvas().height_of(box.w, ui::type::display, page->title) <= 180
                                    ? ui::type::display
                                    : ui::Style{ui::Weight::Bold, 56, 66};
        y += kit.canvas().block({box.x, y, box.w, 200}, title, white, page->title) + 26;
        const Rect words{box.x, y, box.w, box.bottom() - y};
        const auto blocks = all_blocks(*page);
        draw_blocks(kit, words, white, blocks, style_for(kit.canvas(), words, blocks));
    }

    // The bell; under it the code, so that staff can find the answers; after 30 s the name, on top.
    void draw_left(const ui::Kit& kit) const {
        ui::Canvas& canvas = kit.canvas();
        const ui::Color white = room().theme.on_alarm;
        canvas.disc({160, 284}, 120, white);
        canvas.icon({160, 284}, 140, ui::icons::bell, room().theme.alarm);
        if (!room().desk.code().empty()) {
            canvas.block({40, 424, 270, 104}, ui::type::strong, white,
                         room().code_text("kiosk.staff.code"));
        }
        if (kit.frame.now_ms - *since_ < name_after_ms) {
            kit.frame.draw_again_at(*since_ + name_after_ms);
            return;
        }
        const Rect name{329, 40, 911, 90};
        const bool fits = canvas.width_of(ui::type::display, room().tablet_name) <= name.w;
        canvas.label(name, fits ? ui::type::display : ui::type::heading, white, room().tablet_name);
    }

    void draw_bottom_line(const ui::Kit& kit) {
        ui::Canvas& canvas = kit.canvas();
        const ui::Color white = room().theme.on_alarm;
        const ui::ButtonLook look{ui::Rank::Alarm, ui::icons::check};
        const std::string& words = text("kiosk.staff.with-me");
        const float w = ui::button_width(canvas, words, look, 480);
        if (room().can_unlock &&
            ui::button(kit, "staff-with-me", {1240 - w, 704, w, 80}, words, look)) {
            pin_.emplace(room());
        }
        const Rect line{98, 704, 1240 - w - 120, 80};
        if (room().desk.call_state() == CallState::Unreachable) {
            canvas.icon({62, 744}, 44, ui::icons::alert, white);
            fitted_body(kit, line, white, text("kiosk.staff.no-network"));
            return;
        }
        if (room().walk().stores_nothing()) return;
        canvas.icon({62, 744}, 44, ui::icons::check_circle, white);
        canvas.label(line, ui::type::body, white, text("kiosk.staff.saved"));
    }

    std::optional<std::int64_t> since_;
    std::optional<PinPad> pin_;
};

}  // namespace

ScreenPtr tell_staff_screen(const Room& room) {
    return std::make_unique<TellStaffScreen>(room);
}

}  // namespace spine::kiosk
