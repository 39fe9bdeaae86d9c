// The floor of `bench anonymize`: the optimum by trying every node of the lattice, each from its
// finer neighbour's classes, in plain lines that know of k and discernibility alone.
#pragma once

#include <cstdint>
#include <vector>

#include "deidentify/microdata.h"

namespace spine::bench {

struct FloorClass {
    std::uint64_t key = 0;  // the columns' codes, each in its bits
    std::uint32_t rows = 0;
};
struct FloorColumn {
    unsigned shift = 0;
    std::uint64_t mask = 0;
    // By level but the last: what each code becomes at the next.
    std::vector<std::vector<std::uint32_t>> coarser;
};
struct FloorTable {
    std::vector<FloorColumn> columns;
    std::vector<FloorClass> classes;  // de-duplicated, as the engine starts from
    std::uint64_t rows = 0;
};
struct FloorOptimum {
    std::vector<int> levels;
    std::uint64_t suppressed = 0, discernibility = 0;
    std::uint64_t nodes = 0, nodes_within = 0;  // tried, and of these within the limit
};

// The same table for the floor; its codes must fit 64 bits, and it has no fixed columns.
[[nodiscard]] FloorTable floor_table(const deidentify::Microdata& data);

[[nodiscard]] FloorOptimum anonymize_floor(const FloorTable& table, std::uint32_t k,
                                           std::uint64_t suppression_limit);

}  // namespace spine::bench
