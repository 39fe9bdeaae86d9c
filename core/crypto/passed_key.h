// The clinic key, passed by a computer that has it to one that joins, or to the recovery key: so
// that whoever holds either can read what was sealed to the clinic (FORMAT.md §8).
#pragma once

#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/sign.h"

namespace spine::crypto {

struct PassedKey {
    ClinicId clinic;
    DeviceId author;  // the clinic computer that passes it
    Hash recipient;   // fingerprint(clinic, key it is sealed to)
    Hash key;         // fingerprint(clinic, public half of what is sealed)
    ByteArray<80> sealed{};
    friend bool operator==(const PassedKey&, const PassedKey&) = default;
};

// What stands before the signature.
[[nodiscard]] Bytes encode_unsigned(const PassedKey& passed);

// Fault: recipient_unusable.
[[nodiscard]] Result<Bytes> make_passed_key(const ClinicId& clinic, const SealSecretKey& key,
                                            const SealPublicKey& to, const Signer& author);
// `author` is the admitted computer's key; device_mismatch if the object names another.
[[nodiscard]] Result<PassedKey> verify_passed_key(ByteView bytes, const SignPublicKey& author,
                                                  const ClinicId& clinic);

}  // namespace spine::crypto
