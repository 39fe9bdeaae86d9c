// What all store objects have in common.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "crypto/keys.h"

namespace spine::crypto {

enum class ObjectKind {
    Bundle,
    Manifest,
    Admission,
    Revocation,
    Tombstone,
    Receipt,
    Attention,
    Mark,
    Endorsement,
    PassedKey,
    LedgerPart
};

// By the label alone; nothing for other bytes. A bundle is known by its header's label.
[[nodiscard]] std::optional<ObjectKind> kind_of(ByteView bytes);

// The clinic id that the bytes claim; zeros if they are shorter than label and id.
[[nodiscard]] ClinicId claimed_clinic(ByteView bytes);

// The tablet or computer that the bytes of a tombstone, receipt, attention object or mark name as
// their author, to look its key up; zeros if they are too short.
[[nodiscard]] DeviceId claimed_author(ByteView bytes);

// 64 hexadecimal digits: BLAKE2b-256 of the bytes.
[[nodiscard]] std::string object_name(ByteView bytes);

// Fault: name_wrong if `name` is not object_name(bytes).
[[nodiscard]] Status check_name(ByteView bytes, std::string_view name);

}  // namespace spine::crypto
