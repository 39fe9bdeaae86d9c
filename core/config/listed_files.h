// A signed manifest and the files that it lists.
// Internal to the module.
#pragma once

#include "base/result.h"
#include "config/snapshot.h"
#include "crypto/manifest.h"

namespace spine::config {

// Verifies a manifest; the fault's cause is one of this module, its `where` the manifest.
[[nodiscard]] Result<crypto::Manifest> verify(ByteView signed_manifest,
                                              const crypto::SignPublicKey& root);

// Every file as the manifest lists it, none missing, none extra but the manifest itself.
[[nodiscard]] Status compare(const crypto::Manifest& manifest, const Snapshot& snapshot);

}  // namespace spine::config
