// A table as it would be released: generalised to given levels, classes that do not hold the
// requirements suppressed. The search finds the levels; this applies them, row by row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "deidentify/microdata.h"
#include "deidentify/requirements.h"

namespace spine::deidentify {

// A level for each quasi-identifier, in the order of Microdata::quasi_identifiers(). 0: as it is.
using Levels = std::vector<std::uint8_t>;

struct EquivalenceClass {
    std::uint64_t rows = 0;  // without those withheld
    bool kept = false;
    std::uint64_t withheld = 0;
};

class Release {
  public:
    // `data` must outlive it and stay as it is. Causes: those of check() (requirements.h),
    // levels-invalid.
    [[nodiscard]] static Result<Release> make(const Microdata& data,
                                              const Requirements& requirements, Levels levels);

    [[nodiscard]] const Microdata& data() const { return *data_; }
    [[nodiscard]] const Levels& levels() const { return levels_; }
    // Kept and suppressed, in an order that depends on data and levels alone.
    [[nodiscard]] const std::vector<EquivalenceClass>& classes() const { return classes_; }
    [[nodiscard]] std::size_t class_of(std::size_t combination) const {
        return class_of_[combination];
    }
    [[nodiscard]] std::uint64_t suppressed() const { return suppressed_; }  // rows
    [[nodiscard]] std::uint64_t kept_classes() const { return kept_classes_; }

    // Suppresses so many rows of a kept class beyond what was asked for (at most all of them; then
    // the class is not kept). Which rows is the caller's to say: place() calls the class kept as
    // long as one row is.
    void withhold(std::size_t equivalence_class, std::uint64_t rows);

    // Where a row goes.
    struct Place {
        std::size_t equivalence_class = 0;  // of classes()
        bool kept = false;
    };
    // `cells` as for Microdata::append(), sensitive cells may be left out. `labels` becomes the
    // generalised label of each quasi-identifier (views into the hierarchies, which live as long as
    // data()), also for a row that is suppressed: do not write those. Cause: row-unknown, for a row
    // that was never appended.
    [[nodiscard]] Result<Place> place(std::span<const std::string_view> cells,
                                      std::vector<std::string_view>& labels) const;

  private:
    Release(const Microdata& data, Levels levels) : data_(&data), levels_(std::move(levels)) {}

    const Microdata* data_;
    Levels levels_;
    std::vector<EquivalenceClass> classes_;
    std::vector<std::uint32_t> class_of_;  // by combination
    std::uint64_t suppressed_ = 0, kept_classes_ = 0;
};

}  // namespace spine::deidentify
