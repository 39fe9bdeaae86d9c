// Whose a store is: the root key that its configurations claim, for who has no archive yet.
#pragma once

#include <memory>
#include <string>

#include "base/files.h"
#include "crypto/keys.h"
#include "sync/store.h"

namespace spine::tool {

namespace causes {
inline constexpr Cause root_unknown = "root-unknown";
inline constexpr Cause several_clinics = "several-clinics";
}  // namespace causes

// The root whose fingerprint a person typed; empty: that of the only clinic in the store, for
// whoever compares it afterwards. `store` is its part. Faults: root_unknown,
// several_clinics, those of the store.
[[nodiscard]] Result<crypto::SignPublicKey> find_root(Files& files,
                                                      const sync::StoreSettings& settings,
                                                      const std::string& fingerprint,
                                                      std::unique_ptr<sync::Store>& store);

}  // namespace spine::tool
