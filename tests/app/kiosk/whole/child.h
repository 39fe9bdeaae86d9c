// A process of a test's own, whose words are read line by line and which may be killed at any
// moment; and programs that run to their end.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace spine::test {

using Arguments = std::vector<std::string>;  // the program first

class Child {
  public:
    // Standard output is read by line(); standard input stays open until end_input(). Fails the
    // test if the program cannot be started.
    explicit Child(const Arguments& arguments);
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child();  // kills what still runs

    // The next whole line; nothing when its output has ended. A child that is silent for
    // nine minutes fails the test.
    [[nodiscard]] std::optional<std::string> line();
    void kill();   // SIGKILL, as a power cut; lines that it wrote before can still be read
    void halt();   // it stands still, in the middle of whatever it did
    void go_on();  // after halt()
    void say(const std::string& line);  // a line of input; its end is added
    void nod();  // one byte of input: a paced kiosk_without_window goes on to its next line
    void end_input();
    // Waits for its end; its exit code, or 128 and the signal.
    int wait();
    // Ends it by a signal that leaves a core file, where such files may be; true if it left one.
    [[nodiscard]] bool leaves_core();
    [[nodiscard]] pid_t pid() const { return pid_; }

  private:
    bool read_more();

    pid_t pid_ = -1;
    int out_ = -1, in_ = -1;
    std::string text_;
    std::optional<int> code_;
};

// Runs a program to its end; fails the test unless it exits with 0. Its standard output.
std::string output_of(const Arguments& arguments);

}  // namespace spine::test
