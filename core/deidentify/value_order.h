// The order of a sensitive column's values, for the ordered earth mover's distance.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "deidentify/dictionary.h"

namespace spine::deidentify {

// By code, each value's place from the lowest (0). `order` lists the values from lowest to highest;
// values that the column lacks take no place. Empty: by number; equal numbers written differently
// stand in the order of their first appearance. Nothing if a value is missing in `order` or stands
// there twice, or is no finite number.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> ranks(
    const Dictionary& values, const std::vector<std::string>& order);

}  // namespace spine::deidentify
