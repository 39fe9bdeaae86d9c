// Ctrl-C as a question: a long command asks now and then whether somebody wants it to stop, and
// tidies up before it ends.
//
// As long as one exists SIGINT, SIGTERM and SIGHUP wait; threads that begin meanwhile inherit that.
// One at a time.
#pragma once

#include <csignal>

namespace spine::tool {

class Interrupts {
  public:
    Interrupts();
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;
    ~Interrupts();
    // True from the first signal on.
    [[nodiscard]] bool asked_to_stop();

  private:
    sigset_t waited_for_{}, before_{};
    bool asked_ = false;
};

}  // namespace spine::tool
