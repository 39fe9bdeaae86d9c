// Where the program's own files lie (strings): the folder assets/ of the checkout or of the
// installation, found from where the program itself lies.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace spine::ui {

namespace causes {
inline constexpr Cause assets_missing = "assets-missing";
}

// From the program's folder upwards the first of: assets/ (a checkout), share/spine-kiosk/assets/
// (an installation, under whatever prefix), each with strings/ in it.
[[nodiscard]] Result<std::filesystem::path> assets_folder();

}  // namespace spine::ui
