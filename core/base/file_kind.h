// What stands under a name itself, no link followed: for whoever takes files out of a folder that
// others write to. Any thread.
#pragma once

#include <filesystem>

namespace spine {

// Other: a link, a pipe, a device, or what cannot be looked at.
enum class FileKind { Missing, Regular, Folder, Other };

[[nodiscard]] FileKind kind_of(const std::filesystem::path& file);

}  // namespace spine
