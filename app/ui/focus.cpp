#include "ui/focus.h"

#include <algorithm>
#include <cmath>

namespace spine::ui {

namespace {

constexpr float bar_above = 100, bar_below = 700;  // units: look/kiosk.md, "Anatomy"
constexpr float same_line = 20;

// Answers, then what leads on (at the end of the bar below) and back, then the bar above.
int group_of(const Target& target) {
    if (target.rect.y >= bar_below) return 1;
    return target.rect.bottom() <= bar_above ? 2 : 0;
}

bool on_one_line(const Target& a, const Target& b) {
    return group_of(a) == group_of(b) && std::abs(a.press_at.y - b.press_at.y) < same_line;
}

std::vector<Target> in_reading_order(const std::vector<Target>& all) {
    std::vector<Target> order;
    for (const Target& target : all) {
        if (target.on) order.push_back(target);
    }
    std::stable_sort(order.begin(), order.end(), [](const Target& a, const Target& b) {
        const int group_a = group_of(a), group_b = group_of(b);
        if (group_a != group_b) return group_a < group_b;
        if (group_a == 1) return a.rect.x > b.rect.x;
        return group_a == 2 && a.rect.x < b.rect.x;
    });
    return order;
}

}  // namespace

std::size_t Focus::place() const {
    const auto at = std::find_if(order_.begin(), order_.end(),
                                 [this](const Target& target) { return target.key == key_; });
    return static_cast<std::size_t>(at - order_.begin());
}

void Focus::along(int step) {
    if (order_.empty()) return;
    const std::size_t now = place(), count = order_.size();
    std::size_t next = step > 0 ? 0 : count - 1;
    if (now < count) next = step > 0 ? (now + 1) % count : (now + count - 1) % count;
    key_ = order_[next].key;
    moved_ = true;
}

// To the nearest of the next line.
void Focus::across(int step) {
    const std::size_t from = place();
    if (from >= order_.size()) return along(step);
    const Target here = order_[from];
    std::size_t at = from;
    do {
        along(step);
        at = place();
    } while (at != from && on_one_line(order_[at], here));
    const Target first = order_[at];
    const auto off = [&here](const Target& target) {
        return std::abs(target.press_at.x - here.press_at.x);
    };
    for (const Target& other : order_) {
        const Target& best = order_[place()];
        if (on_one_line(other, first) && off(other) < off(best)) key_ = other.key;
    }
}

void Focus::take(const KeyPress& press, Targets& targets, bool mirrored) {
    const bool on_keys = key_.starts_with("key:") || key_.starts_with("pad:");
    const int forward = mirrored && !on_keys ? -1 : 1;
    if (press.key == Key::Right) along(forward);
    if (press.key == Key::Left) along(-forward);
    if (press.key == Key::Down) across(1);
    if (press.key == Key::Up) across(-1);
    if (press.key != Key::Enter || press.repeat || key_.empty()) return;
    targets.press(key_);
    pressed_ = true;
}

void Focus::begin(const Input& input, Targets& targets, bool mirrored) {
    began_ = moved_ = pressed_ = false;
    if (input.pointer.went_down) {
        active_ = false;
        key_.clear();
        waiting_.clear();
    }
    for (const KeyPress& press : input.keys) {
        const bool arrow = press.key == Key::Left || press.key == Key::Right ||
                           press.key == Key::Up || press.key == Key::Down;
        if ((arrow || press.key == Key::Enter) && !press.ctrl && !press.alt)
            waiting_.push_back(press);
    }
    std::size_t taken = 0;
    while (taken < waiting_.size() && !pressed_ && !began_) {
        const KeyPress press = waiting_[taken++];
        if (active_) {
            take(press, targets, mirrored);
        } else {
            active_ = began_ = true;
        }
    }
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(taken));
}

void Focus::new_screen() {
    order_.clear();
    waiting_.clear();
    key_.clear();
}

void Focus::end(const Targets& targets) {
    order_ = in_reading_order(targets.all());
    if (place() >= order_.size()) key_.clear();
}

}  // namespace spine::ui
