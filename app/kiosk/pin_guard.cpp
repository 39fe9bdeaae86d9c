#include "kiosk/pin_guard.h"

#include <algorithm>

namespace spine::kiosk {

void PinGuard::was_wrong(std::int64_t now) {
    if (now - last_ >= forgotten_after_ms) wrong_ = 0;
    last_ = now;
    ++wrong_;
    if (wrong_ < free_tries) return;
    const int doublings = std::min(wrong_ - free_tries, 10);
    until_ = now + std::min(longest_wait_ms, first_wait_ms << static_cast<unsigned>(doublings));
}

std::int64_t PinGuard::wait_ms(std::int64_t now) const {
    return std::max<std::int64_t>(0, until_ - now);
}

}  // namespace spine::kiosk
