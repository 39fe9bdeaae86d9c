#include "deidentify/joint.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "deidentify/judge.h"
#include "deidentify/some_releases.h"

namespace spine::deidentify {
namespace {

constexpr std::uint64_t kMostJointNodes = 4096;

tl::unexpected<Fault> refused() {
    return fail(causes::joint_refused,
                "Together with what was released before, some people would stand among fewer than "
                "k.",
                "Allow more suppression, take a quasi-identifier out or give its hierarchy coarser "
                "levels, or wait until the data have more new people.");
}

// A release made sound for the absent, and for what former releases asked: for each trace, who of
// its people is in no kept class.
class Mending {
  public:
    // The data's side of it, which is the same for all levels.
    Mending(const JointData& data, const Requirements& requirements)
        : data_(data.microdata()),
          requirements_(requirements),
          traces_(data.traces()),
          some_(data.history(), requirements.k),
          columns_(data.history().former_columns()),
          values_(columns_.empty() ? 0 : data_.combinations()) {
        const auto tallies = data.history().tallies();
        for (const Trace trace : data.traces()) {
            people_.push_back(trace == 0 ? 0 : data.history().people_with(trace));
            known_.push_back(trace != 0);
            tallies_.push_back(tallies[trace]);
        }
        for (const JointData::Former& one : data.former())
            values_[one.combination].emplace_back(one.value, one.rows);
    }

    // Nothing if the release would have to leave out more than it may.
    [[nodiscard]] std::optional<JointRelease> mend(Release release) const {
        if (some_.too_many()) return {};
        JointRelease out{std::move(release), 0, 0, 0};
        const auto classes = classes_by_code(out.release);
        const auto values = values_by_class(out.release);
        for (std::size_t code = 0; code < people_.size(); ++code) {
            if (!known_[code]) continue;
            if (people_[code] < requirements_.k)
                out.too_few_before += people_[code];
            else
                mend_trace(code, classes[code], values, Whole::May, out);
        }
        auto seen = some_.look(present(out.release, classes));
        for (; seen.too_whole; seen = some_.look(present(out.release, classes))) {
            const auto place = std::find(traces_.begin(), traces_.end(), *seen.too_whole);
            const auto code = static_cast<std::size_t>(place - traces_.begin());
            mend_trace(code, classes[code], values, Whole::MayNot, out);
        }
        if (out.release.suppressed() > suppression_limit(requirements_, data_.rows())) return {};
        out.smallest = smallest(out.release, classes, seen.least);
        return out;
    }

  private:
    using Classes = std::vector<std::size_t>;
    // Whether all people of a trace may be there.
    enum class Whole { May, MayNot };

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

    // What the people of each class had in former sensitive columns.
    [[nodiscard]] std::vector<FormerTally> values_by_class(const Release& release) const {
        std::vector<FormerTally> values(release.classes().size());
        for (std::size_t at = 0; at < values_.size(); ++at)
            for (const auto& [value, rows] : values_[at])
                values[release.class_of(at)][value] += rows;
        return values;
    }

    // Whether people with these values hold what each of their releases asked.
    [[nodiscard]] bool holds(const FormerTally& tally) const {
        std::vector<Code> value;
        std::vector<std::uint32_t> rows;
        for (auto at = tally.begin(); at != tally.end();) {
            const std::uint32_t column = at->first.column;
            value.clear();
            rows.clear();
            for (; at != tally.end() && at->first.column == column; ++at) {
                if (at->second == 0) continue;
                value.push_back(at->first.value);
                rows.push_back(at->second);
            }
            if (!value.empty() && !columns_[column].holds({value, rows})) return false;
        }
        return true;
    }

    // By trace.
    [[nodiscard]] std::vector<std::uint64_t> present(const Release& release,
                                                     const std::vector<Classes>& classes) const {
        std::vector<std::uint64_t> people;
        for (std::size_t code = 0; code < classes.size(); ++code) {
            if (!known_[code]) continue;
            people.resize(std::max<std::size_t>(people.size(), traces_[code] + 1));
            for (const std::size_t number : classes[code])
                if (release.classes()[number].kept)
                    people[traces_[code]] += release.classes()[number].rows;
        }
        return people;
    }

    void mend_trace(std::size_t code, Classes classes, const std::vector<FormerTally>& values,
                    Whole whole, JointRelease& out) const {
        Release& release = out.release;
        const auto rows = [&](std::size_t number) { return release.classes()[number].rows; };
        std::erase_if(classes, [&](std::size_t number) {
            const bool kept = release.classes()[number].kept;
            if (kept && !holds(values[number])) release.withhold(number, rows(number));
            return !release.classes()[number].kept;
        });
        std::sort(classes.begin(), classes.end(), [&](std::size_t a, std::size_t b) {
            return std::pair(rows(a), b) > std::pair(rows(b), a);
        });
        std::uint64_t absent = people_[code];
        FormerTally theirs = tallies_[code];
        for (const std::size_t number : classes) {
            absent -= rows(number);
            for (const auto& [value, many] : values[number]) theirs[value] -= many;
        }
        const auto lacks = [&] {
            if (absent == 0) return whole == Whole::MayNot;
            return absent < requirements_.k || !holds(theirs);
        };
        while (!classes.empty() && lacks()) {
            // A part of a class may not hold what the class holds.
            const bool in_parts = requirements_.sensitive.empty() && theirs.empty();
            if (in_parts && withhold_some(classes, requirements_.k - absent, out)) return;
            const std::size_t smallest = classes.back();
            classes.pop_back();
            absent += rows(smallest);
            for (const auto& [value, many] : values[smallest]) theirs[value] += many;
            release.withhold(smallest, rows(smallest));
        }
    }

    // So many rows of the largest classes, which keep k; false if that leaves too few.
    bool withhold_some(const Classes& classes, std::uint64_t missing, JointRelease& out) const {
        const auto spare = [&](std::size_t number) {
            return out.release.classes()[number].rows - requirements_.k;
        };
        std::uint64_t all = 0;
        for (const std::size_t number : classes) all += spare(number);
        if (all < missing) return false;
        for (const std::size_t number : classes) {
            const std::uint64_t taken = std::min(missing, spare(number));
            out.release.withhold(number, taken);
            out.withheld += taken;
            missing -= taken;
        }
        return true;
    }

    // Of the joint classes with k before: those of who is there, and those of who is absent; and
    // `least`, unless it is 0.
    [[nodiscard]] std::uint64_t smallest(const Release& release,
                                         const std::vector<Classes>& classes,
                                         std::uint64_t least) const {
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
    const std::vector<Trace>& traces_;  // by their code in the data
    SomeReleases some_;
    const std::vector<Diversity>& columns_;
    std::vector<std::uint64_t> people_;  // by the trace's code in the data
    std::vector<bool> known_;            // it is not that of people never released
    std::vector<FormerTally> tallies_;   // of all people with that trace
    // By combination: how many of its rows have which value in a former release.
    std::vector<std::vector<std::pair<FormerValue, std::uint32_t>>> values_;
};

struct Best {
    std::tuple<Cost, std::uint64_t, std::uint64_t, Levels> rank;
    JointRelease release;
};

void consider(std::optional<Best>& best, JointRelease release, const Judge& judge) {
    const Levels& levels = release.release.levels();
    auto rank = std::tuple(judge.cost_of(release.release), release.release.suppressed(),
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
    const Judge judge(requirements, data);
    std::optional<Best> best;
    Levels levels(data.quasi_identifiers().size(), 0);
    double all = 1, done = 0;
    for (const Hierarchy& one : data.quasi_identifiers()) all *= static_cast<double>(one.levels());
    do {
        if (watch.progress) watch.progress(done++ / all);
        if (watch.stop.stop_requested())
            return fail("search-cancelled", "The search was cancelled.", "Nothing was changed.");
        auto release = Release::make(data, requirements, levels);
        if (!release) return fail(std::move(release));
        if (auto mended = mending.mend(std::move(*release)))
            consider(best, std::move(*mended), judge);
    } while (advance(levels, data.quasi_identifiers()));
    if (!best) return refused();
    return std::move(best->release);
}

}  // namespace

Result<JointRelease> joint_release(const JointData& data, const Requirements& requirements,
                                   const SearchWatch& watch) {
    if (!data.history_is_the_same())
        return fail(causes::history_changed, "The history has a further release by now.",
                    "Begin the data again, so that each row is looked up in the whole history.");
    const Microdata& microdata = data.microdata();
    const auto found = search(microdata, requirements, watch);
    if (!found && found.error().cause == Cause("no-solution")) return refused();
    if (!found) return fail(found.error());
    auto release = Release::make(microdata, requirements, found->levels);
    if (!release) return fail(std::move(release));
    const Mending mending(data, requirements);
    const std::uint64_t suppressed = release->suppressed();
    auto mended = mending.mend(std::move(*release));
    const bool untouched = mended && mended->release.suppressed() == suppressed;
    if (untouched || found->nodes > kMostJointNodes)
        return mended ? Result<JointRelease>(std::move(*mended)) : refused();
    return best_of_all(microdata, requirements, mending, watch);
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
