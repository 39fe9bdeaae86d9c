// What a running process weighs.
#pragma once

#include <cstddef>

namespace spine::test {

struct Weight {
    std::size_t resident = 0;     // bytes of memory that is its own
    std::size_t in_use = 0;       // bytes that were asked of the heap and not given back
    std::size_t descriptors = 0;  // open files
};
[[nodiscard]] Weight weigh();

// False under a sanitizer: its heap is not the program's.
[[nodiscard]] bool memory_means_something();

}  // namespace spine::test
