#include "ui/targets.h"

namespace spine::ui {

void Targets::begin(const Scale& scale, const Pointer& pointer, std::int64_t now_ms) {
    targets_.clear();
    by_keys_.clear();
    under_.clear();
    only_named_ = false;
    rest_ms_ = 0;
    now_ = now_ms;
    pointer_.reset();
    if (pointer.at) pointer_ = scale.to_units(*pointer.at);
    down_ = pointer.down;
    went_down_ = pointer.went_down && now_ >= deaf_until_;
    went_up_ = pointer.went_up;
    inside_active_ = false;
    if (pointer.went_down || (!down_ && !went_up_)) active_.clear();
}

void Targets::new_screen(std::int64_t now_ms) {
    active_.clear();
    inside_active_ = went_down_ = went_up_ = false;
    deaf_until_ = now_ms + deaf_after_new_screen_ms;
}

bool Targets::add(std::string_view key, const Rect& rect, bool on) {
    targets_.push_back({std::string(key), rect, rect.centre(), on});
    return follow(key, pointer_ && rect.contains(*pointer_), on);
}

bool Targets::add(std::string_view key, const Rect& around, Point press_at, bool inside) {
    targets_.push_back({std::string(key), around, press_at, true});
    return follow(key, inside, true);
}

void Targets::press(std::string_view key) {
    if (now_ >= deaf_until_) by_keys_ = key;
}

bool Targets::follow(std::string_view key, bool inside, bool on) {
    if (!on) return false;
    if (!by_keys_.empty() && by_keys_ == key) {
        by_keys_.clear();
        return true;
    }
    if (inside && (down_ || went_up_) && under_.empty()) under_ = key;
    if (only_named_) return false;
    if (went_down_ && inside && active_.empty()) {
        active_ = key;
        since_ = now_;
        rested_ = false;
    }
    if (active_ != key) return false;
    if (!inside) {
        // Sliding off cancels for good: coming back does not press.
        active_.clear();
        return false;
    }
    inside_active_ = true;
    if (rest_ms_ > 0 && down_ && !rested_ && now_ - since_ >= rest_ms_) {
        rested_ = true;
        return true;
    }
    if (!went_up_) return false;
    active_.clear();
    return rest_ms_ == 0;
}

std::optional<std::int64_t> Targets::rested_at() const {
    if (rest_ms_ == 0 || !down_ || active_.empty() || rested_) return {};
    return since_ + rest_ms_;
}

bool Targets::held(std::string_view key) const {
    return down_ && inside_active_ && !active_.empty() && active_ == key;
}

bool Targets::hovered(const Rect& rect) const {
    return pointer_ && !down_ && rect.contains(*pointer_);
}

const Target* Targets::find(std::string_view key) const {
    for (const Target& target : targets_) {
        if (target.key == key) return &target;
    }
    return nullptr;
}

}  // namespace spine::ui
