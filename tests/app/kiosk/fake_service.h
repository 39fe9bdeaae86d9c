// A tablet's service that a test fills in.
#pragma once

#include <atomic>
#include <mutex>
#include <utility>

#include "kiosk/service.h"

namespace spine::test {

class FakeService final : public kiosk::Service {
  public:
    FakeService() {
        state_.program = "1.4.0";
        state_.configuration = 12;
        state_.journal.disk_left = 41'300'000'000;
    }
    [[nodiscard]] Result<kiosk::ServiceState> look() override {
        const std::lock_guard lock(mutex_);
        ++looks;
        if (unreadable) return fail("journal-failed", "The disk failed.", "Call the desk.");
        return state_;
    }
    void send_now() override { ++sends; }
    [[nodiscard]] std::string test_code() override { return "427193"; }
    [[nodiscard]] bool can_shut_down() const override { return true; }
    [[nodiscard]] bool shut_down() override { return goes_off; }

    template <typename Change>
    void change(Change change) {
        const std::lock_guard lock(mutex_);
        change(state_);
    }

    std::atomic<int> looks = 0, sends = 0;
    std::atomic<bool> unreadable = false;
    bool goes_off = true;

  private:
    std::mutex mutex_;
    kiosk::ServiceState state_;
};

}  // namespace spine::test
