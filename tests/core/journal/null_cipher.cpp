// A cipher that leaves the text as it is, linked in place of core/crypto/aead.cpp: with it, the
// byte search must find what it looks for.
#include <algorithm>

#include "crypto/aead.h"
#include "crypto/constants.h"

namespace spine::crypto {

void aead_seal(ByteView text, ByteView /*data*/, ByteView /*nonce*/, ByteView /*key*/,
               std::span<std::uint8_t> sealed) {
    std::fill(std::copy(text.begin(), text.end(), sealed.begin()), sealed.end(), std::uint8_t{0});
}

bool aead_open(ByteView sealed, ByteView /*data*/, ByteView /*nonce*/, ByteView /*key*/,
               std::span<std::uint8_t> text) {
    const ByteView open = sealed.first(sealed.size() - kTagSize);
    std::copy(open.begin(), open.end(), text.begin());
    return true;
}

}  // namespace spine::crypto
