// The bytes of a package (signed.h): a signed manifest and the files that it lists.
// Internal to the module.
#pragma once

#include "base/result.h"
#include "config/snapshot.h"
#include "crypto/manifest.h"

namespace spine::config {

// `snapshot` holds every file of `manifest`.
[[nodiscard]] Bytes make_package(const crypto::Manifest& manifest, ByteView signed_manifest,
                                 const Snapshot& snapshot);

struct Unpacked {
    Snapshot snapshot;  // the files, and the signed manifest under kManifestName
};
// Verifies the manifest under `root` and each file against it.
[[nodiscard]] Result<Unpacked> open_package(ByteView package, const crypto::SignPublicKey& root);

// Verifies a manifest; the fault's cause is one of this module, its `where` the manifest.
[[nodiscard]] Result<crypto::Manifest> verify(ByteView signed_manifest,
                                              const crypto::SignPublicKey& root);

// Every file as the manifest lists it, none missing, none extra but the manifest itself.
[[nodiscard]] Status compare(const crypto::Manifest& manifest, const Snapshot& snapshot);

}  // namespace spine::config
