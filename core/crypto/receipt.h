// A computer's word that a session is durably in the archive: a kiosk deletes on nothing less.
#pragma once

#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/sign.h"

namespace spine::crypto {

struct Receipt {
    ClinicId clinic;
    DeviceId author;  // the clinic computer
    DeviceId device;  // the tablet
    SessionId session;
    std::uint64_t counter = 0;
    Hash head;  // head_hash() of what was archived
    friend bool operator==(const Receipt&, const Receipt&) = default;
};

[[nodiscard]] Bytes make_receipt(const Receipt& receipt, const Signer& author);
// `author` is the admitted computer's key; device_mismatch if the receipt names another.
[[nodiscard]] Result<Receipt> verify_receipt(ByteView bytes, const SignPublicKey& author,
                                             const ClinicId& clinic);

}  // namespace spine::crypto
