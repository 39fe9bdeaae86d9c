// The distinct values of a column, numbered in the order of their first appearance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deidentify/slots.h"

namespace spine::deidentify {

// A value's place in a dictionary.
using Code = std::uint32_t;

class Dictionary {
  public:
    // The value's code; a new one gets the next.
    Code add(std::string_view value);
    [[nodiscard]] std::optional<Code> find(std::string_view value) const;
    [[nodiscard]] std::size_t size() const { return values_.size(); }
    [[nodiscard]] const std::string& value(Code code) const { return values_[code]; }

  private:
    std::vector<std::string> values_;
    Slots slots_;
};

}  // namespace spine::deidentify
