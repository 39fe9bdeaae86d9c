// The record cipher, alone in its file, so that a test can link another in its place.
#pragma once

#include "crypto/secret.h"

namespace spine::crypto {

// XChaCha20-Poly1305 (libsodium's crypto_aead_xchacha20poly1305_ietf). `key` is 32 bytes,
// `nonce` 24; `sealed` must have text.size() + 16 bytes and may not overlap `text`.
void aead_seal(ByteView text, ByteView data, ByteView nonce, ByteView key,
               std::span<std::uint8_t> sealed);

// False, and `text` wiped, if the tag does not fit. `text` must have sealed.size() - 16 bytes.
[[nodiscard]] bool aead_open(ByteView sealed, ByteView data, ByteView nonce, ByteView key,
                             std::span<std::uint8_t> text);

}  // namespace spine::crypto
