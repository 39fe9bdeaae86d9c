// The negative control: a keeper that says "saved" one answer too early. What is recorded becomes
// durable with the next record only.
#pragma once

#include <iterator>
#include <utility>

#include "kiosk/keeper.h"

namespace spine::test {

class TooEarlyKeeper final : public kiosk::Keeper {
  public:
    explicit TooEarlyKeeper(kiosk::Keeper& real) : real_(real) {}

    [[nodiscard]] std::string new_code() override { return real_.new_code(); }
    [[nodiscard]] Status begin(Events events) override { return real_.begin(std::move(events)); }
    [[nodiscard]] Status record(Events events) override {
        std::swap(held_, events);
        return real_.record(std::move(events));
    }
    [[nodiscard]] Status upload_early() override {
        if (auto late = catch_up(); !late) return late;
        return real_.upload_early();
    }
    [[nodiscard]] Status finish(Events events, crypto::SessionStatus status) override {
        if (auto late = catch_up(); !late) return late;
        return real_.finish(std::move(events), status);
    }
    [[nodiscard]] Status withdraw() override {
        held_.clear();
        return real_.withdraw();
    }
    void abandon() override { real_.abandon(); }
    [[nodiscard]] std::string session_id() const override { return real_.session_id(); }
    [[nodiscard]] Status call_staff() override { return real_.call_staff(); }
    [[nodiscard]] kiosk::CallState call_state() const override { return real_.call_state(); }
    void wake_sync() override { real_.wake_sync(); }

  private:
    [[nodiscard]] Status catch_up() { return real_.record(std::exchange(held_, {})); }

    kiosk::Keeper& real_;
    Events held_;
};

}  // namespace spine::test
