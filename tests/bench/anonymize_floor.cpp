#include "bench/anonymize_floor.h"

#include <bit>
#include <limits>

namespace spine::bench {
namespace {

class Floor {
  public:
    Floor(const FloorTable& table, std::uint32_t k, std::uint64_t limit)
        : table_(table), k_(k), limit_(limit), levels_(table.columns.size(), 0) {
        best_.discernibility = std::numeric_limits<std::uint64_t>::max();
    }

    // The node whose classes these are, and all that lie above it from column `from` on: so each
    // node of the lattice is come to once.
    void walk(const std::vector<FloorClass>& classes, std::size_t from) {
        score(classes);
        for (std::size_t i = from; i < levels_.size(); ++i) {
            const FloorColumn& column = table_.columns[i];
            const auto level = static_cast<std::size_t>(levels_[i]);
            if (level == column.coarser.size()) continue;
            const auto coarser = roll(classes, column, column.coarser[level]);
            ++levels_[i];
            walk(coarser, i);
            --levels_[i];
        }
    }
    [[nodiscard]] const FloorOptimum& best() const { return best_; }

  private:
    void score(const std::vector<FloorClass>& classes) {
        std::uint64_t suppressed = 0, cost = 0;
        for (const FloorClass& each : classes) {
            if (each.rows >= k_)
                cost += std::uint64_t{each.rows} * each.rows;
            else
                suppressed += each.rows;
        }
        cost += suppressed * table_.rows;
        ++best_.nodes;
        if (suppressed > limit_) return;
        ++best_.nodes_within;
        if (cost >= best_.discernibility) return;
        best_.levels = levels_;
        best_.suppressed = suppressed;
        best_.discernibility = cost;
    }

    std::vector<FloorClass> roll(const std::vector<FloorClass>& classes, const FloorColumn& column,
                                 const std::vector<std::uint32_t>& coarser) {
        const auto bits = static_cast<unsigned>(std::bit_width(2 * classes.size() + 1));
        const std::size_t mask = (std::size_t{1} << bits) - 1;
        slots_.assign(mask + 1, 0);  // class + 1
        std::vector<FloorClass> out;
        out.reserve(classes.size());
        for (const FloorClass& each : classes) {
            const std::uint64_t code = coarser[(each.key >> column.shift) & column.mask];
            const std::uint64_t key =
                (each.key & ~(column.mask << column.shift)) | code << column.shift;
            std::size_t at = (key * 0x9E3779B97F4A7C15U) >> (64 - bits);
            while (slots_[at] != 0 && out[slots_[at] - 1].key != key) at = (at + 1) & mask;
            if (slots_[at] == 0) {
                out.push_back({key, 0});
                slots_[at] = static_cast<std::uint32_t>(out.size());
            }
            out[slots_[at] - 1].rows += each.rows;
        }
        return out;
    }

    const FloorTable& table_;
    std::uint32_t k_;
    std::uint64_t limit_;
    std::vector<int> levels_;
    std::vector<std::uint32_t> slots_;
    FloorOptimum best_;
};

}  // namespace

FloorTable floor_table(const deidentify::Microdata& data) {
    FloorTable out;
    out.rows = data.rows();
    unsigned shift = 0;
    for (const deidentify::Hierarchy& hierarchy : data.quasi_identifiers()) {
        const auto bits = static_cast<unsigned>(std::bit_width(hierarchy.values() - 1));
        FloorColumn& column = out.columns.emplace_back();
        column.shift = shift;
        column.mask = (std::uint64_t{1} << bits) - 1;
        shift += bits;
        for (std::size_t level = 0; level + 1 < hierarchy.levels(); ++level)
            column.coarser.push_back(hierarchy.coarsening(level, level + 1));
    }
    for (std::size_t at = 0; at < data.combinations(); ++at) {
        FloorClass& added = out.classes.emplace_back();
        added.rows = data.rows_with(at);
        for (std::size_t i = 0; i < out.columns.size(); ++i)
            added.key |= std::uint64_t{data.code(at, i)} << out.columns[i].shift;
    }
    return out;
}

FloorOptimum anonymize_floor(const FloorTable& table, std::uint32_t k, std::uint64_t limit) {
    Floor floor(table, k, limit);
    floor.walk(table.classes, 0);
    return floor.best();
}

}  // namespace spine::bench
