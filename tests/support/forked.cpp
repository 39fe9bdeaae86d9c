#include "support/forked.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <new>

namespace spine::test {

Ending forked(const std::function<void(const std::function<void()>& done)>& work) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) std::abort();
    const pid_t child = ::fork();
    if (child < 0) std::abort();
    if (child == 0) {
        // A test framework's own handler would report the parent's test as failed.
        std::signal(SIGABRT, SIG_DFL);
        const rlimit no_core{0, 0};
        ::setrlimit(RLIMIT_CORE, &no_core);
        ::close(ends[0]);
        ::close(STDERR_FILENO);
        try {
            work([&] {
                if (::write(ends[1], "+", 1) != 1) ::_exit(1);
            });
        } catch (const std::bad_alloc&) {
            ::_exit(0);
        }
        ::_exit(0);
    }
    ::close(ends[1]);
    Ending ending;
    for (char mark = 0; ::read(ends[0], &mark, 1) == 1;) ++ending.progress;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ending.by_signal = WIFSIGNALED(status);
    return ending;
}

}  // namespace spine::test
