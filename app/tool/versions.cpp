#include "tool/versions.h"

#include <fmt/format.h>
#include <imgui.h>

#include "crypto/init.h"
#include "database/database.h"

namespace spine::tool {

std::string versions() {
    return fmt::format("kioskctl {}\nSQLite {}\nlibsodium {}\nDear ImGui {}", SPINE_VERSION,
                       database::sqlite_version(), crypto::library_version(), IMGUI_VERSION);
}

}  // namespace spine::tool
