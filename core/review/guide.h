// The conversation guide: three or four sentences by which a clinician may begin, chosen by the
// rules of guide.toml alone (look/clinic.md, "Conversation guide"). Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "review/profile.h"
#include "review/visit.h"

namespace spine::review {

struct GuideLine {
    int slot = 0;
    std::string heading, sentence;
    std::string reason;  // with the number that chose it: "Proof is 88 after reading"
    std::string source;
};

// In each slot the first rule that holds. Slot 0 (tier A open, nobody has taken over) stands alone.
[[nodiscard]] std::vector<GuideLine> guide(const config::Config& config, const Visit& visit,
                                           std::string_view clinic_language);

}  // namespace spine::review
