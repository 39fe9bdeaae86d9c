#include "clinic/screens/writing.h"

#include "clinic/parts/coding_frame.h"
#include "clinic/parts/controls.h"

namespace spine::clinic {
namespace {

constexpr float kWidth = kColumnRight - kColumnX;

}  // namespace

CodingActions WritingScreen::leave() {
    CodingActions actions;
    hand_over(0, true, actions);
    typing_ = false;
    return actions;
}

void WritingScreen::stop_typing() {
    draft_.forget();
    typing_ = false;
}

const CodedTheme* WritingScreen::theme() const {
    return board() == nullptr ? nullptr : board()->theme(place_.theme);
}

void WritingScreen::take_keys(ui::Frame& frame, CodingActions& actions) {
    const bool was_typing = typing_;
    for (const ui::KeyPress& key : frame.input.keys) {
        const bool ends = key.key == ui::Key::Escape || key.key == ui::Key::Tab ||
                          (key.key == ui::Key::Enter && key.ctrl);
        if (typing_ && ends) {
            hand_over(frame.now_ms, true, actions);
            typing_ = false;
        } else if (!typing_ || (key.key == ui::Key::Character && (key.ctrl || key.alt))) {
            take_key(key, actions);
        }
    }
    if (was_typing && typing_ && draft_.field.type(frame.input, frame.canvas, kWidth))
        draft_.typed(frame.now_ms);
}

void WritingScreen::hand_over_in_time(ui::Frame& frame, CodingActions& actions) {
    if (draft_.changed()) frame.draw_again_at(draft_.due_at());
    hand_over(frame.now_ms, false, actions);
}

bool WritingScreen::has_themes(ui::Frame& frame) {
    if (board()->themes.empty()) {
        frame.canvas.block({kLeft, 160, 900, 60}, kBody, look_.theme.ink2,
                           look_.word("condense.no_theme"));
        return false;
    }
    if (theme() == nullptr) place_.theme = board()->themes.front().id;
    return true;
}

void WritingScreen::draw_theme_head(ui::Frame& frame, const std::string& note) {
    const CodedTheme& of = *theme();
    theme_tag(frame, look_, {kColumnX, 156, 20, 20}, of.letter, board()->theme_places.at(of.id));
    const float wide = frame.canvas.width_of(kCaption, note);
    const ui::Rect name{kColumnX + 32, 154, kWidth - 32 - wide - 16, 24};
    frame.canvas.label(name, kBodyBold, look_.theme.ink,
                       fitted(frame.canvas, kBodyBold, of.name, name.w - 1));
    frame.canvas.label({kColumnX, 156, kWidth, 20}, kCaption, look_.theme.ink2, note,
                       ui::Align::End);
}

}  // namespace spine::clinic
