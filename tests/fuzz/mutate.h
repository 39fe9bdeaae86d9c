// Bytes altered as a fuzzer alters them, the same for the same random source.
#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/random.h"

namespace spine::fuzz {

// One of the seeds (not empty), with one to six changes: bits, bytes, numbers at their limits, runs
// dropped, repeated, moved or taken from another seed. At most 64 KiB.
[[nodiscard]] Bytes mutated(const std::vector<Bytes>& seeds, Random& random);

}  // namespace spine::fuzz
