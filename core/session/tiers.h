// Which tiers of warning signs a patient's answers reach (evidence.md section 2).
#pragma once

#include "questionnaire/expression.h"
#include "questionnaire/walk_rules.h"

namespace spine::session {

struct Tiers {
    bool a = false, b = false;
};

// `ended`: nothing more will be answered. Then a "not sure" whose single signs were left open
// counts as yes, as the rules at the end say; before that the patient is still being asked.
[[nodiscard]] Tiers tiers_of(const questionnaire::WalkRules& rules,
                             const questionnaire::Lookup& answers, bool ended);

}  // namespace spine::session
