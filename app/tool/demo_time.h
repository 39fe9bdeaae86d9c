// Time and chance of a demonstration: both repeat with the seed, neither is used for a key.
#pragma once

#include "base/clock.h"
#include "base/random.h"

namespace spine::tool {

// A clock that goes on a little whenever somebody looks at it, so that simulated patients take as
// long as people do without anybody waiting. steady_ms() moves by pass() alone: nobody is taken
// for idle because the demonstration looked at the time.
class DemoClock final : public Clock {
  public:
    DemoClock(UnixMs start, std::int64_t ms_a_look) : now_(start), ms_a_look_(ms_a_look) {}
    [[nodiscard]] UnixMs now() const override { return now_ += ms_a_look_; }
    [[nodiscard]] std::int64_t steady_ms() const override { return steady_; }
    void pass(std::int64_t ms) { now_ += ms, steady_ += ms; }
    void set(UnixMs now) { now_ = now; }

  private:
    mutable UnixMs now_;
    std::int64_t ms_a_look_;
    std::int64_t steady_ = 0;
};

// SplitMix64 (Steele, Lea, Flood 2014): the same patients for the same seed on every machine.
class DemoRandom final : public Random {
  public:
    explicit DemoRandom(std::uint64_t seed) : state_(seed) {}
    void fill(std::span<std::uint8_t> out) override {
        for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(next() >> 56U);
    }

  private:
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    std::uint64_t state_;
};

}  // namespace spine::tool
