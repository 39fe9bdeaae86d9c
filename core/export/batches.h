// The batches of sessions that tables are counted by, as the clinic's first export of each cut
// them. Internal to the module.
//
// A session's place is the ledger's and no archive's: computers that have imported the same entries
// cut alike, and so does an archive that was made anew. Of two computers that cut without knowing
// of each other the older cut stands; sessions that the younger one had with others are in no batch
// any more, or two tables could be subtracted down to them.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "deidentify/joint.h"

namespace spine::exporting {

class Batches {
  public:
    // As an earlier export cut them, by its numbers; the oldest export first. One without so many
    // different people as a batch has is none, and they are in none any more.
    void take(std::map<std::uint32_t, std::vector<deidentify::PersonId>> cut);
    // Further ones, of those who are in none yet, in this order. The rest, too few for one, waits.
    void cut(std::span<const deidentify::PersonId> as_they_came);

    [[nodiscard]] std::size_t size() const { return batches_.size(); }
    [[nodiscard]] const std::vector<deidentify::PersonId>& at(std::size_t number) const {
        return batches_[number];
    }

  private:
    static constexpr std::uint32_t kNone = UINT32_MAX;  // and never will be
    std::vector<std::vector<deidentify::PersonId>> batches_;
    std::map<deidentify::PersonId, std::uint32_t> of_;
};

}  // namespace spine::exporting
