// What an item's relevance waits for, and an order in which everything is decided before it is
// needed. Internal to the module. No recursion over conditions: a chain may be 5,000 items long.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "questionnaire/model.h"

namespace spine::questionnaire {

struct Dependencies {
    struct Node {
        const Item* item = nullptr;
        std::optional<std::size_t> parent;                  // place in `nodes`
        std::vector<std::optional<std::size_t>> questions;  // one a condition; nothing: unknown
    };
    std::vector<Node> nodes;         // in the order of the questionnaire
    std::vector<std::size_t> order;  // places in `nodes`: parents and questions first
    const Item* in_ring = nullptr;   // an item that waits for itself; null if none does
};

// The items must outlive the result.
[[nodiscard]] Dependencies dependencies_of(const std::vector<Item>& items);

}  // namespace spine::questionnaire
