#include "export/small_cells.h"

#include <algorithm>
#include <compare>
#include <limits>
#include <queue>

namespace spine::exporting {
namespace {

bool is_small(std::uint64_t count, std::uint64_t threshold) {
    return count > 0 && count < threshold;
}

// What somebody can still not tell who knows the totals, as a network: lines are its nodes, a
// hidden cell joins its row to its column, and moving people round a ring of hidden cells changes
// no total.
class Doubt {
  public:
    Doubt(const CountTable& table, const std::vector<bool>& hidden)
        : table_(table), hidden_(hidden), lines_(table.rows + table.columns) {}

    // Numbers that a hidden cell could still be, but for its own: up to `enough` of them.
    [[nodiscard]] std::uint64_t width(std::size_t cell, std::uint64_t enough) {
        const std::size_t row = cell / table_.columns, column = table_.rows + cell % table_.columns;
        const std::uint64_t more = flow(column, row, cell, enough);
        const std::uint64_t fewer = flow(row, column, cell, std::min(enough, table_.cells[cell]));
        return more + fewer;
    }

  private:
    static constexpr std::uint64_t kAny = std::numeric_limits<std::uint64_t>::max() / 4;

    // One more in a cell is a step from its row to its column, which nothing limits; one fewer the
    // way back, which the people in it do.
    void build(std::size_t without) {
        const std::size_t nodes = lines_;
        room_.assign(nodes * nodes, 0);
        for (std::size_t cell = 0; cell < hidden_.size(); ++cell) {
            if (!hidden_[cell] || cell == without) continue;
            const std::size_t row = cell / table_.columns,
                              column = table_.rows + cell % table_.columns;
            room_[row * nodes + column] = kAny;
            room_[column * nodes + row] = table_.cells[cell];
        }
    }

    [[nodiscard]] std::uint64_t flow(std::size_t from, std::size_t to, std::size_t without,
                                     std::uint64_t enough) {
        build(without);
        std::uint64_t total = 0;
        while (total < enough) {
            const std::uint64_t more = push(from, to, enough - total);
            if (more == 0) break;
            total += more;
        }
        return total;
    }

    // Along the shortest way that has room.
    [[nodiscard]] std::uint64_t push(std::size_t from, std::size_t to, std::uint64_t most) {
        const std::size_t nodes = lines_;
        std::vector<std::size_t> came(nodes, nodes);
        std::queue<std::size_t> next;
        next.push(from);
        came[from] = from;
        while (!next.empty() && came[to] == nodes) {
            const std::size_t at = next.front();
            next.pop();
            for (std::size_t node = 0; node < nodes; ++node)
                if (came[node] == nodes && room_[at * nodes + node] > 0) {
                    came[node] = at;
                    next.push(node);
                }
        }
        if (came[to] == nodes) return 0;
        std::uint64_t narrowest = most;
        for (std::size_t node = to; node != from; node = came[node])
            narrowest = std::min(narrowest, room_[came[node] * nodes + node]);
        for (std::size_t node = to; node != from; node = came[node]) {
            room_[came[node] * nodes + node] -= narrowest;
            room_[node * nodes + came[node]] += narrowest;
        }
        return narrowest;
    }

    const CountTable& table_;
    const std::vector<bool>& hidden_;
    std::size_t lines_;
    std::vector<std::uint64_t> room_;
};

// What it costs to hide a cell.
struct Cost {
    bool too_few = false;  // the ring holds too few people to put the small cell in doubt
    std::uint64_t people = 0;
    friend auto operator<=>(const Cost&, const Cost&) = default;
};

// The smallest ring through a small cell: one more in its row, one more in its column, and the
// corner across from it. Nothing where every ring is hidden already.
std::vector<std::size_t> next_ring(const CountTable& table, const std::vector<bool>& hidden,
                                   std::size_t small, std::uint64_t threshold) {
    const std::size_t row = small / table.columns, column = small % table.columns;
    std::optional<Cost> least;
    std::vector<std::size_t> best;
    for (std::size_t other_row = 0; other_row < table.rows; ++other_row)
        for (std::size_t other = 0; other < table.columns; ++other) {
            if (other_row == row || other == column) continue;
            const std::vector<std::size_t> ring = {row * table.columns + other,
                                                   other_row * table.columns + column,
                                                   other_row * table.columns + other};
            Cost cost;
            bool anything_new = false;
            for (const std::size_t cell : ring) {
                if (!hidden[cell]) cost.people += table.cells[cell];
                anything_new = anything_new || !hidden[cell];
            }
            cost.too_few =
                table.cells[small] + std::min(table.cells[ring[0]], table.cells[ring[1]]) <
                threshold;
            if (!anything_new || (least && !(cost < *least))) continue;
            least = cost;
            best = ring;
        }
    return best;
}

// Where there are no rings: all that still shows. One row or one column has no doubt in it.
std::vector<std::size_t> rest_of_line(const CountTable& table, const std::vector<bool>& hidden,
                                      std::size_t small) {
    std::vector<std::size_t> rest;
    for (std::size_t cell = 0; cell < hidden.size(); ++cell) {
        const bool beside = cell / table.columns == small / table.columns ||
                            cell % table.columns == small % table.columns;
        if (beside && !hidden[cell]) rest.push_back(cell);
    }
    return rest;
}

}  // namespace

std::vector<std::optional<std::uint64_t>> hide_small(const CountTable& table,
                                                     std::uint64_t threshold) {
    std::vector<bool> hidden;
    for (const std::uint64_t cell : table.cells) hidden.push_back(is_small(cell, threshold));
    for (std::size_t cell = 0; cell < hidden.size(); ++cell) {
        if (!is_small(table.cells[cell], threshold)) continue;
        while (Doubt(table, hidden).width(cell, threshold) < threshold) {
            auto more = next_ring(table, hidden, cell, threshold);
            if (more.empty()) more = rest_of_line(table, hidden, cell);
            if (more.empty()) break;
            for (const std::size_t one : more) hidden[one] = true;
        }
    }
    std::vector<std::optional<std::uint64_t>> shown;
    for (std::size_t cell = 0; cell < hidden.size(); ++cell)
        shown.push_back(hidden[cell] ? std::nullopt : std::optional(table.cells[cell]));
    return shown;
}

std::vector<ShownCount> shown_line(const std::vector<std::uint64_t>& counts,
                                   std::uint64_t threshold) {
    std::vector<ShownCount> shown;
    std::uint64_t people = 0, hidden = 0;
    for (const std::uint64_t count : counts) {
        const bool small = is_small(count, threshold);
        shown.push_back({small ? ShownCount::Hidden : ShownCount::Exact, small ? 0 : count});
        if (!small) continue;
        people += count;
        ++hidden;
    }
    if (hidden == 0) return shown;
    const auto largest =
        static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    if (shown[largest].kind == ShownCount::Hidden) return shown;
    // As if each hidden one were as large as a small one can be.
    const std::uint64_t with_them = counts[largest] + people;
    const std::uint64_t most = hidden * (threshold - 1);
    shown[largest] = {ShownCount::AtLeast, with_them > most ? with_them - most : 0};
    return shown;
}

ShownCount shown_part(std::uint64_t part, std::uint64_t whole, std::uint64_t threshold) {
    return shown_line({part, whole - part}, threshold).front();
}

}  // namespace spine::exporting
