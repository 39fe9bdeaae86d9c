// What an administrator has looked at and does not want kept aside any longer.
#pragma once

#include <string>

#include "archive/archive.h"
#include "sync/store.h"

namespace spine::importing {

// Gone from the archive's quarantine, with a word in the audit trail; and from the store, where the
// same bytes still lie under that name: a tablet sends again what has no receipt. True if the store
// held it. `store`: null where it is out of reach. Faults: those of
// archive::Archive::clear_quarantine(), and of the store's remove(), which leaves it there alone.
[[nodiscard]] Result<bool> clear_quarantine(archive::Archive& archive, sync::Store* store,
                                            const std::string& object);

// From the store, where the bytes that were kept aside still lie under that name. True if it held
// them. Fault: the store's remove().
[[nodiscard]] Result<bool> remove_kept_aside(sync::Store& store, const std::string& object,
                                             ByteView aside);

}  // namespace spine::importing
