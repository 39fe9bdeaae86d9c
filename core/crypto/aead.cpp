#include "crypto/aead.h"

#include <sodium.h>

namespace spine::crypto {

void aead_seal(ByteView text, ByteView data, ByteView nonce, ByteView key,
               std::span<std::uint8_t> sealed) {
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, text.data(), text.size(),
                                               data.data(), data.size(), nullptr, nonce.data(),
                                               key.data());
}

bool aead_open(ByteView sealed, ByteView data, ByteView nonce, ByteView key,
               std::span<std::uint8_t> text) {
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(text.data(), nullptr, nullptr, sealed.data(),
                                                   sealed.size(), data.data(), data.size(),
                                                   nonce.data(), key.data()) == 0)
        return true;
    wipe(text);
    return false;
}

}  // namespace spine::crypto
