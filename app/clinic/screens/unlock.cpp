#include "clinic/screens/unlock.h"

#include <fmt/format.h>

#include "clinic/parts/controls.h"

namespace spine::clinic {
namespace {

constexpr ui::Rect kField{510, 394, 420, 48};
constexpr ui::Rect kButton{510, 548, 420, 44};
constexpr std::int64_t kForgetAfterMs = 60'000;

}  // namespace

UnlockScreen::UnlockScreen(const Look& look, const Model& model, std::string clinic_name,
                           std::string key_card)
    : look_(look),
      model_(model),
      clinic_name_(std::move(clinic_name)),
      key_card_(std::move(key_card)) {}

void UnlockScreen::clear() {
    typed_.clear();
    shown_ = false;
}

// Half a passphrase does not stay on a screen that nobody is at.
void UnlockScreen::forget_when_idle(ui::Frame& frame) {
    const ui::Input& input = frame.input;
    if (input.any()) typed_at_ = frame.now_ms;
    if (typed_.empty() && !shown_) return;
    if (frame.now_ms - typed_at_ >= kForgetAfterMs) return clear();
    frame.draw_again_at(typed_at_ + kForgetAfterMs);
}

UnlockAction UnlockScreen::take_keys(const ui::Input& input) {
    if (model_.unlocking()) {
        for (const ui::KeyPress& key : input.keys) {
            if (key.key == ui::Key::Escape) return {UnlockAction::Cancel};
        }
        return {};
    }
    for (const char32_t character : input.typed) typed_.append(character);
    for (const ui::KeyPress& key : input.keys) {
        if (key.key == ui::Key::Backspace) typed_.backspace();
        if (key.key == ui::Key::Escape) typed_.clear();
        if (key.key == ui::Key::Enter && !typed_.empty()) return {UnlockAction::Try};
    }
    return {};
}

void UnlockScreen::draw_field(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    frame.canvas.label({510, 366, 420, 24}, kBodyBold, t.ink, look_.word("unlock.passphrase"));
    // Before the field, in which it lies: the first target under the pointer gets the press.
    const ui::Rect eye{888, 400, 36, 36};
    if (frame.targets.add("passphrase:show", eye)) shown_ = !shown_;
    field_frame(frame, look_, kField, "passphrase", true, model_.wrong_passphrase());
    if (shown_) {
        frame.canvas.label({524, 394, 360, 48}, kBody, t.ink, typed_.view());
    } else {
        constexpr std::size_t most = 26;
        for (std::size_t i = 0; i < std::min(most, typed_.length()); ++i) {
            frame.canvas.disc({530 + 13 * static_cast<float>(i), 418}, 4, t.ink2);
        }
    }
    frame.canvas.icon(eye.centre(), 20, shown_ ? icons::eye_off : icons::eye, t.ink2);
}

UnlockAction UnlockScreen::draw_button(ui::Frame& frame) {
    const std::string& cancel = look_.word("button.cancel");
    const std::string& open = look_.word("unlock.open");
    if (model_.unlocking()) {
        const bool pressed =
            button(frame, look_, kButton, {"cancel", cancel, 0, "Esc", ButtonKind::Plain, true});
        return {pressed ? UnlockAction::Cancel : UnlockAction::Nothing};
    }
    const bool on = !typed_.empty() && model_.wait_seconds() == 0;
    const bool pressed =
        button(frame, look_, kButton, {"open", open, 0, "Enter", ButtonKind::Primary, on});
    return {pressed ? UnlockAction::Try : UnlockAction::Nothing};
}

void UnlockScreen::draw_opening(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    frame.canvas.label({510, 458, 420, 24}, kBodyBold, t.ink, look_.word("unlock.opening"));
    const int left = model_.unlock_seconds_left();
    const std::string words =
        left > 0 ? ui::fill_in(look_.word("unlock.left"), {{"n", fmt::format("{}", left)}})
                 : look_.word("unlock.longer");
    frame.canvas.label({510, 460, 420, 20}, kCaption, t.ink2, words, ui::Align::End);
    frame.canvas.fill({510, 486, 420, 6}, t.line, 3);
    const auto done = static_cast<float>(model_.unlock_progress());
    frame.canvas.fill({510, 486, 420 * done, 6}, t.accent, 3);
    frame.canvas.label({510, 502, 420, 20}, kCaption, t.ink2, look_.word("unlock.slow"));
    frame.draw_again_at(frame.now_ms + 100);
}

void UnlockScreen::draw_key_card(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    frame.canvas.fill({510, 627, 420, 1}, t.line);
    frame.canvas.label({510, 647, 420, 20}, kCaptionBold, t.ink, key_card_);
    frame.canvas.label({510, 672, 420, 20}, kCaption, t.ink2, look_.word("unlock.key_card"));
}

UnlockAction UnlockScreen::draw_content(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    forget_when_idle(frame);
    const UnlockAction by_key = take_keys(frame.input);
    frame.canvas.icon({524, 236}, 36, icons::lock, t.accent);
    frame.canvas.label({510, 264, 500, 48}, kCode, t.ink, look_.word("unlock.title"));
    frame.canvas.label({510, 313, 420, 24}, kBody, t.ink2, clinic_name_);
    draw_field(frame);
    if (model_.unlocking()) {
        draw_opening(frame);
    } else if (const int wait = model_.wait_seconds(); model_.wrong_passphrase()) {
        const std::string words = wait > 0 ? ui::fill_in(look_.word("unlock.wrong_wait"),
                                                         {{"n", fmt::format("{}", wait)}})
                                           : look_.word("unlock.wrong");
        frame.canvas.block({510, 456, 420, 60}, kBody, t.stop, words);
        if (wait > 0) frame.draw_again_at(frame.now_ms + 250);
    }
    const UnlockAction by_button = draw_button(frame);
    draw_key_card(frame);
    frame.canvas.label({80, 856, 1280, 20}, kCaption, t.ink2, look_.word("unlock.self_test"),
                       ui::Align::Centre);
    return by_key.kind != UnlockAction::Nothing ? by_key : by_button;
}

}  // namespace spine::clinic
