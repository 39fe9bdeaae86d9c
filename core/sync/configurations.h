// Signed configurations in the store: every version that was ever signed, so that each answer can
// be read as it was asked.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include "crypto/manifest.h"
#include "sync/store.h"

namespace spine::sync {

// Puts the manifest's files, then the manifest itself, so that a manifest in the store is
// complete. `folder` holds the files by their paths. Faults: those of crypto::verify_manifest(),
// file_altered if a file is not the one that was signed, and those of the store.
[[nodiscard]] Status publish_configuration(Store& store, Files& files,
                                           const std::filesystem::path& folder,
                                           ByteView signed_manifest,
                                           const crypto::SignPublicKey& root);

struct KnownManifest {
    crypto::Manifest manifest;
    Bytes bytes;  // signed
};

// The manifests of a store that the root signed. One thread.
class Configurations {
  public:
    explicit Configurations(const crypto::SignPublicKey& root) : root_(root) {}
    // Fetches what is new; a manifest that does not verify is passed over, and one whose bytes are
    // not those of its name is tried again by the next call. Faults: those of the listing, and what
    // concerns_whole_store().
    [[nodiscard]] Status refresh(Store& store);
    [[nodiscard]] const KnownManifest* find(const crypto::Hash& configuration) const;
    // All that the root signed, in no order that means anything.
    [[nodiscard]] std::vector<const KnownManifest*> all() const;
    // The one with the highest version; null if there is none.
    [[nodiscard]] const KnownManifest* newest() const;

  private:
    crypto::SignPublicKey root_;
    std::map<crypto::Hash, std::optional<KnownManifest>> manifests_;  // empty: not the root's
};

// The names under which `folder` keeps the signed manifest.
inline constexpr std::string_view kManifestFile = "manifest";

// Fetches all files of a manifest into `folder`, which is made, each checked against its hash;
// the manifest comes last, as kManifestFile. What is there already is not fetched again.
[[nodiscard]] Status fetch_configuration(Store& store, Files& files, const KnownManifest& wanted,
                                         const std::filesystem::path& folder);

}  // namespace spine::sync
