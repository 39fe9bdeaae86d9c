#include "kiosk/listening.h"

#include <utility>

#include "kiosk/spoken.h"

namespace spine::kiosk {

using speech::State;

Listening::Listening(Room& room, speech::Speech* speech) : room_(room), speech_(speech) {
    room_.can_listen = speech != nullptr;
}

void Listening::want(Wanted what) {
    if (speech_ == nullptr) return;
    speech_->stop();
    wanted_ = what;
}

void Listening::pressed() {
    if (speech_ == nullptr) return;
    listened_ = true;
    switch (speech_->state()) {
        case State::Speaking:
            return speech_->pause();
        case State::Paused:
            return speech_->go_on();
        case State::Silent:
            return want(Wanted::Screen);
    }
}

void Listening::say_code() {
    want(Wanted::Code);
}

void Listening::by_keys() {
    if (speech_ == nullptr) return;
    listened_ = by_keys_ = true;
    want(Wanted::Screen);
}

void Listening::reads_changed() {
    if (speech_ == nullptr || room_.reads == config::Reads::Asked) return;
    listened_ = true;
    explained_ = false;
    want(Wanted::Screen);
}

void Listening::change_voice(act::Voice change) {
    if (speech_ == nullptr) return;
    switch (change) {
        case act::Voice::Slower:
            speech_->slower();
            return focused("voice:slower");
        case act::Voice::Faster:
            speech_->faster();
            return focused("voice:faster");
        case act::Voice::Softer:
            speech_->softer();
            return focused("voice:softer");
        case act::Voice::Louder:
            speech_->louder();
            return focused("voice:louder");
    }
}

bool Listening::listens() const {
    return listened_ || room_.reads != config::Reads::Asked;
}

bool Listening::speaks() const {
    return speech_ != nullptr && speech_->state() == State::Speaking;
}

void Listening::focused(std::string_view target) {
    target_ = target;
    want(Wanted::Target);
}

void Listening::chosen(std::string_view target) {
    target_ = target;
    want(Wanted::Chosen);
}

void Listening::new_screen(bool nobody) {
    if (speech_ == nullptr) return;
    note_.clear();
    if (nobody) {
        speech_->reset();
        listened_ = by_keys_ = explained_ = false;
        target_.clear();
        wanted_ = Wanted::Nothing;
        return;
    }
    // Who listens is told that time is running out, and whom to tell.
    const bool tells = room_.desk.scene() == Scene::StillThere ||
                       (room_.desk.scene() == Scene::Walking &&
                        room_.walk().step().kind == session::StepKind::TellStaff);
    const bool by_itself = by_keys_ || room_.reads != config::Reads::Asked;
    want(by_itself || (listened_ && tells) ? Wanted::Screen : Wanted::Nothing);
}

// A note that comes up is said to whoever listens, as it is shown to whoever looks.
void Listening::say_note() {
    if (room_.note == note_) return;
    // After a key's own words: the next frame says it.
    if (wanted_ == Wanted::Target) return;
    note_ = room_.note;
    if (wanted_ == Wanted::Chosen && !note_.empty()) wanted_ = Wanted::Nothing;
    if (note_.empty() || !listens() || wanted_ != Wanted::Nothing) return;
    std::vector<speech::Sentence> note;
    note.push_back(speech::sentence(room_.text(note_), room_.language));
    speech_->say(std::move(note));
}

void Listening::begin(ui::Frame& frame) {
    if (speech_ == nullptr) return;
    say_note();
    room_.reading = speech_->state() == State::Speaking;
    if (wanted_ == Wanted::Nothing) return;
    frame.canvas.write_down(&transcript_.emplace());
}

void Listening::end(ui::Frame& frame, bool on_tool) {
    if (speech_ == nullptr) return;
    // What the keys lead to is said for their sake.
    const bool touch = frame.input.pointer.went_down || !frame.input.keys.empty();
    const bool by_itself = by_keys_ || room_.reads != config::Reads::Asked;
    const bool for_keys = wanted_ == Wanted::Target || wanted_ == Wanted::Chosen ||
                          wanted_ == Wanted::Pressed || on_tool ||
                          (by_itself && wanted_ == Wanted::Screen);
    if (touch && !for_keys && !frame.targets.held("listen")) speech_->stop();
    if (transcript_) {
        frame.canvas.write_down(nullptr);
        const ui::Transcript all = std::move(*transcript_);
        transcript_.reset();
        const Wanted what = std::exchange(wanted_, Wanted::Nothing);
        const ui::Target* target = frame.targets.find(target_);
        if (what == Wanted::Code)
            speech_->say(code_of(all, room_));
        else if (what == Wanted::Screen)
            say_screen(all);
        else if (what == Wanted::Pressed)
            speech_->say({speech::sentence(room_.text("kiosk.listen.chosen"), room_.language)});
        else if (target != nullptr && what == Wanted::Chosen)
            speech_->say(kept_answer(*target, all, room_));
        else if (target != nullptr)
            say_target(*target, all);
        frame.draw_again_at(frame.now_ms);  // the tool says "Pause" now
    }
}

bool Listening::must_explain() {
    return room_.reads == config::Reads::ByTouch && !std::exchange(explained_, true);
}

void Listening::say_target(const ui::Target& target, const ui::Transcript& all) {
    std::vector<speech::Sentence> said = words_on(target, all, room_);
    if (must_explain())
        said.push_back(speech::sentence(room_.text("kiosk.aloud.explained"), room_.language));
    speech_->say(std::move(said));
}

void Listening::say_screen(const ui::Transcript& all) {
    std::vector<speech::Sentence> said;
    if (must_explain())
        said.push_back(speech::sentence(room_.text("kiosk.aloud.explained"), room_.language));
    for (speech::Sentence& one : sentences_of(all, room_)) said.push_back(std::move(one));
    speech_->say(std::move(said));
}

bool Listening::active() {
    const bool now = speaks();
    return std::exchange(spoke_, now) || now;
}

}  // namespace spine::kiosk
