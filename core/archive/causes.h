// Why the archive says no.
#pragma once

#include "base/result.h"

namespace spine::archive::causes {

inline constexpr Cause archive_damaged = "archive-damaged";
inline constexpr Cause archive_locked = "archive-locked";          // unlock() first
inline constexpr Cause clinic_key_missing = "clinic-key-missing";  // not passed on yet
inline constexpr Cause passphrase_wrong = "passphrase-wrong";      // fits no slot
inline constexpr Cause slot_refused = "slot-refused";  // name taken, unknown, or the last
inline constexpr Cause role_refused = "role-refused";  // not what this slot is for
inline constexpr Cause session_unknown = "session-unknown";
inline constexpr Cause object_unknown = "object-unknown";                // not in quarantine
inline constexpr Cause text_released_already = "text-released-already";  // by the same person
inline constexpr Cause nothing_to_undo = "nothing-to-undo";
inline constexpr Cause audit_altered = "audit-altered";

}  // namespace spine::archive::causes
