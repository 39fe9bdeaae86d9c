// Hidden counts, against an attacker who tries every filling of the hidden cells that fits all that
// is shown.
#include "export/small_cells.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

#include "support/support.h"

using namespace spine;
using namespace spine::exporting;

namespace {

constexpr std::uint64_t kThreshold = 5;

bool small(std::uint64_t count) {
    return count > 0 && count < kThreshold;
}

std::uint64_t total(const std::vector<std::uint64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

// What each cell of a line may be, for somebody who knows the total, and that a hidden one is
// small.
std::vector<std::set<std::uint64_t>> possible(const std::vector<ShownCount>& shown,
                                              std::uint64_t all) {
    std::vector<std::set<std::uint64_t>> found(shown.size());
    std::vector<std::uint64_t> tried(shown.size());
    const std::function<void(std::size_t, std::uint64_t)> fill = [&](std::size_t at,
                                                                     std::uint64_t left) {
        if (at == shown.size()) {
            if (left > 0) return;
            for (std::size_t i = 0; i < tried.size(); ++i) found[i].insert(tried[i]);
            return;
        }
        const ShownCount& cell = shown[at];
        std::uint64_t from = cell.number, to = cell.number;
        if (cell.kind == ShownCount::Hidden) from = 1, to = kThreshold - 1;
        if (cell.kind == ShownCount::AtLeast) to = left;
        for (std::uint64_t value = from; value <= std::min(to, left); ++value) {
            tried[at] = value;
            fill(at + 1, left - value);
        }
    };
    fill(0, all);
    return found;
}

// The numbers that each hidden cell of a table may be, if all totals are known.
class TableAttack {
  public:
    TableAttack(const CountTable& table, const std::vector<std::optional<std::uint64_t>>& shown)
        : table_(table),
          shown_(shown),
          found_(shown.size()),
          tried_(shown.size()),
          rows_(table.rows),
          columns_(table.columns) {
        for (std::size_t i = 0; i < shown.size(); ++i) {
            rows_[i / table.columns] += table.cells[i];
            columns_[i % table.columns] += table.cells[i];
        }
        fill(0);
    }
    [[nodiscard]] const std::set<std::uint64_t>& of(std::size_t cell) const { return found_[cell]; }

  private:
    void fill(std::size_t at) {
        if (at == shown_.size()) {
            for (std::size_t i = 0; i < tried_.size(); ++i) found_[i].insert(tried_[i]);
            return;
        }
        auto& row = rows_[at / table_.columns];
        auto& column = columns_[at % table_.columns];
        const bool last_in_row = at % table_.columns == table_.columns - 1;
        const bool last_row = at / table_.columns == table_.rows - 1;
        const std::uint64_t from = shown_[at].value_or(0);
        const std::uint64_t to = shown_[at].value_or(std::min(row, column));
        for (std::uint64_t value = from; value <= to; ++value) {
            if (value > row || value > column) break;
            if ((last_in_row && value != row) || (last_row && value != column)) continue;
            tried_[at] = value;
            row -= value, column -= value;
            fill(at + 1);
            row += value, column += value;
        }
    }
    const CountTable& table_;
    const std::vector<std::optional<std::uint64_t>>& shown_;
    std::vector<std::set<std::uint64_t>> found_;
    std::vector<std::uint64_t> tried_, rows_, columns_;
};

}  // namespace

TEST_CASE(
    "an attacker who knows a line's total learns of no hidden count more than that it is small") {
    test::SeededRandom random(1);
    int with_hidden = 0;
    for (int i = 0; i < 2'000; ++i) {
        std::vector<std::uint64_t> counts(2 + random.below(4));
        for (auto& count : counts)
            count = random.below(2) == 0 ? random.below(6) : random.below(60);
        counts[random.below(static_cast<std::uint32_t>(counts.size()))] = 20 + random.below(40);
        const auto shown = shown_line(counts, kThreshold);
        const auto found = possible(shown, total(counts));
        CAPTURE(i, counts);
        for (std::size_t cell = 0; cell < counts.size(); ++cell) {
            if (small(counts[cell])) {
                CHECK(found[cell] == std::set<std::uint64_t>{1, 2, 3, 4});
                ++with_hidden;
            } else {
                CHECK(shown[cell].kind != ShownCount::Hidden);
                CHECK(found[cell].count(counts[cell]) == 1);
            }
        }
    }
    CHECK(with_hidden > 500);
}

TEST_CASE("control: the attacker finds a count that is hidden alone") {
    const std::vector<ShownCount> naive = {{ShownCount::Exact, 40}, {ShownCount::Hidden, 0}};
    CHECK(possible(naive, 43)[1] == std::set<std::uint64_t>{3});
    const CountTable table{2, 2, {40, 3, 20, 30}};
    CHECK(TableAttack(table, {40, std::nullopt, 20, 30}).of(1) == std::set<std::uint64_t>{3});
}

TEST_CASE("an attacker who knows all totals of a table pins down no small cell") {
    test::SeededRandom random(2);
    int with_hidden = 0;
    for (int i = 0; i < 400; ++i) {
        CountTable table{2 + random.below(2), 2 + random.below(3), {}};
        for (std::size_t cell = 0; cell < table.rows * table.columns; ++cell)
            table.cells.push_back(random.below(3) == 0 ? random.below(5) : random.below(18));
        const auto shown = hide_small(table, kThreshold);
        const TableAttack attack(table, shown);
        CAPTURE(i, table.rows, table.columns, table.cells);
        for (std::size_t cell = 0; cell < shown.size(); ++cell) {
            if (shown[cell]) CHECK(*shown[cell] == table.cells[cell]);
            if (!small(table.cells[cell])) continue;
            CHECK_FALSE(shown[cell]);
            ++with_hidden;
            const auto& found = attack.of(cell);
            // Where a total is itself so small, all its cells are hidden, and no more can be done.
            if (std::all_of(shown.begin(), shown.end(), [](const auto& one) { return !one; }))
                continue;
            CHECK(*found.rbegin() - *found.begin() >= kThreshold);
        }
    }
    CHECK(with_hidden > 300);
}

TEST_CASE("a small cell amid large ones takes a whole ring of others with it") {
    const CountTable table{3,
                           3,
                           {50, 60, 70,  //
                            80, 2, 90,   //
                            40, 55, 65}};
    const auto shown = hide_small(table, kThreshold);
    CHECK_FALSE(shown[4]);
    CHECK(std::count(shown.begin(), shown.end(), std::nullopt) == 4);
    // Those with the fewest people beside it.
    CHECK_FALSE(shown[1 + 3 * 2]);
    CHECK_FALSE(shown[3]);
    CHECK_FALSE(shown[6]);
}

TEST_CASE("nothing is hidden where nothing is small, and nobody is not hidden") {
    const auto shown = shown_line({5, 0, 900}, kThreshold);
    for (const ShownCount& one : shown) CHECK(one.kind == ShownCount::Exact);
    const auto table = hide_small({2, 2, {5, 0, 0, 12}}, kThreshold);
    CHECK(std::count(table.begin(), table.end(), std::nullopt) == 0);
}

TEST_CASE("of nearly all a report says at least so many") {
    CHECK(shown_part(1'998, 2'000, kThreshold).kind == ShownCount::AtLeast);
    CHECK(shown_part(1'998, 2'000, kThreshold).number == 1'996);
    CHECK(shown_part(1'999, 2'000, kThreshold).number == 1'996);
    CHECK(shown_part(2'000, 2'000, kThreshold).kind == ShownCount::Exact);
    CHECK(shown_part(4, 2'000, kThreshold).kind == ShownCount::Hidden);
    CHECK(shown_part(1'995, 2'000, kThreshold).kind == ShownCount::Exact);
}
