// A program that a test starts and ends again: exactly that one.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace spine::test {

struct Start {
    std::vector<std::string> command;                // [0] is looked for in PATH
    std::map<std::string, std::string> environment;  // beside the test's own
    std::filesystem::path out, err;                  // where what it says goes; empty: nowhere
    int kept_descriptor = -1;                        // the child inherits this one
};

class Process {
  public:
    explicit Process(const Start& start);  // fails the test if it cannot fork
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process();  // asks it to end, then insists; waits for it

    // Its exit code (128 + signal) if it ends within that time.
    [[nodiscard]] std::optional<int> ended_within(std::chrono::milliseconds time);
    [[nodiscard]] bool running() { return !ended_within({}); }

  private:
    int pid_ = -1;
    std::optional<int> code_;
};

struct Said {
    int code = 0;
    std::string out, err;
};

// The built program of that name.
[[nodiscard]] std::string built(const std::string& name);

// Runs it to its end; fails the test after two minutes.
[[nodiscard]] Said run_program(const std::vector<std::string>& command);

// Asks again and again until it holds; false if it does not within `time`. For what another
// process does: nothing here can wait on it.
template <typename Holds>
[[nodiscard]] bool comes_true(std::chrono::milliseconds time, Holds&& holds);

void let_others_work();  // a moment between two looks

// What is promised within `seconds`: on a machine whose load is more than twice its cores, where
// every program waits for its turn, three times as many are given, or as many times as there are
// programs to a core.
[[nodiscard]] double within(double seconds);

class Stopwatch {
  public:
    [[nodiscard]] double seconds() const {
        const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - from_;
        return passed.count();
    }

  private:
    std::chrono::steady_clock::time_point from_ = std::chrono::steady_clock::now();
};

template <typename Holds>
bool comes_true(std::chrono::milliseconds time, Holds&& holds) {
    const auto until = std::chrono::steady_clock::now() + time;
    while (true) {
        const bool late = std::chrono::steady_clock::now() >= until;
        if (holds()) return true;
        if (late) return false;
        let_others_work();
    }
}

}  // namespace spine::test
