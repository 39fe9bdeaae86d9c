// The ends of one session: the heads under which it stands, of which one is the session's and the
// others are branches (FORMAT.md §8, "What counts").
#pragma once

#include <vector>

#include "archive/archive.h"
#include "crypto/bundle.h"

namespace spine::importing {

// The better one is the session's, where neither says only what the other begins with: by status,
// then by the number of records, then by the smaller head. It does not hang on which came first.
[[nodiscard]] bool better_end(const archive::SessionPlace& one, const archive::SessionPlace& other);
void put_best_first(std::vector<archive::SessionPlace>& ends);

// The fields of an earlier head that crypto::VerifiedBundle::extends() compares.
[[nodiscard]] crypto::Head head_of(const archive::SessionPlace& place);

// The ends of one session that a store holds, without their records.
class MetEnds {
  public:
    void add(const crypto::VerifiedBundle& bundle);
    // The best first; open heads that another goes on from are left out.
    [[nodiscard]] std::vector<archive::SessionPlace> standing() const;

  private:
    struct Met {
        archive::SessionPlace place;
        std::vector<crypto::Hash> fills;  // the links wherever a head could have stood
        [[nodiscard]] bool goes_on_from(const archive::SessionPlace& open) const;
    };
    std::vector<Met> met_;
};

}  // namespace spine::importing
