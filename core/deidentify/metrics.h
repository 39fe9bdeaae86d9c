// What a release costs in meaning; less is better.
#pragma once

#include <cstdint>
#include <vector>

#include "deidentify/release.h"

namespace spine::deidentify {

// Discernibility: the sum over kept classes of size^2, and for each suppressed row the number of
// all rows of the table. From 0 (empty) to n^2.
[[nodiscard]] std::uint64_t discernibility(const Release& release);

// Loss (Iyengar's loss metric): the mean over all cells of the quasi-identifiers of
//   (u - 1) / (v - 1),   u values of the hierarchy under the cell's label, v values in all
// (0 where the hierarchy has one value only); each cell of a suppressed row counts 1. From 0 to 1;
// 0 for a table without rows or quasi-identifiers.
[[nodiscard]] double loss(const Release& release);

// The same for each quasi-identifier by itself, in their order: the mean over its own cells.
[[nodiscard]] std::vector<double> loss_of_columns(const Release& release);

}  // namespace spine::deidentify
