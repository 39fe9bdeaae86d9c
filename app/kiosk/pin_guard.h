// Wrong PINs make the next try wait, and never more than that: nothing is locked for good, since a
// patient may stand on the red screen.
#pragma once

#include <cstdint>

namespace spine::kiosk {

class PinGuard {
  public:
    // Three tries come at once; after the third wrong one the wait is 5 s, then 10 s, 20 s, 40 s,
    // and 60 s from then on. A right PIN forgets them, and so do ten minutes without a wrong one.
    static constexpr int free_tries = 3;
    static constexpr std::int64_t forgotten_after_ms = 600'000;
    static constexpr std::int64_t first_wait_ms = 5'000, longest_wait_ms = 60'000;

    // `now`: steady milliseconds.
    void was_wrong(std::int64_t now);
    void was_right() { *this = PinGuard(); }
    // Milliseconds until another PIN is checked; 0: at once.
    [[nodiscard]] std::int64_t wait_ms(std::int64_t now) const;

  private:
    int wrong_ = 0;
    std::int64_t until_ = 0, last_ = 0;
};

}  // namespace spine::kiosk
