// libsodium's sealed box, opened. The one place of the project that calls crypto_box_seal_open.
#pragma once

#include "base/result.h"
#include "crypto/keys.h"

namespace spine::opening {

// Opens `sealed` into `text`, which must have sealed.size() - 48 bytes. False if it was not
// sealed to this key, or was altered.
[[nodiscard]] bool open_box(ByteView sealed, const crypto::SealPublicKey& public_key,
                            const crypto::SealSecretKey& secret_key, std::span<std::uint8_t> text);

// The same, computing the public key and the memory. Fault: sealed_text_altered.
[[nodiscard]] Result<crypto::SecretBytes> open_sealed(ByteView sealed,
                                                      const crypto::SealSecretKey& key);

// Checks that a sealed box of known content opens, as crypto::start() does for the rest. Programs
// that open call it once, after start(). Fault: self_test_failed.
[[nodiscard]] Status self_test();

}  // namespace spine::opening
