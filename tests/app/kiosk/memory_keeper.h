// A keeper that a test can look into, and whose disk fails when the test says so.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "database/database.h"
#include "journal/room.h"
#include "kiosk/keeper.h"

namespace spine::test {

class MemoryKeeper final : public kiosk::Keeper {
  public:
    struct Kept {
        Events events;
        std::string end;  // "", "complete", "stopped", "expired", "withdrawn", "abandoned"
    };
    std::vector<Kept> sessions;
    std::vector<std::string> calls;  // in order: what the desk asked for
    bool disk_fails = false;
    bool room = true;                 // what a look for room found last
    bool room_at_begin = true;        // what the disk says when it comes to it
    std::function<void()> on_record;  // while a write takes place
    std::string fails_alone;          // the one call whose write fails
    std::string next_code = "131873";

    [[nodiscard]] bool has_room() const override { return room; }
    [[nodiscard]] std::string new_code() override { return next_code; }
    [[nodiscard]] Status begin(Events events) override {
        if (!room_at_begin) {
            room = false;
            return fail(journal::no_room_fault({}));
        }
        return noted("begin", [&] {
            sessions.push_back({std::move(events), {}});
            running_ = true;
        });
    }
    [[nodiscard]] Status record(Events events) override {
        if (!running_) return {};
        if (on_record) on_record();
        return noted("record", [&] { add(std::move(events)); });
    }
    [[nodiscard]] Status upload_early() override { return noted("upload_early"); }
    [[nodiscard]] Status finish(Events events, crypto::SessionStatus status) override {
        return noted("finish", [&] {
            add(std::move(events));
            end(std::string(crypto::name_of(status)));
        });
    }
    [[nodiscard]] Status withdraw() override {
        return noted("withdraw", [&] {
            sessions.back().events.clear();
            end("withdrawn");
        });
    }
    void abandon() override {
        calls.emplace_back("abandon");
        if (running_) end("abandoned");
    }
    [[nodiscard]] std::string session_id() const override {
        return running_ ? std::to_string(sessions.size()) : std::string();
    }
    [[nodiscard]] Status call_staff() override { return noted("call_staff"); }
    [[nodiscard]] kiosk::CallState call_state() const override {
        return count("call_staff") > 0 ? kiosk::CallState::Waiting : kiosk::CallState::None;
    }
    void wake_sync() override { calls.emplace_back("wake_sync"); }

    [[nodiscard]] session::Told told() const { return session::fold(sessions.back().events); }
    [[nodiscard]] int count(std::string_view call) const {
        int found = 0;
        for (const std::string& one : calls) found += one == call ? 1 : 0;
        return found;
    }

  private:
    template <typename Then>
    Status noted(const char* call, Then&& then) {
        calls.emplace_back(call);
        if (disk_fails || fails_alone == call)
            return fail(database::causes::failed, "The disk failed.", "Call the desk.");
        then();
        return {};
    }
    Status noted(const char* call) {
        return noted(call, [] {});
    }
    void add(Events events) {
        for (session::Event& event : events) sessions.back().events.push_back(std::move(event));
    }
    void end(std::string how) {
        sessions.back().end = std::move(how);
        running_ = false;
    }
    bool running_ = false;
};

}  // namespace spine::test
