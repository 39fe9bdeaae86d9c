// How every format of this folder begins and ends; for the formats' own files.
#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "crypto/sign.h"

namespace spine::crypto::layout {

// A writer that holds label, clinic id and the version.
[[nodiscard]] ByteWriter begin(std::string_view label, const ClinicId& clinic);

// not_this_format or version_unknown, unless `bytes` begin with this label and a known version.
[[nodiscard]] Status check_beginning(ByteView bytes, std::string_view label);

// Checks a signed object from end to end, but for its fields, and yields what stands between the
// version and the signature. Faults: size_wrong (over `limit`), those of check_beginning(),
// other_clinic, signature_wrong.
[[nodiscard]] Result<ByteView> verify_root_signed(ByteView bytes, std::string_view label,
                                                  const SignPublicKey& root, std::size_t limit);
// As above for what a tablet or computer signs: its id is the first field and is checked
// (device_mismatch) and skipped.
[[nodiscard]] Result<ByteView> verify_device_signed(ByteView bytes, std::string_view label,
                                                    const SignPublicKey& key,
                                                    const ClinicId& clinic, std::size_t limit);

template <typename Id>
[[nodiscard]] Id read(ByteReader& in) {
    return Id{in.array<Id::size>()};
}

// 0 to the end of the year 9999.
[[nodiscard]] bool is_time(UnixMs time);
// Well-formed UTF-8 without control characters.
[[nodiscard]] bool is_plain_text(std::string_view text);
[[nodiscard]] bool all_zero(ByteView bytes);

}  // namespace spine::crypto::layout
