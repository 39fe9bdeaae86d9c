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

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "deidentify/groups.h"
#include "deidentify/release.h"
#include "deidentify/requirements.h"
#include "deidentify/search.h"

namespace spine::deidentify {

namespace causes {
inline constexpr Cause person_twice = "person-twice";    // two rows for one person
inline constexpr Cause joint_refused = "joint-refused";  // no levels keep the joint classes large
}  // namespace causes

using PersonId = ByteArray<16>;
// What all releases so far show of a person, as a number: the same for two people if and only if
// each release has them in the same class, or neither of them. 0: in none.
using Trace = std::uint32_t;

// The releases that were given away, in the order in which they are added. One thread at a time.
class ReleaseHistory {
  public:
    // A further release. Who is not added to it is absent from it, be it that the data lacked the
    // person or that the row was suppressed: who reads cannot tell these apart.
    void begin_release();
    // `equivalence_class` is any number that two rows of this release share if they share their
    // generalised quasi-identifiers. Cause: person_twice.
    [[nodiscard]] Status add(const PersonId& person, std::uint32_t equivalence_class);

    [[nodiscard]] std::uint32_t releases() const { return releases_; }
    [[nodiscard]] Trace trace_of(const PersonId& person) const;
    [[nodiscard]] std::uint64_t people_with(Trace trace) const;
    // The joint classes, and the people of the smallest; 0 if nobody was ever released.
    [[nodiscard]] std::uint64_t joint_classes() const;
    [[nodiscard]] std::uint64_t smallest() const;

  private:
    struct Person {
        Trace trace = 0;
        std::uint32_t last_release = 0;
    };
    std::uint32_t releases_ = 0;
    Groups ids_{2};
    std::vector<Person> people_;  // by the id's number
    Groups steps_{2};  // trace before with release, class: numbered, one less than the trace after
    std::vector<std::uint64_t> people_with_ = {0};  // by trace
};

// What stands in the fixed column of a new release's data for a person of that trace.
[[nodiscard]] std::string trace_cell(Trace trace);

struct JointRelease {
    // Its classes are joint ones: people who share their labels and their trace.
    Release release;
    std::uint64_t smallest = 0;  // joint class that this release makes or leaves, in people
    std::uint64_t withheld = 0;  // rows left out of kept classes, so that who is absent is not few
    // People of former joint classes that were below k before; none of them is in this release, and
    // so it says nothing new of them.
    std::uint64_t too_few_before = 0;
};

// The best release of `data` whose joint classes with all of `history` hold at least k people,
// those of the absent included. `data` has one row a person and exactly one fixed column, filled
// with trace_cell(history.trace_of(person)).
//
// The one that search() finds, if it holds that; else of all choices of levels, if they are at most
// 4,096, the one with the least cost; the classes of the cost are the joint ones. Where the absent
// of a trace would be 1 to k - 1, rows of kept classes of that trace are left out until they are k:
// as few as can be where k is all that is asked for, taken from the largest classes; where
// sensitive columns are named, the smallest class as a whole, since part of a class may not hold
// what the whole holds. They count against the suppression limit.
//
// Causes: those of search() but no-solution; joint_refused; person_twice (more rows have a trace
// than people).
[[nodiscard]] Result<JointRelease> joint_release(const Microdata& data,
                                                 const Requirements& requirements,
                                                 const ReleaseHistory& history,
                                                 const SearchWatch& watch = {});
// The release looks into its data: they must outlive it.
Result<JointRelease> joint_release(Microdata&&, const Requirements&, const ReleaseHistory&,
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
