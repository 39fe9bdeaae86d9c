// Whether the values of one sensitive column differ enough within a class, and lie as they do
// elsewhere (requirements.h has the formulas).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "deidentify/dictionary.h"
#include "deidentify/requirements.h"

namespace spine::deidentify {

// A class's values, each once, and how many of its rows have each.
struct ClassValues {
    std::span<const Code> value;
    std::span<const std::uint32_t> rows;
};

class Diversity {
  public:
    // `rank`: by code, the value's place in the order. `rows`: by code, those of the whole table.
    // `missing`: the code that says that there is no value.
    Diversity(const SensitiveRequirement& asked, std::vector<std::uint32_t> rank,
              const std::vector<std::uint64_t>& rows, std::optional<Code> missing);

    // Holds for a union of classes if it does for one of them.
    [[nodiscard]] bool enough_values(const ClassValues& values) const;
    [[nodiscard]] bool holds_others(const ClassValues& values) const;
    [[nodiscard]] bool holds(const ClassValues& values) const {
        return enough_values(values) && holds_others(values);
    }

  private:
    [[nodiscard]] bool even(const ClassValues& values) const;
    [[nodiscard]] bool close(const ClassValues& values) const;

    std::uint32_t distinct_ = 0;
    double entropy_ = 0, t_ = 1;
    bool has_entropy_ = false, has_t_ = false, ordered_ = false;
    std::optional<Code> missing_;
    std::vector<std::uint32_t> rank_;
    std::vector<double> share_;  // of all rows, by rank
};

}  // namespace spine::deidentify
