// Releases of overlapping people, taken together.
//
// Whoever has two releases of the same people can join them by what a person answered: an answer
// that is rare is a name. Then a person no longer hides in a class of one release, but only among
// those who share the class of each: released rows fall into joint classes, one for each tuple of
// (class or absent, class or absent, ...). Absent counts as a class does: who stands in the first
// release and not in the second is one of those who were subtracted. METHODS.md has the argument.
//
// People are opaque ids, the same in every release; nothing here knows what they are.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "deidentify/diversity.h"
#include "deidentify/groups.h"
#include "deidentify/release.h"
#include "deidentify/requirements.h"
#include "deidentify/search.h"

namespace spine::deidentify {

namespace causes {
inline constexpr Cause person_twice = "person-twice";    // two rows for one person
inline constexpr Cause joint_refused = "joint-refused";  // no levels keep the joint classes large
inline constexpr Cause history_changed = "history-changed";  // since the data were begun
inline constexpr Cause values_unfit = "values-unfit";  // not those that the release began with
}  // namespace causes

using PersonId = ByteArray<16>;
// What all releases so far show of a person, as a number: the same for two people if and only if
// each release has them in the same class, or neither of them. 0: in none.
using Trace = std::uint32_t;

// A sensitive column of a former release, its values as numbers from 0. For the ordered distance
// the numbers stand in the values' order.
struct FormerColumn {
    SensitiveRequirement asked;  // in that release; its order is not needed
    // By number: the rows of that release's table, suppressed ones included.
    std::vector<std::uint64_t> rows;
    std::optional<std::uint32_t> missing;  // the number that says that there is no value
};
// A person's value in a former column, by its number among all of the history's.
struct FormerValue {
    std::uint32_t column = 0, value = 0;
    friend auto operator<=>(const FormerValue&, const FormerValue&) = default;
};

using FormerTally = std::map<FormerValue, std::uint32_t>;

// The releases that were given away, in the order in which they are added. One thread at a time.
//
// Nobody may be taken out of it again, neither who withdrew nor whom the clinic erased: the files
// that left have the row still. A history without the person takes those who shared the person's
// trace for one fewer, and a later release may leave the person alone among the absent. Ids are
// opaque so that they can stay: whoever keeps a history gives ids that lead to nobody once the
// person's own data are gone.
class ReleaseHistory {
  public:
    // A further release. Who is not added to it is absent from it, be it that the data lacked the
    // person or that the row was suppressed: who reads cannot tell these apart. `sensitive`: what
    // it asked of sensitive columns, which every later release keeps for its joint classes.
    void begin_release(std::vector<FormerColumn> sensitive = {});
    // `equivalence_class` is any number that two rows of this release share if they share their
    // generalised quasi-identifiers. `values`: one number for each of the release's sensitive
    // columns. Causes: person_twice, values_unfit; the history is as it was then.
    [[nodiscard]] Status add(const PersonId& person, std::uint32_t equivalence_class,
                             std::span<const std::uint32_t> values = {});

    [[nodiscard]] std::uint32_t releases() const { return releases_; }
    [[nodiscard]] Trace trace_of(const PersonId& person) const;
    // The releases that have the people of a trace, the first one 0, rising.
    [[nodiscard]] std::vector<std::uint32_t> releases_of(Trace trace) const;
    // The same, each with the class that they were in there.
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> classes_of(
        Trace trace) const;
    // One more than the highest trace that anybody has.
    [[nodiscard]] Trace traces() const { return static_cast<Trace>(people_with_.size()); }
    [[nodiscard]] std::uint64_t people_with(Trace trace) const;
    // The joint classes, and the people of the smallest; 0 if nobody was ever released.
    [[nodiscard]] std::uint64_t joint_classes() const;
    [[nodiscard]] std::uint64_t smallest() const;

    // Of all sensitive columns of all releases, in their order.
    [[nodiscard]] const std::vector<Diversity>& former_columns() const { return former_; }
    [[nodiscard]] const std::vector<FormerValue>& values_of(const PersonId& person) const;
    // By trace: how often each value occurs among all of its people.
    [[nodiscard]] std::vector<FormerTally> tallies() const;

  private:
    struct Person {
        Trace trace = 0;
        std::uint32_t last_release = 0;
        std::vector<FormerValue> values;
    };
    [[nodiscard]] bool fit(std::span<const std::uint32_t> values) const;

    std::uint32_t releases_ = 0;
    Groups ids_{2};
    std::vector<Person> people_;  // by the id's number
    Groups steps_{2};  // trace before with release, class: numbered, one less than the trace after
    std::vector<std::uint64_t> people_with_ = {0};  // by trace
    std::vector<Diversity> former_;
    std::vector<std::size_t> values_in_;  // by former column
    std::size_t first_of_release_ = 0;    // of the former columns
    std::vector<FormerValue> nothing_;
};

// A table for a release with a look at those before: one row a person, and what the history has of
// the person beside it. The history must outlive it and stay as it is until the release is made.
class JointData {
  public:
    // Whether append() has to look for people who come twice, at some 50 bytes each, or the caller
    // knows that nobody does.
    enum class Twice { LookedFor, Never };
    // Causes: those of Microdata::create().
    [[nodiscard]] static Result<JointData> create(std::vector<Hierarchy> quasi_identifiers,
                                                  std::vector<std::string> sensitive,
                                                  const ReleaseHistory& history,
                                                  Twice twice = Twice::LookedFor);
    // `cells`: quasi-identifiers, then sensitive ones. Gives the row's combination in microdata().
    // Causes: person_twice, history_changed, those of Microdata::append(); the row counts as not
    // appended then.
    [[nodiscard]] Result<std::uint32_t> append(const PersonId& person,
                                               std::span<const std::string_view> cells);

    // With one fixed column, behind the quasi-identifiers: the person's trace.
    [[nodiscard]] const Microdata& microdata() const { return data_; }
    [[nodiscard]] const ReleaseHistory& history() const { return *history_; }
    [[nodiscard]] bool history_is_the_same() const { return releases_ == history_->releases(); }
    // Where an appended person's row goes; as Release::place().
    [[nodiscard]] Result<Release::Place> place(const Release& release, const PersonId& person,
                                               std::span<const std::string_view> cells,
                                               std::vector<std::string_view>& labels) const;
    // By the code of the fixed column.
    [[nodiscard]] const std::vector<Trace>& traces() const { return traces_; }
    // How often people of a combination have a value in a former release.
    struct Former {
        std::uint32_t combination = 0;
        FormerValue value;
        std::uint32_t rows = 0;
    };
    [[nodiscard]] std::vector<Former> former() const;

  private:
    JointData(Microdata data, const ReleaseHistory& history, Twice twice);
    [[nodiscard]] std::vector<std::string_view> with_trace(std::span<const std::string_view> cells,
                                                           const std::string& trace) const;

    Microdata data_;
    const ReleaseHistory* history_;
    std::uint32_t releases_;
    Twice twice_;
    Groups people_{2};
    std::vector<Trace> traces_;
    Groups former_{2};  // combination; column and value
    std::vector<std::uint32_t> former_rows_;
};

struct JointRelease {
    // Its classes are joint ones: people who share their labels and their trace.
    Release release;
    // Joint class that this release makes or leaves, in people; for who has some of the releases
    // alone, too.
    std::uint64_t smallest = 0;
    std::uint64_t withheld = 0;  // rows left out of kept classes, so that who is absent is not few
    // People of former joint classes that were below k before; none of them is in this release. Who
    // has not all releases sees them among k that are absent at least, or nobody beside them.
    std::uint64_t too_few_before = 0;
};

// The best release of `data` whose joint classes with all of the history hold at least k people,
// those of the absent included, and in each joint class, of the present and of the absent, what
// every former release of those people asked of its sensitive columns.
//
// The one that search() finds, if it holds that. Else, if all choices of levels are at most 4,096,
// the one with the least cost of what is left after mending as below; if they are more, the one
// that search() finds, mended, which need not be the cheapest. The classes of the cost are the
// joint ones. Where a class does not hold what a former release asked, it is left out as a whole.
// Where the absent of a trace would be 1 to k - 1, or do not hold it, rows of kept classes of that
// trace are left out until they are k and hold it: as few as can be where k is all that this and
// all former releases ask for, taken from the largest classes; else the smallest class as a whole,
// and again. So it is with a trace that is whole, where one that was below k before shares a former
// class with it: whoever has that former release alone would have those few (some_releases.h). They
// count against the suppression limit.
//
// Causes: those of search() but no-solution; joint_refused; history_changed.
[[nodiscard]] Result<JointRelease> joint_release(const JointData& data,
                                                 const Requirements& requirements,
                                                 const SearchWatch& watch = {});
// A former release made again: its people, all of them and nobody else, at its levels, none of
// their joint classes parted. It tells whoever has the former one nothing new, nor whoever has
// others (some_releases.h). Nothing where the
// data do not give it: somebody is gone, stands in another class by now, or more rows would be
// left out than may be. `release`: as releases_of() counts. Causes: those of Release::make();
// history_changed.
[[nodiscard]] Result<std::optional<JointRelease>> same_release(const JointData& data,
                                                               const Requirements& requirements,
                                                               const Levels& levels,
                                                               std::uint32_t release);
// The release looks into its data: they must outlive it.
Result<std::optional<JointRelease>> same_release(JointData&&, const Requirements&, const Levels&,
                                                 std::uint32_t) = delete;
Result<JointRelease> joint_release(JointData&&, const Requirements&,
                                   const SearchWatch& = {}) = delete;

// Which rows of kept classes are left out, as the rows go by: each of a class as likely as the
// others. Asked once for each row of a kept class, in any order. The release must outlive it.
class WithheldRows {
  public:
    explicit WithheldRows(const Release& release);
    [[nodiscard]] bool leaves_out(std::size_t equivalence_class, Random& random);

  private:
    struct Left {
        std::uint64_t rows = 0, withheld = 0;
    };
    std::vector<Left> left_;
};

}  // namespace spine::deidentify
