// What somebody sees who has a new release and some of the former ones, but not all: unions of
// joint classes. A joint class that is too small to be in the new release is absent from it as a
// whole; who has all releases learns nothing new by that. Who lacks the release that parted it from
// others, which are all there, has those few alone among the absent. METHODS.md has the argument.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "deidentify/joint.h"

namespace spine::deidentify {

// Of a history as it is when this is made. Looking is cheap, making it takes the time of all pairs
// of traces of which one has fewer than k people. One thread.
class SomeReleases {
  public:
    SomeReleases(const ReleaseHistory& history, std::uint64_t k);

    struct Seen {
        // One that is there, of a union of which 1 to k - 1 people are absent. Once k of its people
        // are absent, so are k of each union that has it.
        std::optional<Trace> too_whole;
        std::uint64_t least = 0;  // absent people of a union, else; 0: there is none
    };
    // `present`: by trace, the people whom the new release has; of a trace with fewer than k none.
    [[nodiscard]] Seen look(const std::vector<std::uint64_t>& present) const;
    // So many traces were too small that not all pairs were looked at: nothing may be released.
    [[nodiscard]] bool too_many() const { return too_many_; }

  private:
    std::uint64_t k_;
    bool too_many_ = false;
    std::vector<std::uint64_t> people_;       // by trace
    std::vector<std::vector<Trace>> unions_;  // that have one which is too small
};

}  // namespace spine::deidentify
