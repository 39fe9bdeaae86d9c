#include "crypto/random.h"

#include <sodium.h>

namespace spine::crypto {

void SystemRandom::fill(std::span<std::uint8_t> out) {
    if (out.empty()) return;  // libsodium wants a pointer even for no bytes
    randombytes_buf(out.data(), out.size());
}

}  // namespace spine::crypto
