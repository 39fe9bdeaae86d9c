#include "import/clearing.h"

#include <algorithm>

#include "crypto/constants.h"
#include "import/session_place.h"

namespace spine::importing {

Result<bool> remove_kept_aside(sync::Store& store, const std::string& object, ByteView aside) {
    const auto there = store.get(sync::places::bundles, object, crypto::kMaxBundleSize);
    // Sound bytes may have taken the place of the damaged ones since.
    const bool same =
        there ? std::ranges::equal(*there, aside) : cause_of_no_bundle(there.error()).has_value();
    if (!same) return false;
    if (auto gone = store.remove(sync::places::bundles, object); !gone)
        return fail(std::move(gone));
    return true;
}

Result<bool> clear_quarantine(archive::Archive& archive, sync::Store* store,
                              const std::string& object) {
    const auto aside = archive.quarantined(object);
    if (!aside) return fail(aside.error());
    if (auto cleared = archive.clear_quarantine(object); !cleared) return fail(std::move(cleared));
    return store != nullptr ? remove_kept_aside(*store, object, *aside) : Result<bool>(false);
}

}  // namespace spine::importing
