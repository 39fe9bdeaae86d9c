// A configuration under the root's signature: made in the clinic, verified by every kiosk.
//
// `manifest` lists each file with its size and hash (crypto/manifest.h). A configuration is
// refused as a whole when a file is altered, missing or extra, and when it is older than one that
// was seen before.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "config/config.h"
#include "crypto/manifest.h"

namespace spine::config {

namespace causes {
inline constexpr Cause not_signable = "configuration-not-signable";
}  // namespace causes

// To whom sessions are sealed under this configuration, and whose attention keys it carries.
struct Recipients {
    crypto::SealPublicKey clinic, recovery;
    std::vector<crypto::ManifestComputer> computers;
};

struct Signed {
    Config config;
    crypto::Manifest manifest;
    crypto::Hash hash;  // configuration_hash() of the signed manifest
};

// Checks the folder, signs every file in it as `version`, and writes `manifest` into it. Faults:
// those of load(), and not_signable for a file that is no part of a configuration: nothing is
// signed, and so published in clear, that nobody meant to sign. crypto::start() must have
// succeeded.
[[nodiscard]] Result<Signed> sign(Files& files, const std::filesystem::path& folder,
                                  const crypto::SignSecretKey& root, const Recipients& recipients,
                                  std::uint64_t version);

// Reads a folder as a kiosk does at start. `root` was pinned at enrolment, `lowest_version` is the
// highest that was ever accepted. Faults, each with the file in `where`: unsigned_configuration
// (no manifest), wrong_clinic, file_altered (a file, or the manifest and so also a swapped
// recipient), file_missing, file_extra, older_version; then what load() refuses.
[[nodiscard]] Result<Signed> load_signed(Files& files, const std::filesystem::path& folder,
                                         const crypto::SignPublicKey& root,
                                         std::uint64_t lowest_version);

}  // namespace spine::config
