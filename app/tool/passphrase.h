// A passphrase from a file or from the terminal, for the commands that open a clinic's archive or
// make a slot in it.
#pragma once

#include <filesystem>
#include <optional>

#include "base/files.h"
#include "base/result.h"
#include "crypto/secret.h"

namespace spine::tool {

namespace causes {
inline constexpr Cause no_passphrase = "no-passphrase";
inline constexpr Cause passphrases_differ = "passphrases-differ";
inline constexpr Cause passphrase_short = "passphrase-short";
}  // namespace causes

// The first line of `file`, without its line end; else asked for on the terminal with echo off.
// Cause no_passphrase when there is neither, or it is empty.
[[nodiscard]] Result<crypto::SecretBytes> read_passphrase(
    Files& files, const std::optional<std::filesystem::path>& file);
// What a thief of the archive has to guess, with all the time in the world.
inline constexpr std::size_t kShortestPassphrase = 12;  // characters
// For a slot that is being made. On the terminal it is asked for twice, since a slip would lock
// the archive for ever. Causes passphrases_differ, passphrase_short, and those of
// read_passphrase().
[[nodiscard]] Result<crypto::SecretBytes> read_new_passphrase(
    Files& files, const std::optional<std::filesystem::path>& file);

}  // namespace spine::tool
