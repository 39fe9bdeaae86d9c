// When a patient has gone: the idle time-out and its countdown.
#include <algorithm>
#include <utility>

#include "kiosk/desk.h"

namespace spine::kiosk {

using session::StepKind;

namespace {
constexpr std::int64_t second = 1000;
constexpr std::int64_t asked_over_red_screen = 30 * second;
}  // namespace

void Desk::touched() {
    touched_at_ = clock_.steady_ms();
}

bool Desk::on_tell_staff() const {
    return walk_ != nullptr && walk_->step().kind == StepKind::TellStaff;
}

// Nothing on Welcome, NoRoom and Fault, where nobody is to be given up, nor while a PIN is asked
// for, on the countdown itself, and on tell-staff, which only staff end.
std::optional<std::int64_t> Desk::idle_limit_ms() const {
    const auto& times = config_.settings;
    switch (scene_) {
        case Scene::StopAsked:
        case Scene::Stopped:
        case Scene::Staff:
            return times.idle_seconds * second;
        case Scene::Walking:
            break;
        case Scene::LanguageAsked:
        case Scene::AppearanceAsked:
        case Scene::AloudAsked:
            if (on_tell_staff()) return asked_over_red_screen;
            break;
        case Scene::Welcome:
        case Scene::StillThere:
        case Scene::StaffAsked:  // the pad goes by itself
        case Scene::NoRoom:
        case Scene::Fault:
            return std::nullopt;
    }
    switch (walk_->step().kind) {
        case StepKind::TellStaff:
            return std::nullopt;
        case StepKind::Page:
        case StepKind::Explanation:
            return times.idle_seconds_pages * second;
        default:
            return times.idle_seconds * second;
    }
}

int Desk::seconds_left() const {
    if (scene_ != Scene::StillThere) return 0;
    const std::int64_t end = countdown_from_ + config_.settings.countdown_seconds * second;
    return static_cast<int>(std::max<std::int64_t>(0, (end - clock_.steady_ms() + 999) / second));
}

bool Desk::tick() {
    if (look_for_room()) return true;
    if (scene_ == Scene::StillThere) {
        const int left = seconds_left();
        if (left == 0) {
            expire();
            return true;
        }
        return std::exchange(second_shown_, left) != left;
    }
    const auto limit = idle_limit_ms();
    if (!limit || clock_.steady_ms() - touched_at_ < *limit) return false;
    if (scene_ == Scene::Stopped) {
        reset();
        return true;
    }
    if (scene_ == Scene::Staff) {
        staff_leave();
        return true;
    }
    if (is_asked(scene_) && on_tell_staff()) {
        go_on();
        return true;
    }
    before_countdown_ = scene_;
    scene_ = Scene::StillThere;
    countdown_from_ = clock_.steady_ms();
    second_shown_ = seconds_left();
    return true;
}

std::optional<std::int64_t> Desk::next_tick_in() const {
    const std::int64_t now = clock_.steady_ms();
    if (scene_ == Scene::StillThere) return second - (now - countdown_from_) % second;
    const auto limit = idle_limit_ms();
    if (!limit) return std::nullopt;
    return std::max<std::int64_t>(0, touched_at_ + *limit - now);
}

void Desk::expire() {
    scene_ = Scene::Walking;
    touched();
    end_if_over(walk_->expire());
    if (walking() && walk_->status() != session::WalkStatus::Running) reset();
}

}  // namespace spine::kiosk
