// The best levels of all: the release with the smallest cost in the whole lattice.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>

#include "base/result.h"
#include "deidentify/microdata.h"
#include "deidentify/release.h"
#include "deidentify/requirements.h"

namespace spine::deidentify {

struct Solution {
    Levels levels;
    std::uint64_t suppressed = 0;  // rows
    std::uint64_t kept_classes = 0;
    std::uint64_t discernibility = 0;
    double loss = 0;
    std::uint64_t nodes = 0;          // of the lattice
    std::uint64_t nodes_checked = 0;  // of them, those whose classes were formed
};

// Both are called and asked on the caller's thread, every few milliseconds on a usual table.
struct SearchWatch {
    std::function<void(double share)>
        progress;  // of the lattice that is settled, rising from 0 to 1
    std::stop_token stop;
};

// The optimum over the whole lattice: of all choices of a level for each quasi-identifier whose
// suppressed rows keep within the limit, the one with the least cost by the chosen metric. Between
// equal costs, the fewer suppressed rows; then the lower sum of levels; then the lower level of the
// first quasi-identifier that differs. So the answer depends on data and requirements alone.
// Causes: those of check(); no-solution; lattice-too-large, beyond 2^24 nodes; search-cancelled.
[[nodiscard]] Result<Solution> search(const Microdata& data, const Requirements& requirements,
                                      const SearchWatch& watch = {});

}  // namespace spine::deidentify
