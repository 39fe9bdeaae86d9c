// How likely a person can be picked out of what is released, if all that is known of them are their
// quasi-identifiers. Only kept classes count.
#pragma once

#include <cstdint>
#include <map>

#include "base/result.h"
#include "deidentify/release.h"

namespace spine::deidentify {

struct Risk {
    double maximum = 0;
    double mean = 0;  // over the released rows
};

struct ClassSizes {
    std::uint64_t smallest = 0, largest = 0;         // rows; 0 if nothing is released
    std::map<std::uint64_t, std::uint64_t> classes;  // by size: how many classes have it
    std::uint64_t uniques = 0;                       // released rows that are alone in their class
};
// What a reader has beside the release: nothing, so that rows with the same labels are alike; or
// what the fixed columns say, so that each class of the release is one by itself (joint.h).
enum class Known { Labels, FixedColumns };
[[nodiscard]] ClassSizes class_sizes(const Release& release, Known known = Known::Labels);

// Whoever looks for a person knows that they are in the data. A row's risk is 1 / f, f being the
// rows of its class: maximum 1 / smallest f, mean (number of kept classes) / (released rows).
[[nodiscard]] Risk prosecutor_risk(const Release& release, Known known = Known::Labels);

// Whoever looks knows only that the person is in the population of which the data are a part. A
// row's risk is 1 / F, F being how many people of the population its class would have: maximum over
// the classes of 1 / F, mean over the released rows, sum(f / F) / sum(f). `population` has the same
// quasi-identifiers (columns and hierarchies) in the same order and no fixed columns, and everyone
// of `release` is in it, suppressed rows included. Causes: population-differs (other
// quasi-identifiers), population-too-small (labels occur more often in the data than there).
[[nodiscard]] Result<Risk> journalist_risk(const Release& release, const Microdata& population);

}  // namespace spine::deidentify
