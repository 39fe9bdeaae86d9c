// Memory that runs out when a test says so. Linking failing_new.cpp replaces operator new and
// delete for the whole program: the n-th allocation of any thread throws std::bad_alloc.
#pragma once

#include <cstdint>

namespace spine::test {

// Allocation `at`, counted from 1 from here, fails once; 0: none does.
void fail_allocation(std::uint64_t at);
// True if it came to that since fail_allocation().
[[nodiscard]] bool allocation_failed();

}  // namespace spine::test
