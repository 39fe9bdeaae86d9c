#include "session/tiers.h"

namespace spine::session {

Tiers tiers_of(const questionnaire::WalkRules& rules, const questionnaire::Lookup& answers,
               bool ended) {
    const auto holds = [&](const std::optional<questionnaire::Expression>& rule) {
        return rule && rule->holds(answers);
    };
    return {holds(rules.tier_a) || (ended && holds(rules.tier_a_at_end)),
            holds(rules.tier_b) || (ended && holds(rules.tier_b_at_end))};
}

}  // namespace spine::session
