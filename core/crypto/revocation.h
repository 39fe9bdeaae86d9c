// The root's word that a tablet or computer does not belong to the clinic any more: its sessions
// that nobody has seen yet are quarantined.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "crypto/keys.h"

namespace spine::crypto {

struct Revocation {
    ClinicId clinic;
    DeviceId device;
    UnixMs at = 0;
    friend bool operator==(const Revocation&, const Revocation&) = default;
};

[[nodiscard]] Result<Bytes> make_revocation(const Revocation& revocation,
                                            const SignSecretKey& root);
[[nodiscard]] Result<Revocation> verify_revocation(ByteView bytes, const SignPublicKey& root);

}  // namespace spine::crypto
