// Files that hold a secret key: root, recovery, device, computer, attention, clinic (FORMAT.md §9).
//
// A file without passphrase is for a place that is locked otherwise: mode 0600 on a tablet, a USB
// stick in a safe. It carries a check value, so that a damaged one is told from another clinic's.
#pragma once

#include <optional>

#include "base/random.h"
#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/wrap.h"

namespace spine::crypto {

enum class KeyPurpose : std::uint8_t {
    Root = 1,       // SignSecretKey
    Recovery = 2,   // SealSecretKey
    Device = 3,     // SignSecretKey
    Computer = 4,   // SignSecretKey
    Attention = 5,  // SealSecretKey
    Clinic = 6,     // SealSecretKey
    Join = 7        // SealSecretKey of a computer: receives the clinic key
};

struct KeyFile {
    KeyPurpose purpose = KeyPurpose::Root;
    ClinicId clinic;
    SecretBytes secret;  // 32 bytes

    // The secret in its type; the caller has checked the purpose.
    [[nodiscard]] SignSecretKey sign_key() const { return SignSecretKey::copy_of(secret.view()); }
    [[nodiscard]] SealSecretKey seal_key() const { return SealSecretKey::copy_of(secret.view()); }
};

// In clear: write it with Access::Owner. The result holds a secret: it is wiped when it goes.
[[nodiscard]] WipedBytes encode_key_file(KeyPurpose purpose, const ClinicId& clinic,
                                         ByteView secret);
// Under a passphrase.
[[nodiscard]] Result<Bytes> encode_key_file(KeyPurpose purpose, const ClinicId& clinic,
                                            ByteView secret, ByteView passphrase,
                                            const DeriveCost& cost, Random& random);

// Faults, in this order: size_wrong, not_this_format, version_unknown, field_out_of_range
// (purpose or protection unknown, or another purpose than `expected`), passphrase_needed,
// those of derive_wrap_key(), passphrase_wrong, key_file_altered (in clear: the check value).
[[nodiscard]] Result<KeyFile> decode_key_file(ByteView bytes, KeyPurpose expected,
                                              std::optional<ByteView> passphrase = std::nullopt);

}  // namespace spine::crypto
