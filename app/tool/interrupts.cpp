#include "tool/interrupts.h"

#include <ctime>
#include <initializer_list>

namespace spine::tool {

Interrupts::Interrupts() {
    sigemptyset(&waited_for_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&waited_for_, signal);
    pthread_sigmask(SIG_BLOCK, &waited_for_, &before_);
}

Interrupts::~Interrupts() {
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool Interrupts::asked_to_stop() {
    const timespec at_once{};
    asked_ = asked_ || sigtimedwait(&waited_for_, nullptr, &at_once) > 0;
    return asked_;
}

}  // namespace spine::tool
