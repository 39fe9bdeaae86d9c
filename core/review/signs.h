// Warning signs as the clinic reads them: what was ticked, in words, and how many were asked.
//
// A sign list is a question with the control SignList. Its exclusive options ("none of these",
// "not sure") are no signs; "not sure" opens the signs one at a time under the linkIds
// "<list>.each.<code>", where yes and "not sure" count and only no takes a sign away.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "review/visit.h"

namespace spine::review {

enum class Warning {
    NoneTicked,
    NotReached,
    Ticked,  // signs that no tier of this clinic's configuration takes up
    TierB,
    TierA
};

struct Sign {
    std::string words;      // in the clinic's language
    bool not_sure = false;  // not ticked, but "not sure": counts as yes
    std::string tier;       // of its list by the configuration's rules: "a", "b" or ""
    friend bool operator==(const Sign&, const Sign&) = default;
};

struct WarningStrip {
    Warning kind = Warning::NotReached;
    // In the questionnaire's order. Empty under a tier if the patient went back and took the sign
    // away: the tier stays.
    std::vector<Sign> signs;
    int asked = 0, answered = 0;  // single signs
};

[[nodiscard]] WarningStrip warning_strip(const config::Config& config, const Visit& visit,
                                         std::string_view clinic_language);

}  // namespace spine::review
