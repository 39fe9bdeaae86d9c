// How a patient's hands lead the kiosk beside a plain touch: by the keys of a keypad, and by a
// finger that looks for its way.
#include <cmath>

#include "kiosk/app.h"
#include "ui/widgets/focus_ring.h"

namespace spine::kiosk {

namespace {
constexpr std::int64_t held_for_by_touch_ms = 3'000;
constexpr std::int64_t by_touch_alone_ms = 30'000;
constexpr float still_units = 40;  // a finger trembles, a cloth wipes
}  // namespace

void App::take_keys(ui::Frame& frame) {
    frame.targets.by_resting(desk_.configuration().settings.rest_ms);
    if (by_touch()) exploring_.begin(frame.targets);
    if (frame.input.pointer.went_down) listening_.by_finger();
    focus_.begin(frame.input, frame.targets, mirrored());
    if (focus_.waiting()) frame.draw_again_at(frame.now_ms);
    if (focus_.began()) listening_.by_keys();
    if (focus_.moved() && !focus_.key().empty()) listening_.focused(focus_.key());
}

// Who has chosen an answer hears that it is saved, and with headphones what it is now.
void App::answered(ui::Frame& frame, const std::string& target) {
    if (!target.starts_with("answer:") && !target.starts_with("body:") && target != "rather-not")
        return;
    listening_.chosen(target);
    frame.draw_again_at(frame.now_ms);
}

bool App::by_touch() const {
    return room_.can_listen && room_.reads == config::Reads::ByTouch && !is_staffs(desk_.scene());
}

void App::end_finger(ui::Frame& frame) {
    if (const auto at = frame.targets.rested_at()) frame.draw_again_at(*at);
    if (!by_touch()) return;
    exploring_.end(frame.input.pointer, frame.targets);
    if (exploring_.found()) listening_.focused(exploring_.key());
    if (exploring_.pressed()) {
        listening_.pressed_by_touch();
        answered(frame, exploring_.chosen_key());
    }
    if (exploring_.found() || exploring_.chosen()) frame.draw_again_at(frame.now_ms);
}

// Who cannot see finds nothing on the first screen: a finger that is held on it long, still and
// beside everything, asks for the way by touch. Where nobody comes then, it is as it was.
void App::mind_hold(ui::Frame& frame) {
    const config::Reads usual = desk_.configuration().settings.speech.reads;
    const bool here = desk_.scene() == Scene::Welcome && room_.can_listen;
    const ui::Pointer& pointer = frame.input.pointer;
    if (pointer.down || listening_.speaks()) touched_at_ = frame.now_ms;
    if (here && room_.reads != usual) {
        frame.draw_again_at(touched_at_ + by_touch_alone_ms);
        if (frame.now_ms - touched_at_ >= by_touch_alone_ms) {
            room_.reads = usual;
            listening_.new_screen(true);
        }
    }
    const auto at = frame.targets.pointer();
    const bool beside = frame.targets.under_finger().empty() && !frame.targets.pressing();
    if (here && pointer.went_down && beside) held_ = Held{frame.now_ms, *at};
    const auto still = [&] {
        return std::hypot(at->x - held_->from.x, at->y - held_->from.y) < still_units;
    };
    if (!here || !pointer.down || !beside || !held_ || !at || !still()) return held_.reset();
    frame.draw_again_at(held_->since + held_for_by_touch_ms);
    if (frame.now_ms - held_->since < held_for_by_touch_ms) return;
    held_.reset();
    room_.reads = config::Reads::ByTouch;
    exploring_.reset();
    listening_.reads_changed();
    frame.draw_again_at(frame.now_ms);
}

// The ring around what is in focus.
void App::end_keys(ui::Frame& frame) {
    focus_.end(frame.targets);
    const ui::Target* target = frame.targets.find(focus_.key());
    if (!focus_.active() || target == nullptr) return;
    ui::focus_ring(frame.canvas, room_.theme, target->rect);
    if (focus_.pressed()) answered(frame, focus_.key());
}

}  // namespace spine::kiosk
