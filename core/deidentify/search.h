// The best levels of all: the release with the smallest cost in the whole lattice.
//
// A node is a choice of a level for each quasi-identifier; it is coarser than another if no level
// is lower and one is higher. Its classes are unions of those of any finer node, since hierarchies
// only join: so they are formed from a finer node's classes, never from the rows.
//
// Nothing is cut that could be the best. For each node whose classes are formed three numbers are
// known beside its cost (n rows, limit = rows that may be suppressed, best = least cost so far of a
// node within the limit; k* = min(k, n)):
//
//   S, suppressed for good: the rows of classes below k, or with fewer than l values (l rounded up;
//      entropy l asks for at least l values, too). In a finer node these rows are in a part of
//      their class, which holds this no better: they are suppressed there as well.
//   F, a bound for all finer nodes. Discernibility: S x n + (n - S) x k*, since a suppressed row
//      costs n and a kept one at least k. Loss: S x (what a suppressed row costs), the most a row
//      can.
//   C, a bound for all coarser nodes. Discernibility: the sum over classes of size x max(size, k*),
//      since a row's class only grows: kept, it costs at least that size and k, suppressed n. Loss:
//      what all rows cost at these levels if none is suppressed, since a label only gets wider and
//      a suppressed row costs the most. The loss's C needs no classes and is known beforehand.
//
// If S > limit or F > best, the node and all finer ones are out; if C > best, it and all coarser
// ones. Where a cost equals the best, nothing is cut, so the rule for ties is kept as well.
//
// Costs themselves are not monotone: joining a class below k to another may save more than it
// costs. Neither is the number of suppressed rows under entropy l and t, for a class that holds
// them may be joined to one that does not; so they never cut, and only decide at a node itself
// which classes are kept. With k and distinct l alone all suppressed rows are suppressed for good.
//
// Costs are whole numbers: discernibility as it is; the loss in the finest parts into which all its
// fractions divide (where these are too many for 62 bits, in parts of that size). So equal costs
// are equal, on whatever way a node was reached.
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

// Both are called and asked on the caller's thread, about once a millisecond.
struct SearchWatch {
    std::function<void(double share)> progress;  // of the lattice that is settled, from 0 to 1
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
