#include "deidentify/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "deidentify/class_table.h"
#include "deidentify/judge.h"
#include "deidentify/lattice.h"
#include "deidentify/metrics.h"

namespace spine::deidentify {
namespace {

constexpr std::uint64_t kMostNodes = std::uint64_t{1} << 24U;
// Classes gone through between two looks at the watch: about a millisecond.
constexpr std::size_t kClassesALook = 200'000;

struct Candidate {
    Cost cost = 0;
    std::uint64_t suppressed = 0, height = 0;
    Levels levels;
    [[nodiscard]] auto rank() const { return std::tie(cost, suppressed, height, levels); }
};

class Search {
  public:
    Search(const Microdata& data, const Requirements& requirements, const SearchWatch& watch)
        : watch_(watch),
          lattice_(data.quasi_identifiers()),
          judge_(requirements, data),
          former_(data),
          limit_(suppression_limit(requirements, data.rows())),
          order_(lattice_.columns()),
          formed_(lattice_.nodes(), false),
          too_fine_(lattice_, NodeSet::Closed::Finer),
          fine_enough_(lattice_, NodeSet::Closed::Coarser),
          too_coarse_(lattice_, NodeSet::Closed::Coarser) {
        std::iota(order_.begin(), order_.end(), 0);
        std::stable_sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) {
            return data.quasi_identifiers()[a].values() > data.quasi_identifiers()[b].values();
        });
        for (const std::size_t column : order_)
            tables_.emplace_back(std::size_t{lattice_.top(column)} + 1);
        finest_ = former_.finest(judge_.needs_histograms());
    }

    void run() {
        visit(finest_);
        climb();
        descend(0, finest_);
    }
    [[nodiscard]] const std::optional<Candidate>& best() const { return best_; }
    [[nodiscard]] bool cancelled() const { return cancelled_; }
    [[nodiscard]] std::uint64_t nodes() const { return lattice_.nodes(); }
    [[nodiscard]] std::uint64_t formed() const { return formed_count_; }

  private:
    [[nodiscard]] bool beyond_best(Cost cost) const { return best_ && cost > best_->cost; }

    // Judges a node whose classes were formed, and what follows for its neighbours.
    Verdict visit(const ClassTable& table) {
        const Verdict verdict = judge_.judge(table);
        const std::size_t node = lattice_.number(table.levels);
        if (!formed_[node]) ++formed_count_;
        formed_[node] = true;
        if (verdict.suppressed <= limit_) consider(table.levels, verdict);
        if (verdict.suppressed_finer > limit_ || beyond_best(verdict.finer))
            too_fine_.add(node);
        else
            fine_enough_.add(node);
        if (beyond_best(verdict.coarser)) too_coarse_.add(node);
        look(table.classes());
        return verdict;
    }

    void consider(const Levels& levels, const Verdict& verdict) {
        Candidate one{verdict.cost, verdict.suppressed,
                      std::accumulate(levels.begin(), levels.end(), std::uint64_t{0}), levels};
        if (!best_ || one.rank() < best_->rank()) best_ = std::move(one);
    }

    void look(std::size_t classes) {
        since_look_ += classes + 1;
        if (since_look_ < kClassesALook) return;
        since_look_ = 0;
        cancelled_ = cancelled_ || watch_.stop.stop_requested();
        if (watch_.progress)
            watch_.progress(static_cast<double>(settled_) / static_cast<double>(lattice_.nodes()));
    }

    // Finds a good node quickly, so that the bounds cut from the start: from the finest node up, by
    // the neighbour that costs least, each from the last one's classes.
    void climb() {
        ClassTable here = finest_, next, chosen;
        while (!cancelled_) {
            std::optional<Cost> least;
            for (std::size_t column = 0; column < lattice_.columns(); ++column) {
                Levels levels = here.levels;
                if (levels[column] == lattice_.top(column)) continue;
                ++levels[column];
                former_.form(here, levels, next);
                const Cost cost = visit(next).cost;
                if (least && cost >= *least) continue;
                least = cost;
                std::swap(next, chosen);
            }
            if (!least) return;
            std::swap(here, chosen);
            if (too_coarse_.has(lattice_.number(here.levels))) return;
        }
    }

    // All nodes that agree with `table` in the first `depth` columns (in the search's order).
    // `table` is the finest of them. Coarse ones first: they are small, and rule out finer ones.
    void descend(std::size_t depth, const ClassTable& table) {
        if (depth == lattice_.columns()) {
            ++settled_;
            return;
        }
        const std::size_t column = order_[depth];
        const std::uint64_t below = nodes_below(depth + 1);
        const std::size_t finest = finest_open(depth, table);
        settled_ += finest * below;
        auto& tables = tables_[depth];
        form_levels(column, finest, table, tables);
        for (std::size_t level = tables.size(); level-- > finest;) {
            Levels levels = table.levels;
            levels[column] = static_cast<std::uint8_t>(level);
            if (cancelled_ || too_fine_.has(coarsest_below(depth + 1, levels))) {
                settled_ += (level - finest + 1) * below;
                return;
            }
            const ClassTable& next = level == 0 ? table : tables[level];
            if (open(levels, next))
                descend(depth + 1, next);
            else
                settled_ += below;
        }
    }

    // Whether one of the nodes that are `levels` or coarser may be the best.
    [[nodiscard]] bool open(const Levels& levels, const ClassTable& table) {
        const std::size_t node = lattice_.number(levels);
        if (too_coarse_.has(node) || beyond_best(judge_.at_least(levels))) return false;
        if (!formed_[node]) visit(table);
        return !too_coarse_.has(node);
    }

    // The lowest level of the next column that may be part of the best: its coarsest node is not
    // too fine. Beyond the last level if none may.
    [[nodiscard]] std::size_t finest_open(std::size_t depth, const ClassTable& table) {
        Levels levels = table.levels;
        const ClassTable* from = &table;
        const std::size_t column = order_[depth], top = lattice_.top(column);
        for (std::size_t level = 0; level <= top; ++level) {
            levels[column] = static_cast<std::uint8_t>(level);
            const Levels coarsest = coarsest_levels(depth + 1, levels);
            const std::size_t node = lattice_.number(coarsest);
            if (too_fine_.has(node)) continue;
            if (formed_[node] || fine_enough_.has(node)) return level;
            ClassTable& probe = probes_[level % 2];
            former_.form(*from, coarsest, probe);
            visit(probe);
            if (!too_fine_.has(node)) return level;
            from = &probe;
        }
        return top + 1;
    }

    // `tables` become those of the column's levels from `finest` up, each from its finer one.
    void form_levels(std::size_t column, std::size_t finest, const ClassTable& table,
                     std::vector<ClassTable>& tables) {
        const ClassTable* from = &table;
        Levels levels = table.levels;
        for (std::size_t level = std::max<std::size_t>(1, finest); level < tables.size(); ++level) {
            levels[column] = static_cast<std::uint8_t>(level);
            if (too_coarse_.has(lattice_.number(levels)) || beyond_best(judge_.at_least(levels)))
                return;
            former_.form(*from, levels, tables[level]);
            from = &tables[level];
        }
    }

    [[nodiscard]] Levels coarsest_levels(std::size_t depth, Levels levels) const {
        for (std::size_t i = depth; i < order_.size(); ++i)
            levels[order_[i]] = lattice_.top(order_[i]);
        return levels;
    }
    [[nodiscard]] std::size_t coarsest_below(std::size_t depth, const Levels& levels) const {
        return lattice_.number(coarsest_levels(depth, levels));
    }

    [[nodiscard]] std::uint64_t nodes_below(std::size_t depth) const {
        std::uint64_t nodes = 1;
        for (std::size_t i = depth; i < order_.size(); ++i) nodes *= lattice_.top(order_[i]) + 1U;
        return nodes;
    }

    const SearchWatch& watch_;
    Lattice lattice_;
    Judge judge_;
    ClassFormer former_;
    std::uint64_t limit_;
    ClassTable finest_;
    std::array<ClassTable, 2> probes_;
    std::vector<std::size_t> order_;               // of the columns
    std::vector<std::vector<ClassTable>> tables_;  // by depth, then by the column's level
    std::optional<Candidate> best_;
    std::vector<bool> formed_;
    std::uint64_t formed_count_ = 0, settled_ = 0;
    NodeSet too_fine_, fine_enough_, too_coarse_;
    std::size_t since_look_ = 0;
    bool cancelled_ = false;
};

}  // namespace

Result<Solution> search(const Microdata& data, const Requirements& requirements,
                        const SearchWatch& watch) {
    if (auto checked = check(requirements, data); !checked) return fail(std::move(checked));
    if (Lattice(data.quasi_identifiers()).nodes() > kMostNodes)
        return fail("lattice-too-large",
                    fmt::format("There are more than {} choices of levels.", kMostNodes),
                    "Name fewer quasi-identifiers, or give their hierarchies fewer levels.");
    Search searching(data, requirements, watch);
    searching.run();
    if (searching.cancelled())
        return fail("search-cancelled", "The search was cancelled.", "Start it again.");
    if (!searching.best())
        return fail("no-solution", "No choice of levels holds what is asked for.",
                    "Allow more rows to be suppressed, ask for less, or add a coarser level.");
    if (watch.progress) watch.progress(1);
    const Candidate& best = *searching.best();
    const auto release = Release::make(data, requirements, best.levels);
    if (!release) return fail(release.error());
    return Solution{
        best.levels,    release->suppressed(), release->kept_classes(), discernibility(*release),
        loss(*release), searching.nodes(),     searching.formed()};
}

}  // namespace spine::deidentify
