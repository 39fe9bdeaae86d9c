// A program that opens answers leaves none of them in a core file.
#pragma once

#include "base/result.h"

namespace spine::crypto {

// For the whole process, before any secret exists: no core file, and no other process of the same
// user may look into its memory. Cause core_files_allowed.
[[nodiscard]] Status forbid_core_files();

namespace causes {
inline constexpr Cause core_files_allowed = "core-files-allowed";
}

}  // namespace spine::crypto
