// Which files make up a configuration. Everything that is signed is published in clear, so what
// belongs to nothing is not signed.
// Internal to the module.
#pragma once

#include <string_view>

namespace spine::config {

// A path below the folder: one that some reader of this module looks at, the handbook, the staff's
// page, a service unit, or the manifest.
[[nodiscard]] bool is_known_file(std::string_view path);

}  // namespace spine::config
