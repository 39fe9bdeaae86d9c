// All files of a configuration as they were at one moment.
//
// Everything that reads a configuration reads a snapshot: the bytes that were verified are the
// bytes that are used, whatever happens to the folder meanwhile.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/files.h"
#include "base/result.h"

namespace spine::config {

namespace causes {
inline constexpr Cause not_a_file = "configuration-not-a-file";
}

inline constexpr std::uint64_t kLargestFile = 4ULL * 1024 * 1024;  // bytes
inline constexpr std::uint64_t kLargestConfiguration = 64ULL * 1024 * 1024;
inline constexpr int kDeepestFolder = 8;
inline constexpr std::string_view kManifestName = "manifest";

// Path below the folder, '/' between its parts -> content. Sorted bytewise, as a manifest is.
struct Snapshot {
    std::map<std::string, Bytes, std::less<>> files;
    // The file as text; nothing if it is not there.
    [[nodiscard]] std::optional<std::string_view> text(std::string_view path) const;
};

// Every file below `folder`. Faults: base's for files, with the file in `where`;
// file_too_large beyond the bounds above; not_a_file for a link, a pipe or a device, since what is
// behind it would be signed and published as if it lay here.
[[nodiscard]] Result<Snapshot> take_snapshot(Files& files, const std::filesystem::path& folder);

}  // namespace spine::config
