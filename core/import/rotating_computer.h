// New keys for a clinic computer, while sessions and calls under the old ones are on their way.
#pragma once

#include <filesystem>
#include <string>

#include "archive/archive.h"
#include "import/enrolment.h"

namespace spine::importing {

struct RotatedComputer {
    crypto::DeviceId old_id, new_id;
    std::string old_key, new_key;  // fingerprints, to be compared by people
    std::size_t endorsed = 0;      // what the old key had signed here, and what goes on to count
    // An earlier call was cut off behind the switch, and this one finished it: no new keys were
    // made. Call again for these.
    bool finished_earlier = false;
    // Objects in the store under the old key that this archive did not make: they count no more.
    std::size_t left_out = 0;
};

// Makes this computer a new signing key, a new join key and a new attention key. The root admits
// them under the computer's name, endorses what this archive says that the old key has signed (its
// objects, and a receipt for each head that it has taken, for tablets in use, too), and takes the
// old admission back. What the store alone shows under the old key is not endorsed: whoever had
// stolen it may have signed that. The archive goes on with the new keys; its marks, tombstones and
// receipts count as before.
//
// After a fault, or where the power went, the same call goes on where it stopped: the new keys wait
// in the archive until they are in use, and no second ones are made meanwhile. Keys that have
// waited longer than a day (archive::kNextKeysWaitMs) are not put in use any more, since a copy of
// the archive that somebody took meanwhile has them: the root takes their admission back, where it
// had given it, and others are made. At every point the computer can write, and what a tablet has
// deleted for counts.
//
// Tablets call the old attention key until a configuration is signed anew: it is kept
// (archive::kFormerAttentionKeptMs). The archive must be unlocked by an administrator, and no other
// program use it. Faults: role_refused, other_clinic (ROOT is another clinic's), device_unknown
// (the root has not admitted this computer), device_revoked, those of ROOT and of the store.
[[nodiscard]] Result<RotatedComputer> rotate_computer(archive::Archive& archive,
                                                      const std::filesystem::path& root,
                                                      sync::Store& store, const Desk& desk);

}  // namespace spine::importing
