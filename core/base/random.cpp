#include "base/random.h"

namespace spine {

std::uint32_t Random::below(std::uint32_t bound) {
    // Draws again for the values at the bottom that would make the low remainders likelier.
    const std::uint32_t threshold = (0U - bound) % bound;
    for (;;) {
        ByteArray<4> raw = bytes<4>();
        const std::uint32_t value = ByteReader(raw).u32();
        if (value >= threshold) return value % bound;
    }
}

}  // namespace spine
