// A computer's word that a session was erased. In clear, since kiosk and store act on it.
#pragma once

#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/sign.h"

namespace spine::crypto {

struct Tombstone {
    ClinicId clinic;
    DeviceId author;            // the clinic computer
    std::uint64_t lamport = 0;  // Lamport time, over all events of the clinic
    DeviceId device;            // the tablet
    SessionId session;
    friend bool operator==(const Tombstone&, const Tombstone&) = default;
};

[[nodiscard]] Bytes make_tombstone(const Tombstone& tombstone, const Signer& author);
// `author` is the admitted computer's key; device_mismatch if the tombstone names another.
[[nodiscard]] Result<Tombstone> verify_tombstone(ByteView bytes, const SignPublicKey& author,
                                                 const ClinicId& clinic);

}  // namespace spine::crypto
