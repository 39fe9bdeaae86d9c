// A passphrase from a file or from the terminal, for the commands that open a clinic's archive.
#pragma once

#include <filesystem>
#include <optional>

#include "base/files.h"
#include "base/result.h"
#include "crypto/secret.h"

namespace spine::tool {

namespace causes {
inline constexpr Cause no_passphrase = "no-passphrase";
}

// The first line of `file`, without its line end; else asked for on the terminal with echo off.
// Cause no_passphrase when there is neither.
[[nodiscard]] Result<crypto::SecretBytes> read_passphrase(
    Files& files, const std::optional<std::filesystem::path>& file);

}  // namespace spine::tool
