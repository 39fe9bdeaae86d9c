#include "kiosk/room.h"

#include "base/pickup_code.h"

namespace spine::kiosk {

void Room::set_strong(bool on) {
    strong = on;
    theme = on ? ui::kiosk_strong() : ui::kiosk_calm();
}

void ServiceView::forget() {
    const bool was_there = there, could_shut_down = can_shut_down;
    *this = ServiceView();
    there = was_there;
    can_shut_down = could_shut_down;
}

std::string Room::code_text(std::string_view key) const {
    std::string code = group_pickup_code(desk.code());
    const std::size_t gap = code.find(' ');
    if (gap != std::string::npos) code.replace(gap, 1, "\u00A0");
    return ui::fill_in(text(key), {{"code", code}});
}

}  // namespace spine::kiosk
