// A table as the engine keeps it: not its rows, but the distinct combinations of its
// quasi-identifiers and how often each occurs. A million rows of six columns are a few megabytes.
//
// Columns are of three kinds. Quasi-identifiers have a hierarchy and are generalised. Fixed columns
// belong to the equivalence class and are never generalised (such as the class that a person had in
// a former release). Of sensitive columns only their values' frequency within each class counts.
// All others are none of the engine's business and pass by it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "deidentify/dictionary.h"
#include "deidentify/groups.h"
#include "deidentify/hierarchy.h"

namespace spine::deidentify {

struct Columns {
    std::vector<Hierarchy> quasi_identifiers;
    std::vector<std::string> fixed;
    std::vector<std::string> sensitive;
};

// How often a value of a sensitive column occurs in a combination.
struct Frequency {
    std::uint32_t combination = 0;
    Code value = 0;
    std::uint32_t rows = 0;
};

class Microdata {
  public:
    // Causes: column-twice (`where` names it), too-many-columns (a combination's codes would need
    // more than 256 bits, 32 of them for each fixed column).
    [[nodiscard]] static Result<Microdata> create(Columns columns);

    // One row, its cells in the order quasi-identifiers, fixed, sensitive. The views are not kept.
    // Causes: row-of-other-length; value-not-in-hierarchy, with the column as `where`, never the
    // value; too-many-rows beyond 2^32 - 2. After a fault the row counts as not appended.
    [[nodiscard]] Status append(std::span<const std::string_view> cells);

    [[nodiscard]] const std::vector<Hierarchy>& quasi_identifiers() const {
        return columns_.quasi_identifiers;
    }
    [[nodiscard]] const std::vector<std::string>& fixed() const { return columns_.fixed; }
    [[nodiscard]] const std::vector<std::string>& sensitive() const { return columns_.sensitive; }
    // Cells that append() expects.
    [[nodiscard]] std::size_t width() const;

    [[nodiscard]] std::uint64_t rows() const { return rows_; }
    // Distinct combinations of quasi-identifiers and fixed columns, and how many rows have one.
    [[nodiscard]] std::size_t combinations() const { return rows_with_.size(); }
    [[nodiscard]] std::uint32_t rows_with(std::size_t combination) const {
        return rows_with_[combination];
    }
    // The code of a column in a combination; columns count on from the last quasi-identifier to the
    // fixed ones. Codes of quasi-identifiers are those of level 0.
    [[nodiscard]] Code code(std::size_t combination, std::size_t column) const;
    // Where a row's combination stands; its sensitive cells may be left out. Nothing for one that
    // was never appended.
    [[nodiscard]] std::optional<std::size_t> find(std::span<const std::string_view> cells) const;

    // Of a fixed column, by its place in fixed(): its values by their codes.
    [[nodiscard]] const Dictionary& values_of_fixed(std::size_t fixed) const {
        return fixed_values_[fixed];
    }
    // Of a sensitive column, by its place in sensitive(): its values, and how often each occurs in
    // which combination (no entry for never; in no order).
    [[nodiscard]] const Dictionary& values_of(std::size_t sensitive) const;
    [[nodiscard]] std::vector<Frequency> frequencies(std::size_t sensitive) const;

  private:
    using Key = std::array<std::uint64_t, 4>;
    struct Field {  // where a column's code stands in a combination's key
        std::size_t word = 0;
        unsigned shift = 0, bits = 0;
        void put(Key& key, Code code) const;
    };
    struct Sensitive {
        Dictionary values;
        Groups pairs{1};  // combination and value, 32 bits each
        std::vector<std::uint32_t> rows;
    };
    explicit Microdata(Columns columns) : columns_(std::move(columns)) {}
    [[nodiscard]] Status lay_out();
    [[nodiscard]] Result<Key> encode(std::span<const std::string_view> cells);

    Columns columns_;
    std::vector<Field> fields_;
    std::vector<Dictionary> fixed_values_;
    std::vector<Sensitive> sensitive_;
    Groups keys_{1};
    std::vector<std::uint32_t> rows_with_;
    std::uint64_t rows_ = 0;
};

}  // namespace spine::deidentify
