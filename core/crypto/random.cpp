#include "crypto/random.h"

#include <sodium.h>

namespace spine::crypto {

void SystemRandom::fill(std::span<std::uint8_t> out) {
    randombytes_buf(out.data(), out.size());
}

}  // namespace spine::crypto
