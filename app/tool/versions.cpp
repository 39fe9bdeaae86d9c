#include "tool/versions.h"

#include <fmt/format.h>
#include <imgui.h>
#include <sodium.h>
#include <sqlite3.h>

namespace spine::tool {

std::string versions() {
    return fmt::format("kioskctl {}\nSQLite {}\nlibsodium {}\nDear ImGui {}", SPINE_VERSION,
                       ::sqlite3_libversion(), ::sodium_version_string(), IMGUI_VERSION);
}

}  // namespace spine::tool
