// SQLite's memory, wiped before it is given back: page cache, statements and bound values of a
// finished patient do not stay in the heap.
#pragma once

#include "base/result.h"

namespace spine::database {

namespace causes {
inline constexpr Cause allocator_refused = "sqlite-allocator-refused";
}

// Once a process, by main(), before the first Database is opened and before any other thread runs;
// later it is refused and SQLite goes on with what it has.
[[nodiscard]] Status install_wiping_allocator();

}  // namespace spine::database
