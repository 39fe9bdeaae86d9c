// The system's randomness, through libsodium. Any thread may use it; call start() before.
#pragma once

#include "base/random.h"

namespace spine::crypto {

class SystemRandom final : public Random {
  public:
    void fill(std::span<std::uint8_t> out) override;
};

}  // namespace spine::crypto
