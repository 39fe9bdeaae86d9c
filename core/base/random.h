// Randomness as a seam. Keys, nonces and codes come from crypto::SystemRandom (libsodium);
// tests inject a source that they can repeat.
#pragma once

#include <cstdint>
#include <span>

#include "base/bytes.h"

namespace spine {

class Random {
  public:
    Random() = default;
    Random(const Random&) = delete;
    Random& operator=(const Random&) = delete;
    virtual ~Random() = default;
    // Fills every byte. Never fails: a source that cannot deliver ends the program.
    virtual void fill(std::span<std::uint8_t> out) = 0;

    template <std::size_t N>
    [[nodiscard]] ByteArray<N> bytes() {
        ByteArray<N> out{};
        fill(out);
        return out;
    }
    // Uniform in [0, bound), bound > 0, without modulo bias.
    [[nodiscard]] std::uint32_t below(std::uint32_t bound);
};

}  // namespace spine
