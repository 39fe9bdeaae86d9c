// What a project that comes from elsewhere becomes here: whose texts it speaks of, and which
// entries it adds to the history.
//
// Pure; any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "coding/history.h"
#include "coding/qdpx.h"

namespace spine::coding {

struct Arrival {
    std::vector<Entry> entries;  // to add, in this order; none: all of it is here already
    bool with_history = false;   // they are the file's own, who and when as it says
    std::size_t texts = 0, codes = 0, units = 0;  // of what is taken, new or not
    // As ReadProject's, and "text" for each that is none of ours, "unit" for each in one of those.
    std::map<std::string, std::size_t> not_taken;
};

// `ours`: the texts that may be coded here. A text is ours if it has the guid and, letter for
// letter, the words of one; or the words of exactly one, whatever its guid. Where another program
// has changed how lines end, units keep their words. A text with a guid of ours and other words is
// none of ours: one of the two was redacted otherwise.
//
// Where the file has a history that tells of all that is in it, all its texts are ours, and the
// history goes on from what the one here says of them (or this one from that), its entries are
// taken as they are; but for entries that write anew a condensate that rests here on units of other
// texts, which would take these from it. Coders without a name that are ours (coders.h) are who
// they are. In any other case "history" is not taken, and there is one entry, by `mine` as to id,
// person and time, with the steps of towards.h.
//
// A history leaves without what was done in texts that do not (history.h: restricted_to), under the
// same guids. Where such a one was taken in anew, and the texts are back, the two computers'
// histories say different things of the same entries: from then on what goes between them is taken
// as one entry each time, whole, but without who did what before. Faults: those of steps_towards()
// and History::of().
[[nodiscard]] Result<Arrival> arrive(const History& here, const ReadProject& file,
                                     const std::vector<Source>& ours, Entry mine);

}  // namespace spine::coding
