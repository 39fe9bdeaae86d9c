// Which items of a questionnaire the walk treats specially, as `[walk.<questionnaire>]` of
// kiosk.toml names them. A questionnaire without such a table is simply asked to its end.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "questionnaire/answers.h"
#include "questionnaire/expression.h"

namespace spine::questionnaire {

struct WalkRules {
    std::string consent_care, consent_research;      // linkIds; both empty: no consent is asked
    std::string age;                                 // linkId of the age band
    std::vector<std::string> ages_without_research;  // codes for which research counts as no
    std::optional<Expression> tier_a, tier_b;        // names are linkIds
    // Asked as well once nothing more will be answered: what was left open then counts.
    std::optional<Expression> tier_a_at_end, tier_b_at_end;
    // The second asking repeats item X under the linkId X + ".after" (design.md).
    bool asks_for_code_first = false;  // after-visit: the patient types the old code
};

// Research consent as it counts: yes was answered, and where the clinic has an age limit an age
// band that is not below it; an age that was not said counts as below. False where no consent to
// research is asked.
[[nodiscard]] bool research_counts(const WalkRules& rules, const Answers& answers);

}  // namespace spine::questionnaire
