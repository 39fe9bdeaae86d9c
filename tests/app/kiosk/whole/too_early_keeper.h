// The negative control: a keeper that says "saved" one answer too early. An answer, and what
// follows it, becomes durable with the next answer only.
#pragma once

#include <algorithm>
#include <iterator>
#include <utility>

#include "kiosk/keeper.h"
#include "session/event.h"

namespace spine::test {

class TooEarlyKeeper final : public kiosk::Keeper {
  public:
    explicit TooEarlyKeeper(kiosk::Keeper& real) : real_(real) {}

    [[nodiscard]] bool has_room() const override { return real_.has_room(); }
    [[nodiscard]] std::string new_code() override { return real_.new_code(); }
    [[nodiscard]] Status begin(Events events) override { return real_.begin(std::move(events)); }
    [[nodiscard]] Status record(Events events) override {
        Events due;
        const bool answer = std::any_of(events.begin(), events.end(), [](const auto& event) {
            return event.kind == session::EventKind::Answered;
        });
        if (answer) due.swap(held_);
        std::move(events.begin(), events.end(), std::back_inserter(held_));
        return real_.record(std::move(due));
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
