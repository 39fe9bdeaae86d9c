// kioskctl at a terminal of its own: what it prints, what is typed, how it ends.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

namespace spine::test {

class Terminal {
  public:
    explicit Terminal(const std::vector<std::string>& arguments);
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal();

    // Reads until the program has printed `words`; fails the test after half a minute.
    void expect(std::string_view words);
    void type(std::string_view line);  // and Enter
    // Reads to the end; the exit code.
    [[nodiscard]] int finish();
    [[nodiscard]] const std::string& screen() const { return screen_; }
    [[nodiscard]] pid_t process() const { return process_; }

  private:
    bool read_some();

    int master_ = -1;
    pid_t process_ = -1;
    std::string screen_;
};

}  // namespace spine::test
