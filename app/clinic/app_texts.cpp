// The place of the patients' own words: redacting them, and the steps of their coding.
#include "clinic/app.h"
#include "clinic/parts/coding_lists.h"

namespace spine::clinic {

void App::draw_texts(ui::Frame& frame) {
    if (shown_step_ != TextStep::Redact) return draw_coding(frame);
    const TextsAction action = texts_.draw(frame);
    if (action.kind == TextsAction::Back) model_.go(Place::Worklist);
    if (action.kind == TextsAction::Lock) model_.lock();
    if (action.kind == TextsAction::Decide) model_.texts().decide(action.text, action.decision);
    if (action.kind == TextsAction::Step) model_.go(action.step);
}

CodingScreen* App::coding_screen(TextStep step) {
    switch (step) {
        case TextStep::Redact:
            return nullptr;
        case TextStep::Impression:
            return &impression_;
        case TextStep::Units:
            return &units_;
        case TextStep::Condense:
            return &condense_;
        case TextStep::Synthesis:
            return &synthesis_;
    }
    return nullptr;
}

void App::draw_coding(ui::Frame& frame) {
    follow(coding_screen(shown_step_)->draw(frame));
    // What somebody decided of a text here makes other texts codable.
    if (!decided_ || model_.texts().deciding()) return;
    decided_ = false;
    if (model_.place() == Place::Texts) model_.coding().read();
}

void App::follow(CodingActions actions) {
    for (CodingAction& action : actions) {
        switch (action.kind) {
            case CodingAction::Back:
                model_.go(model_.person().opens_patients() ? Place::Worklist : Place::Export);
                break;
            case CodingAction::Lock:
                model_.lock();
                break;
            case CodingAction::Step:
                model_.go(action.step);
                break;
            case CodingAction::Change:
                model_.coding().change(std::move(action.wish));
                break;
            case CodingAction::Undo:
                model_.coding().undo();
                break;
            case CodingAction::Decide:
                model_.texts().decide(action.text, action.decision);
                decided_ = true;
                break;
        }
    }
}

// Before a step or place is left, and before the program locks or ends.
void App::leave_texts() {
    if (CodingScreen* screen = coding_screen(shown_step_)) follow(screen->leave());
}

void App::forget_texts() {
    texts_.forget();
    for (CodingScreen* screen :
         {static_cast<CodingScreen*>(&impression_), static_cast<CodingScreen*>(&units_),
          static_cast<CodingScreen*>(&condense_), static_cast<CodingScreen*>(&synthesis_)})
        screen->forget();
    coding_place_ = {};
}

// A researcher sees no single patient, and is told so where one would stand.
void App::draw_refused(ui::Frame& frame) {
    header_ground(frame, look_);
    const bool texts = model_.place() == Place::Texts;
    frame.canvas.label({kLeft, 22, 600, 32}, kHeadline, theme_.ink,
                       look_.word(texts ? "texts.title" : "worklist.title"));
    // What was redacted is theirs to code.
    const auto step = texts ? step_strip(frame, look_, TextStep::Redact, false) : std::nullopt;
    const float top = texts ? 168 : 104;
    frame.canvas.icon({kLeft + 11, top + 12}, 22, icons::lock, theme_.ink2);
    frame.canvas.label({kLeft + 34, top, 900, 24}, kBodyBold, theme_.ink,
                       look_.word("refused.title"));
    frame.canvas.block({kLeft + 34, top + 30, 620, 120}, kBody, theme_.ink2,
                       look_.word(texts ? "refused.texts" : "refused.patients"));
    if (step) model_.go(*step);
    for (const ui::KeyPress& key : frame.input.keys) {
        if (key.key == ui::Key::Character && key.ctrl && key.character == U'L') model_.lock();
        if (const auto by_key = step_key(key); by_key && texts) model_.go(*by_key);
    }
}

}  // namespace spine::clinic
