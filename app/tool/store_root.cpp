#include "tool/store_root.h"

#include <optional>
#include <utility>

#include "crypto/constants.h"
#include "crypto/manifest.h"

namespace spine::tool {
namespace {

// Typed: that is all that a claim is compared with. Not typed: it must at least have signed what
// lies under its own id.
bool is_meant(const crypto::SignPublicKey& root, ByteView manifest, const crypto::ClinicId& clinic,
              const std::string& fingerprint) {
    if (!fingerprint.empty())
        return crypto::fingerprint_matches(crypto::root_fingerprint(root), fingerprint);
    return crypto::clinic_id_of(root) == clinic && crypto::verify_manifest(manifest, root);
}

// Nothing: nobody's of those that are meant.
Result<std::optional<crypto::SignPublicKey>> root_of(sync::Store& store,
                                                     const crypto::ClinicId& clinic,
                                                     const std::string& fingerprint) {
    const auto names = store.list(sync::places::configs);
    if (!names) return fail(names.error());
    for (const std::string& name : *names) {
        const auto bytes = store.get(sync::places::configs, name, crypto::kMaxManifestSize);
        if (!bytes && sync::concerns_whole_store(bytes.error().cause)) return fail(bytes.error());
        if (!bytes) continue;
        const auto root = crypto::claimed_root(*bytes);
        if (root && is_meant(*root, *bytes, clinic, fingerprint)) return *root;
    }
    return std::optional<crypto::SignPublicKey>();
}

}  // namespace

Result<crypto::SignPublicKey> find_root(Files& files, const sync::StoreSettings& settings,
                                        const std::string& fingerprint,
                                        std::unique_ptr<sync::Store>& store) {
    const auto clinics = sync::clinics_in(files, settings);
    if (!clinics) return fail(clinics.error());
    std::optional<crypto::SignPublicKey> found;
    for (const crypto::ClinicId& clinic : *clinics) {
        auto opened = sync::open_store(files, settings, clinic);
        if (!opened) return fail(std::move(opened));
        const auto root = root_of(**opened, clinic, fingerprint);
        if (!root) return fail(root.error());
        if (!*root) continue;
        if (found) {
            return fail(causes::several_clinics, "This store holds several clinics.",
                        "Say which is meant: --root 'XXXX XXXX …', the root key's fingerprint.",
                        settings.address);
        }
        found = **root;
        store = std::move(*opened);
    }
    if (found) return *found;
    return fail(causes::root_unknown, "No configuration in this store was signed by that root key.",
                "Compare the fingerprint with the clinic's card.", settings.address);
}

}  // namespace spine::tool
