// What stands in a process's memory: what a core file of it would hold, and what that leaves out.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "support/byte_search.h"

namespace spine::test {

struct MemoryLook {
    std::set<std::string> found;  // "[heap]: text: …"
    std::uint64_t bytes = 0, regions = 0;
};

// Every mapping that can be read, program and libraries too, in pieces that overlap. The process
// must stand still, be of this user and allow it (PR_SET_DUMPABLE), and be a child of this one.
// Fails the test if nothing could be read.
MemoryLook read_memory(
    pid_t process, const std::function<void(const std::string& region, std::string_view)>& visit);
[[nodiscard]] MemoryLook look_into(pid_t process, const ByteSearch& search);

}  // namespace spine::test
