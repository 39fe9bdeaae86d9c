// The system's time, with leaps: a patient who does not wait for the screen's delays.
#pragma once

#include <atomic>

#include "base/clock.h"

namespace spine::test {

class HurriedClock final : public Clock {
  public:
    [[nodiscard]] UnixMs now() const override { return system_.now() + leapt_; }
    [[nodiscard]] std::int64_t steady_ms() const override { return system_.steady_ms() + leapt_; }
    void leap_ms(std::int64_t ms) { leapt_ += ms; }

  private:
    SystemClock system_;
    std::atomic<std::int64_t> leapt_ = 0;
};

}  // namespace spine::test
