// A piece of work in a process of its own, which may end in any way.
#pragma once

#include <functional>

namespace spine::test {

struct Ending {
    bool by_signal = false;  // abort, as std::terminate ends a program
    int progress = 0;        // how often `done` was called
};
// `work` is called in the child with a function that notes progress at once and for good; what it
// throws ends the child as a clean exit. Nothing of the child's memory comes back: databases must
// be opened in it, not before.
[[nodiscard]] Ending forked(const std::function<void(const std::function<void()>& done)>& work);

}  // namespace spine::test
