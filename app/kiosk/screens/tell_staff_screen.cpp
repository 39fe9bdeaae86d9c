// Look 06: the only red screen. No Stop, no time-out; only staff lead on, with their PIN. After
// 30 s it says the tablet's name, large, for whoever comes looking. The pad for the PIN leaves both
// in view in a red band, and gives way to the red screen when nobody types on it: whoever tapped
// "Staff are with me" may not have been staff.
#include <algorithm>
#include <array>

#include "kiosk/page_words.h"
#include "kiosk/pin_pad.h"
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

constexpr std::int64_t name_after_ms = 30'000;
constexpr std::array name_styles{ui::type::display,
                                 ui::Style{ui::Weight::Bold, 64, 78},
                                 ui::Style{ui::Weight::Bold, 56, 68},
                                 ui::type::heading,
                                 ui::type::strong,
                                 ui::type::small_strong};

class TellStaffScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;
    [[nodiscard]] ui::Color background() const override {
        return pin_ ? room().theme.paper : room().theme.alarm;
    }

  private:
    [[nodiscard]] Shell shell() const override {
        // Who is helped by nobody must be able to read and hear this, whatever was chosen before.
        return {false, false, false, false, false, !pin_, !pin_, !pin_};
    }
    [[nodiscard]] bool on_alarm() const override { return true; }

    void content(const ui::Kit& kit, Actions& out) override {
        if (!since_) since_ = kit.frame.now_ms;
        if (pin_ && pin_->left_alone(kit.frame)) {
            pin_.reset();
            kit.canvas().fill_display(background());
            kit.targets().new_screen(kit.frame.now_ms);
        }
        if (pin_) {
            const bool back = pin_->draw(kit, out);
            draw_band(kit);
            if (back) pin_.reset();
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
        const Rect box{329, 150, 911, kit.canvas().large_print() ? 462.0F : 530.0F};
        float y = box.y;
        const float display = kit.canvas().height_of(box.w, ui::type::display, page->title);
        const bool smaller = display > (kit.canvas().large_print() ? 90 : 180);
        const ui::Style title =
            smaller ? ui::Style{ui::Weight::Bold, 56, 66, 1} : ui::type::display;
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
            const ui::Canvas::Saying code(canvas, ui::Heard::Code);
            canvas.block({40, 424, 270, 140}, ui::type::strong, white,
                         room().code_text("kiosk.staff.code"));
        }
        if (kit.frame.now_ms - *since_ < name_after_ms) {
            kit.frame.draw_again_at(*since_ + name_after_ms);
            return;
        }
        // Beside the tools.
        const Rect name{329, 40, tools().listen.x - 12 - 329, 90};
        const ui::Style* style = &name_styles.back();
        for (const ui::Style& one : name_styles) {
            if (canvas.width_of(one, room().tablet_name) <= name.w) {
                style = &one;
                break;
            }
        }
        canvas.label(name, *style, white, room().tablet_name);
    }

    // Above the pad, as wide as the display: what the red screen says, and which tablet says it.
    void draw_band(const ui::Kit& kit) const {
        ui::Canvas& canvas = kit.canvas();
        const ui::Color white = room().theme.on_alarm;
        const ui::Scale& scale = canvas.scale();
        const float w = scale.display().w / scale.factor(), above = scale.display().h;
        canvas.fill({640 - w / 2, -above, w, above + PinPad::free_above}, room().theme.alarm);
        canvas.icon({70, 56}, 52, ui::icons::bell, white);
        const std::string& name = room().tablet_name;
        const float name_w = std::min(canvas.width_of(ui::type::strong, name) + 1, 420.0F);
        band_words(kit, {1240 - name_w, 8, name_w, 96}, name);
        const information::Page* page = room().walk().page();
        if (page != nullptr) band_words(kit, {116, 8, 1240 - name_w - 140, 96}, page->title);
    }

    // One line in the middle of the band, or smaller ones.
    void band_words(const ui::Kit& kit, const Rect& box, std::string_view words) const {
        ui::Canvas& canvas = kit.canvas();
        const ui::Color white = room().theme.on_alarm;
        if (canvas.width_of(ui::type::strong, words) <= box.w) {
            canvas.label(box, ui::type::strong, white, words);
            return;
        }
        const ui::Style smaller{ui::Weight::Bold, 22, 28};
        const bool two = canvas.height_of(box.w, ui::type::small_strong, words) <= box.h;
        const ui::Style& style = two ? ui::type::small_strong : smaller;
        const float top = box.y + std::max(0.0F, box.h - canvas.height_of(box.w, style, words)) / 2;
        canvas.block({box.x, top, box.w, box.bottom() - top}, style, white, words);
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
        // In large print above the button, which takes the place beside it.
        const bool large = canvas.large_print();
        const Rect line = large ? Rect{98, 616, 1142, 80} : Rect{98, 704, 1240 - w - 120, 80};
        const float middle = line.y + 40;
        if (room().desk.call_state() == CallState::Unreachable) {
            canvas.icon({62, middle}, 44, ui::icons::alert, white);
            fitted_body(kit, line, white, text("kiosk.staff.no-network"));
            return;
        }
        if (room().walk().stores_nothing()) return;
        canvas.icon({62, middle}, 44, ui::icons::check_circle, white);
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
