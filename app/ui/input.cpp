#include "ui/input.h"

namespace spine::ui {

bool Input::any() const {
    return pointer.went_down || pointer.went_up || pointer.down || pointer.moved || wheel != 0 ||
           !keys.empty() || !typed.empty() || close;
}

void InputQueue::moved(Point pixels) {
    // Only the last place matters: a burst of movement is one event.
    if (!events_.empty() && events_.back().kind == EventKind::Moved) events_.pop_back();
    events_.push_back({EventKind::Moved, pixels});
}
void InputQueue::pressed(Point pixels) {
    events_.push_back({EventKind::Pressed, pixels});
}
void InputQueue::released(Point pixels) {
    events_.push_back({EventKind::Released, pixels});
}
void InputQueue::scrolled(float lines) {
    events_.push_back({EventKind::Scrolled, {}, lines});
}
void InputQueue::key(KeyPress press) {
    events_.push_back({EventKind::KeyDown, {}, 0, press});
}
void InputQueue::typed(char32_t character) {
    events_.push_back({EventKind::Typed, {}, 0, {}, character});
}
void InputQueue::close() {
    events_.push_back({EventKind::Close});
}

Input InputQueue::take() {
    Input input;
    if (leave_) {
        at_.reset();
        leave_ = false;
    }
    bool changed = false;
    while (!events_.empty() && !changed) {
        const Event event = events_.front();
        events_.pop_front();
        switch (event.kind) {
            case EventKind::Moved:
                // A touch screen's pointer without a finger is nobody's finger.
                if (kind_ != Kind::Mouse && !down_) break;
                input.pointer.moved |= at_ != event.at;
                at_ = event.at;
                break;
            case EventKind::Pressed:
                at_ = event.at;
                input.pointer.went_down = !down_;
                down_ = changed = true;
                break;
            case EventKind::Released:
                at_ = event.at;
                input.pointer.went_up = down_;
                down_ = false;
                leave_ = kind_ == Kind::Touch;
                changed = true;
                break;
            case EventKind::Scrolled:
                input.wheel += event.lines;
                break;
            case EventKind::KeyDown:
                input.keys.push_back(event.key);
                break;
            case EventKind::Typed:
                input.typed.push_back(event.character);
                break;
            case EventKind::Close:
                input.close = true;
                break;
        }
    }
    input.pointer.at = at_;
    input.pointer.down = down_;
    return input;
}

}  // namespace spine::ui
