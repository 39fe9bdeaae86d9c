#include "deidentify/joint.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "deidentify/metrics.h"

namespace spine::deidentify {
namespace {

constexpr std::uint64_t kMostNodes = 4096;

tl::unexpected<Fault> refused() {
    return fail(causes::joint_refused,
                "Together with what was released before, some people would stand among fewer than "
                "k.",
                "Allow more suppression, take a quasi-identifier out or give its hierarchy coarser "
                "levels, or wait until the data have more new people.");
}

Trace trace_in(const std::string& cell) {
    Trace trace = 0;
    (void)std::from_chars(cell.data(), cell.data() + cell.size(), trace);
    return trace;
}

// A release made sound for the absent: for each trace, who of its people is in no kept class.
class Mending {
  public:
    // The data's side of it, which is the same for all levels.
    Mending(const Microdata& data, const Requirements& requirements, const ReleaseHistory& history)
        : data_(data), requirements_(requirements) {
        const Dictionary& cells = data.values_of_fixed(0);
        for (std::uint32_t code = 0; code < cells.size(); ++code) {
            const Trace trace = trace_in(cells.value(code));
            people_.push_back(trace == 0 ? 0 : history.people_with(trace));
            known_.push_back(trace != 0);
        }
        rows_.resize(people_.size());
        for (std::size_t at = 0; at < data.combinations(); ++at)
            rows_[code_of(at)] += data.rows_with(at);
    }

    [[nodiscard]] bool person_twice() const {
        for (std::size_t code = 0; code < people_.size(); ++code)
            if (known_[code] && rows_[code] > people_[code]) return true;
        return false;
    }

    // Nothing if the release would have to leave out more than it may.
    [[nodiscard]] std::optional<JointRelease> mend(Release release) const {
        JointRelease out{std::move(release), 0, 0, 0};
        const auto classes = classes_by_code(out.release);
        for (std::size_t code = 0; code < people_.size(); ++code) {
            if (!known_[code]) continue;
            if (people_[code] < requirements_.k)
                out.too_few_before += people_[code];
            else
                mend_trace(people_[code], classes[code], out);
        }
        if (out.release.suppressed() > suppression_limit(requirements_, data_.rows())) return {};
        out.smallest = smallest(out.release, classes);
        return out;
    }

  private:
    using Classes = std::vector<std::size_t>;

    [[nodiscard]] Code code_of(std::size_t combination) const {
        return data_.code(combination, data_.quasi_identifiers().size());
    }

    // The release's classes by the code of their trace.
    [[nodiscard]] std::vector<Classes> classes_by_code(const Release& release) const {
        std::vector<Classes> classes(people_.size());
        std::vector<bool> met(release.classes().size());
        for (std::size_t at = 0; at < data_.combinations(); ++at) {
            const std::size_t number = release.class_of(at);
            if (!met[number]) classes[code_of(at)].push_back(number);
            met[number] = true;
        }
        return classes;
    }

    void mend_trace(std::uint64_t people, Classes classes, JointRelease& out) const {
        Release& release = out.release;
        const auto rows = [&](std::size_t number) { return release.classes()[number].rows; };
        std::erase_if(classes, [&](std::size_t number) { return !release.classes()[number].kept; });
        std::uint64_t kept = 0, spare = 0;
        for (const std::size_t number : classes) {
            kept += rows(number);
            spare += rows(number) - requirements_.k;
        }
        const std::uint64_t absent = people - kept;
        if (absent == 0 || absent >= requirements_.k) return;
        std::uint64_t missing = requirements_.k - absent;
        std::sort(classes.begin(), classes.end(), [&](std::size_t a, std::size_t b) {
            return std::pair(rows(a), b) > std::pair(rows(b), a);
        });
        if (!requirements_.sensitive.empty() || spare < missing) {
            // A kept class has k rows at least: one is enough.
            release.withhold(classes.back(), rows(classes.back()));
            return;
        }
        for (const std::size_t number : classes) {
            const std::uint64_t taken = std::min(missing, rows(number) - requirements_.k);
            release.withhold(number, taken);
            out.withheld += taken;
            missing -= taken;
        }
    }

    // Of the joint classes with k before: those of who is there, and those of who is absent.
    [[nodiscard]] std::uint64_t smallest(const Release& release,
                                         const std::vector<Classes>& classes) const {
        std::uint64_t least = 0;
        const auto take = [&](std::uint64_t people) {
            if (people > 0 && (least == 0 || people < least)) least = people;
        };
        for (std::size_t code = 0; code < classes.size(); ++code) {
            std::uint64_t kept = 0;
            for (const std::size_t number : classes[code]) {
                if (!release.classes()[number].kept) continue;
                kept += release.classes()[number].rows;
                take(release.classes()[number].rows);
            }
            if (known_[code] && people_[code] >= requirements_.k) take(people_[code] - kept);
        }
        return least;
    }

    const Microdata& data_;
    const Requirements& requirements_;
    std::vector<std::uint64_t> people_, rows_;  // by the trace's code in the data
    std::vector<bool> known_;                   // it is not that of people never released
};

struct Best {
    std::tuple<double, std::uint64_t, std::uint64_t, Levels> rank;
    JointRelease release;
};

void consider(std::optional<Best>& best, JointRelease release, Metric metric) {
    const Levels& levels = release.release.levels();
    const double cost = metric == Metric::Loss
                            ? loss(release.release)
                            : static_cast<double>(discernibility(release.release));
    auto rank = std::tuple(cost, release.release.suppressed(),
                           std::accumulate(levels.begin(), levels.end(), std::uint64_t{0}), levels);
    if (!best || rank < best->rank) best = Best{std::move(rank), std::move(release)};
}

// The next choice of levels, all of them in turn; false after the last.
bool advance(Levels& levels, const std::vector<Hierarchy>& hierarchies) {
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (++levels[i] < hierarchies[i].levels()) return true;
        levels[i] = 0;
    }
    return false;
}

Result<JointRelease> best_of_all(const Microdata& data, const Requirements& requirements,
                                 const Mending& mending, const SearchWatch& watch) {
    std::optional<Best> best;
    Levels levels(data.quasi_identifiers().size(), 0);
    do {
        if (watch.stop.stop_requested())
            return fail("search-cancelled", "The search was cancelled.", "Nothing was changed.");
        auto release = Release::make(data, requirements, levels);
        if (!release) return fail(std::move(release));
        if (auto mended = mending.mend(std::move(*release)))
            consider(best, std::move(*mended), requirements.metric);
    } while (advance(levels, data.quasi_identifiers()));
    if (!best) return refused();
    return std::move(best->release);
}

}  // namespace

Result<JointRelease> joint_release(const Microdata& data, const Requirements& requirements,
                                   const ReleaseHistory& history, const SearchWatch& watch) {
    const Mending mending(data, requirements, history);
    if (mending.person_twice())
        return fail(causes::person_twice, "A person has two rows in the data.",
                    "Joint classes are counted in people: release one row for each.");
    const auto found = search(data, requirements, watch);
    if (!found && found.error().cause == Cause("no-solution")) return refused();
    if (!found) return fail(found.error());
    auto release = Release::make(data, requirements, found->levels);
    if (!release) return fail(std::move(release));
    const std::uint64_t suppressed = release->suppressed();
    auto mended = mending.mend(std::move(*release));
    // What needs no mending costs what the search found to be the least.
    const bool untouched = mended && mended->release.suppressed() == suppressed;
    if (untouched || found->nodes > kMostNodes)
        return mended ? Result<JointRelease>(std::move(*mended)) : refused();
    return best_of_all(data, requirements, mending, watch);
}

WithheldRows::WithheldRows(const Release& release) {
    for (const EquivalenceClass& one : release.classes())
        left_.push_back({one.rows + one.withheld, one.kept ? one.withheld : 0});
}

bool WithheldRows::leaves_out(std::size_t equivalence_class, Random& random) {
    Left& left = left_[equivalence_class];
    if (left.withheld == 0) return false;
    const bool out = random.below(static_cast<std::uint32_t>(left.rows)) < left.withheld;
    --left.rows;
    if (out) --left.withheld;
    return out;
}

}  // namespace spine::deidentify
