#include "import/clearing.h"

#include "crypto/constants.h"
#include "import/session_place.h"

namespace spine::importing {

Result<bool> clear_quarantine(archive::Archive& archive, sync::Store* store,
                              const std::string& object) {
    const auto aside = archive.quarantined(object);
    if (!aside) return fail(aside.error());
    if (auto cleared = archive.clear_quarantine(object); !cleared) return fail(std::move(cleared));
    if (store == nullptr) return false;
    const auto there = store->get(sync::places::bundles, object, crypto::kMaxBundleSize);
    // Sound bytes may have taken the place of the damaged ones since.
    const bool same = there ? *there == *aside : cause_of_no_bundle(there.error()).has_value();
    if (!same) return false;
    if (auto gone = store->remove(sync::places::bundles, object); !gone)
        return fail(std::move(gone));
    return true;
}

}  // namespace spine::importing
