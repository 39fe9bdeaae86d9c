// The optimum by trying every node, each from the rows themselves: written apart from the engine,
// by the definitions, and slow.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "deidentify/release.h"
#include "deidentify/requirements.h"
#include "plain_table.h"

namespace spine::test {

struct Optimum {
    deidentify::Levels levels;
    std::uint64_t suppressed = 0, kept_classes = 0, discernibility = 0;
    // 420 x the sum over all cells: with at most eight values a cell is a whole number of 420ths.
    std::uint64_t loss_parts = 0;
};

// For each of the requirements its optimum, or nothing if no node holds them. A column may have at
// most eight values.
[[nodiscard]] std::vector<std::optional<Optimum>> brute_force(
    const PlainTable& table, const std::vector<deidentify::Requirements>& requirements);

}  // namespace spine::test
