#include "kiosk/pin_pad.h"

#include "kiosk/kiosk_screen.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/keypad.h"

namespace spine::kiosk {

namespace {
constexpr std::size_t least_digits = 4;
constexpr std::int64_t alone_ms = 20'000;
}  // namespace

bool PinPad::left_alone(ui::Frame& frame) {
    if (!key_at_ || room_.pin_checking) key_at_ = frame.now_ms;
    frame.draw_again_at(*key_at_ + alone_ms);
    return frame.now_ms - *key_at_ >= alone_ms;
}

void PinPad::draw_words(const ui::Kit& kit) const {
    ui::Canvas& canvas = kit.canvas();
    fitted_heading(kit, {40, 128, 640, 186}, room_.theme.ink, room_.text("kiosk.staff.pin-title"));
    const ui::Rect field{40, 330, 640, 96};
    canvas.panel(field, room_.theme.surface, room_.theme.primary, 5, 16);
    for (std::size_t i = 0; i < typed_.length(); ++i) {
        canvas.disc({field.x + 48 + 46 * static_cast<float>(i), field.y + 48}, 13, room_.theme.ink);
    }
    if (room_.pin_checking) {
        canvas.block({40, 446, 640, 104}, ui::type::body, room_.theme.ink2,
                     room_.text("kiosk.staff.pin-checking"));
    } else if (room_.pin_wait > 0) {
        canvas.block({40, 446, 640, 104}, ui::type::strong, room_.theme.ink,
                     ui::fill_in(room_.text("kiosk.staff.pin-wait"),
                                 {{"seconds", std::to_string(room_.pin_wait)}}));
    } else if (room_.pin_wrong && asked_) {
        canvas.block({40, 446, 640, 104}, ui::type::strong, room_.theme.ink,
                     room_.text("kiosk.staff.pin-wrong"));
    }
}

bool PinPad::draw(const ui::Kit& kit, Actions& out) {
    ui::Canvas& canvas = kit.canvas();
    canvas.fill_display(room_.theme.paper);
    // Staff see, and what they type is never said.
    kit.targets().only_named(false);
    draw_words(kit);
    // Who comes to a digit by keys does not hear it: the room would.
    const ui::Canvas::Saying secret(canvas, ui::Heard::Typed);
    if (const auto press = ui::keypad(kit, {806, 128}, "")) {
        key_at_ = kit.frame.now_ms;
        if (press->what == ui::Pad::Backspace) typed_.backspace();
        if (press->what == ui::Pad::Digit) {
            typed_.append(static_cast<char32_t>(U'0' + press->digit));
        }
    }
    const ui::ButtonLook ready{ui::Rank::Primary, ui::icons::check, true};
    const float w = ui::button_width(canvas, room_.text("kiosk.ready"), ready, 240);
    if (typed_.length() >= least_digits && !room_.pin_checking && room_.pin_wait == 0 &&
        ui::button(kit, "pin-ready", {1240 - w, 704, w, 80}, room_.text("kiosk.ready"), ready)) {
        out.emplace_back(act::Pin{std::string(typed_.view())});
        typed_.clear();
        key_at_ = kit.frame.now_ms;
        asked_ = true;
    }
    const ui::ButtonLook back{ui::Rank::Secondary, ui::icons::back, false, true};
    const std::string& word = room_.text("kiosk.back");
    const float back_w = ui::button_width(canvas, word, back, 240);
    return ui::button(kit, "pin-back", {40, 704, back_w, 80}, word, back);
}

}  // namespace spine::kiosk
