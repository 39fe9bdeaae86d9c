// What is to be said, in memory that is wiped when it goes: it may be a patient's own.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/secret.h"

namespace spine::speech {

struct Sentence {
    crypto::WipedBytes text;  // UTF-8
    std::string language;     // its code, "da"
};

// As it is spoken: on one line, without what is there for the eye alone (marks of direction, soft
// hyphens) and without control characters.
[[nodiscard]] Sentence sentence(std::string_view text, std::string_view language);

// Sound: 16 bits a sample, one channel.
using Samples = std::vector<std::int16_t, crypto::WipingAllocator<std::int16_t>>;
using SampleView = std::span<const std::int16_t>;

}  // namespace spine::speech
