#include "ui/exploring.h"

#include <utility>

namespace spine::ui {

void Exploring::begin(Targets& targets) {
    targets.only_named(true);
    pressed_ = std::exchange(chosen_, false);
    if (pressed_) targets.press(chosen_key_);
}

void Exploring::end(const Pointer& pointer, const Targets& targets) {
    found_ = false;
    if (!targets.are_only_named()) return new_screen();
    const std::string& under = targets.under_finger();
    const bool came = pointer.went_down || under != under_;
    if (pointer.went_down) again_ = !under.empty() && under == key_;
    if (under != key_) again_ = false;
    chosen_ = pointer.went_up && again_;
    if (chosen_) chosen_key_ = std::exchange(key_, {});
    if (pointer.down && came && !again_ && !under.empty()) {
        key_ = under;
        found_ = true;
    }
    under_ = pointer.down ? under : std::string();
}

void Exploring::new_screen() {
    key_.clear();
    again_ = chosen_ = false;
}

}  // namespace spine::ui
