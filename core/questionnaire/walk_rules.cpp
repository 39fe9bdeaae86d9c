#include "questionnaire/walk_rules.h"

#include <algorithm>

namespace spine::questionnaire {

bool research_counts(const WalkRules& rules, const Answers& answers) {
    if (rules.consent_research.empty()) return false;
    const std::string research = only_code(answers, rules.consent_research);
    if (research != "true" && research != "yes") return false;
    const auto& young = rules.ages_without_research;
    if (young.empty()) return true;
    // Whoever does not say how old they are may be too young.
    const std::string age = only_code(answers, rules.age);
    return !age.empty() && std::find(young.begin(), young.end(), age) == young.end();
}

}  // namespace spine::questionnaire
