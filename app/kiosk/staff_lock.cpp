#include "kiosk/staff_lock.h"

#include <utility>

#include "ui/widgets/button.h"

namespace spine::kiosk {

bool StaffLock::draw(const ui::Kit& kit, const Room& room) {
    if (!room.can_serve()) return false;
    const bool was_held = held_since_.has_value();
    const bool pressed =
        ui::icon_tool(kit, "staff", place, ui::icons::lock, room.text("kiosk.service.open"));
    // Whose finger looks for its way presses nothing by a second touch here.
    const bool named = kit.targets().are_only_named();
    const bool held = named ? kit.targets().finger_down() && kit.targets().under_finger() == "staff"
                            : kit.targets().held("staff");
    if (!held) {
        held_since_.reset();
        return pressed && !was_held && !named;  // a finger that was lifted too early does nothing
    }
    if (!held_since_) held_since_ = kit.frame.now_ms;
    kit.frame.draw_again_at(*held_since_ + held_for_ms);
    return kit.frame.now_ms - *held_since_ >= held_for_ms;
}

}  // namespace spine::kiosk
