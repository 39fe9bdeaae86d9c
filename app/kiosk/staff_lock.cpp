#include "kiosk/staff_lock.h"

#include <utility>

#include "ui/widgets/button.h"

namespace spine::kiosk {

bool StaffLock::draw(const ui::Kit& kit, const Room& room) {
    if (!room.can_serve()) return false;
    const bool was_held = held_since_.has_value();
    const bool pressed =
        ui::icon_tool(kit, "staff", place, ui::icons::lock, room.text("kiosk.service.open"));
    if (!kit.targets().held("staff")) {
        held_since_.reset();
        return pressed && !was_held;  // a finger that was lifted too early does nothing
    }
    if (!held_since_) held_since_ = kit.frame.now_ms;
    kit.frame.draw_again_at(*held_since_ + held_for_ms);
    return kit.frame.now_ms - *held_since_ >= held_for_ms;
}

}  // namespace spine::kiosk
