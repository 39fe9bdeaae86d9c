// store.toml of KIOSK and CLINIC: where the sealed objects go. Never in the published
// configuration, and readable by its owner alone (design.md, "Where settings live").
#pragma once

#include <filesystem>
#include <string>

#include "base/files.h"
#include "base/result.h"

namespace spine::sync {

namespace causes {
inline constexpr Cause store_settings_malformed = "store-settings-malformed";
}

// Faults: file_missing with what to do, store_settings_malformed.
[[nodiscard]] Result<std::string> load_store_address(Files& files,
                                                     const std::filesystem::path& file);
// A folder path is written as it is reached from everywhere: absolute.
[[nodiscard]] Status save_store_address(Files& files, const std::filesystem::path& file,
                                        const std::string& address);

}  // namespace spine::sync
