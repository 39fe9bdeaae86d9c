// Counts of people that may be shown: small ones are hidden, and with them as much as it takes that
// nobody can work them out from totals. Internal to the module.
//
// A count of 1 to threshold - 1 is small; zero is not, since it is nobody. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace spine::exporting {

struct ShownCount {
    enum Kind {
        Exact,
        Hidden,  // "under 5"
        AtLeast  // else those that are hidden beside it could be worked out
    } kind = Hidden;
    std::uint64_t number = 0;  // of Exact and AtLeast
};

// Counts of one line whose total anybody may know. Beside small ones the largest is shown as a
// lower bound, so low that each hidden one could still be anything that is small. In their order.
[[nodiscard]] std::vector<ShownCount> shown_line(const std::vector<std::uint64_t>& counts,
                                                 std::uint64_t threshold);
// A part of a whole that anybody may know.
[[nodiscard]] ShownCount shown_part(std::uint64_t part, std::uint64_t whole,
                                    std::uint64_t threshold);

// A table of which anybody may know the totals of all lines, both ways. Cells are hidden until
// each small one could still be any number of a range at least `threshold` wide, for somebody who
// knows all that is shown and that no count is below zero; those with the fewest people go first.
struct CountTable {
    std::size_t rows = 0, columns = 0;
    std::vector<std::uint64_t> cells;  // row by row
};
// One for each cell, in their order; nothing: hidden.
[[nodiscard]] std::vector<std::optional<std::uint64_t>> hide_small(const CountTable& table,
                                                                   std::uint64_t threshold);

}  // namespace spine::exporting
