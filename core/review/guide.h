// The conversation guide: three or four sentences by which a clinician may begin, chosen by the
// rules of guide.toml alone (look/clinic.md, "Conversation guide"). Pure.
//
// What a rule's condition may name, first match wins:
//   <domain>.before .after .last .fall   scores 0-100 (knowledge: number correct); .last is after,
//                                        else before; .fall is before - after
//   tier         'a', 'b' or 'none'      taken-over   'true' or 'false' (in the clinic program)
//   hope.highest the highest of guide.toml's `remaining` hopes, if its .last is 75 or more
//   said         the ids of the rules chosen in earlier slots
//   teach-back.missed   number answered and not right; not-sure   number of "not sure" in the last
//                       asking of the knowledge items; both absent if it was not reached
//   any linkId
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "review/visit.h"

namespace spine::review {

struct GuideLine {
    int slot = 0;
    std::string heading, sentence;
    std::string reason;  // with the number that chose it: "Proof is 88"
    std::string source;
};

// In each slot the first rule that holds and whose sentence can be filled in. Slot 0 (tier A open,
// nobody has taken over) stands alone. Empty if the questionnaire is not known.
[[nodiscard]] std::vector<GuideLine> guide(const config::Config& config, const Visit& visit,
                                           std::string_view clinic_language);

}  // namespace spine::review
