// Where the program's own files lie (strings): the folder assets/ of the checkout or of the
// installation, found from where the program itself lies.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace spine::ui {

namespace causes {
inline constexpr Cause assets_missing = "assets-missing";
}

// The first folder "assets" (with "strings" in it) beside the program's folder or above it.
[[nodiscard]] Result<std::filesystem::path> assets_folder();

}  // namespace spine::ui
