// What the fuzz targets have in common.
#pragma once

#include <algorithm>
#include <cstdlib>

#include "base/bytes.h"
#include "crypto/init.h"

namespace spine::fuzz {

// Ends the program, which libFuzzer reports with the input that led here.
inline void demand(bool holds) {
    if (!holds) std::abort();
}

// Starts the cryptography; true, so that it can initialise something.
inline bool begin() {
    demand(crypto::start().has_value());
    return true;
}

// True if `again` is the beginning of `bytes`: what was read is written the same.
inline bool begins_with(ByteView bytes, ByteView again) {
    return bytes.size() >= again.size() && std::equal(again.begin(), again.end(), bytes.begin());
}

}  // namespace spine::fuzz
