// The time at a tablet whose patient does not wait: it goes on by leaps alone, so that a machine
// under load, or a process that is halted, is no patient who hesitates.
#pragma once

#include <atomic>

#include "base/clock.h"

namespace spine::test {

class HurriedClock final : public Clock {
  public:
    [[nodiscard]] UnixMs now() const override { return switched_on_ + leapt_; }
    [[nodiscard]] std::int64_t steady_ms() const override { return leapt_; }
    void leap_ms(std::int64_t ms) { leapt_ += ms; }

  private:
    const UnixMs switched_on_ = SystemClock().now();
    std::atomic<std::int64_t> leapt_ = 0;
};

}  // namespace spine::test
