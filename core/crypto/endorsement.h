// The root's word on what a computer had said by the time it was revoked: what it names goes on to
// count, and nothing else that the computer signed. There is no time that a store could not turn
// back, so that names are the only thing a revocation can be bounded by.
#pragma once

#include <vector>

#include "base/result.h"
#include "crypto/keys.h"

namespace spine::crypto {

struct Endorsement {
    ClinicId clinic;
    DeviceId device;            // the computer that was revoked
    std::vector<Hash> objects;  // names of tombstones, marks, receipts and passed keys; rising
    friend bool operator==(const Endorsement&, const Endorsement&) = default;
};

// The objects are sorted first. Faults: other_clinic (not this root's), field_out_of_range (none,
// more than kMaxEndorsed, or one twice).
[[nodiscard]] Result<Bytes> make_endorsement(Endorsement endorsement, const SignSecretKey& root);
[[nodiscard]] Result<Endorsement> verify_endorsement(ByteView bytes, const SignPublicKey& root);

}  // namespace spine::crypto
