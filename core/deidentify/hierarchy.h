// One column's generalisation hierarchy: for each value a row of ever coarser labels.
//
//   39;35-39;30-39;20-39;*        level 0 is the value itself, each further level is coarser
//
// At each level the values fall into groups that share a label, and a group of a finer level lies
// wholly within one of the next: that is what makes it a hierarchy, and what the search's pruning
// rests on. The last level need not be a single label.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "deidentify/dictionary.h"

namespace spine::deidentify {

class Hierarchy {
  public:
    // `rows` are the lines of a hierarchy file: the value, then its labels from fine to coarse, no
    // header. Causes, with the column as `where` and the line (from 1) in words, never a value:
    //   hierarchy-empty        no row, or a row without a cell
    //   hierarchy-uneven       a row with more or fewer labels than the first
    //   hierarchy-value-twice  two rows for one value
    //   hierarchy-splits       two values share a label and part again at a coarser level
    //   hierarchy-too-large    more than 2^20 values, or more than 255 levels
    [[nodiscard]] static Result<Hierarchy> build(std::string column,
                                                 const std::vector<std::vector<std::string>>& rows);

    [[nodiscard]] const std::string& column() const { return column_; }
    // Counted with the values themselves: the row above has five. At least one.
    [[nodiscard]] std::size_t levels() const { return levels_.size(); }
    // Values that the hierarchy knows, whether or not the data have them.
    [[nodiscard]] std::size_t values() const { return levels_.front().labels.size(); }
    // How many labels a level has; labels(0) == values(). A label's code is its place among the
    // labels of its level, in the order of the lines.
    [[nodiscard]] std::size_t labels(std::size_t level) const;
    [[nodiscard]] const std::string& label(std::size_t level, Code code) const;

    // The value's code at level 0; nothing for a value that the hierarchy lacks.
    [[nodiscard]] std::optional<Code> find(std::string_view value) const;
    // From a value's code at level 0 to its label's code at `level`.
    [[nodiscard]] Code generalised(std::size_t level, Code value) const;
    // How many values share that label.
    [[nodiscard]] std::uint32_t values_under(std::size_t level, Code code) const;
    // From a label's code at `from` to its code at the coarser level `to` (from <= to).
    [[nodiscard]] std::vector<Code> coarsening(std::size_t from, std::size_t to) const;

  private:
    struct Level {
        Dictionary labels;
        std::vector<Code> of_value;        // by code at level 0
        std::vector<std::uint32_t> under;  // by code at this level: how many values
        std::vector<Code> first_value;     // by code at this level: one of its values
    };
    explicit Hierarchy(std::string column) : column_(std::move(column)) {}
    [[nodiscard]] Status add_level(const std::vector<std::vector<std::string>>& rows,
                                   std::size_t level);

    std::string column_;
    std::vector<Level> levels_;
};

}  // namespace spine::deidentify
