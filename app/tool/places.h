// Where kiosk-config and assets lie: beside the build folder, or installed.
#pragma once

#include <filesystem>
#include <string_view>

#include "tool/command.h"

namespace spine::tool {

// Above the program's folder (build/<preset>/bin, three levels up), else in share/spine-kiosk of
// the prefix that the program is installed under.
[[nodiscard]] std::filesystem::path shared_place(const Environment& environment,
                                                 std::string_view name);

}  // namespace spine::tool
