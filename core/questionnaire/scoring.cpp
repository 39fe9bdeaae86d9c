#include "questionnaire/scoring.h"

#include <algorithm>
#include <string_view>

#include "questionnaire/relevance.h"

namespace spine::questionnaire {

namespace {

const Answer* answer_of(const Answers& answers, std::string_view link_id) {
    const auto found = answers.find(link_id);
    return found == answers.end() || found->second.values.empty() ? nullptr : &found->second;
}

// A coded refusal beside a number scale has no ordinal, and so is no number.
std::optional<double> number_of(const Questionnaire& questionnaire, std::string_view link_id,
                                const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* decimal = std::get_if<double>(&value)) return *decimal;
    const Item* item = questionnaire.find(link_id);
    if (item == nullptr) return std::nullopt;
    for (const Option& option : item->options) {
        if (option.value == value) return option.ordinal;
    }
    return std::nullopt;
}

std::string scored_code(const Value& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const auto* coding = std::get_if<Coding>(&value)) return coding->code;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return {};
}

// The variant that this patient met and answered; null if none.
const DomainItem* answered_variant(const std::vector<DomainItem>& variants,
                                   const Answers& answers) {
    const auto met = std::find_if(variants.begin(), variants.end(), [&](const DomainItem& item) {
        return answer_of(answers, item.link_id) != nullptr;
    });
    return met == variants.end() ? nullptr : &*met;
}

// Items that this questionnaire lacks are no part of the domain: one map serves the short form and
// the long one.
bool is_asked(const std::vector<DomainItem>& variants, const Questionnaire& questionnaire) {
    return std::any_of(variants.begin(), variants.end(), [&](const DomainItem& item) {
        return questionnaire.find(item.link_id) != nullptr;
    });
}

Score score_numbers(const Domain& domain, const std::vector<std::vector<DomainItem>>& asked,
                    const Questionnaire& questionnaire, const Answers& answers) {
    Score score;
    double sum = 0;
    for (const auto& variants : asked) {
        if (!is_asked(variants, questionnaire)) continue;
        ++score.asked;
        const DomainItem* item = answered_variant(variants, answers);
        if (item == nullptr) continue;
        const Value& value = answer_of(answers, item->link_id)->values.front();
        const auto number = number_of(questionnaire, item->link_id, value);
        if (!number) continue;
        const double highest = domain.kind == DomainKind::Agree ? 4 : 10;
        sum += (item->reverse ? highest - *number : *number) * 100 / highest;
        ++score.answered;
    }
    if (score.answered > 0 && score.answered * 2 >= score.asked) score.value = sum / score.answered;
    return score;
}

Score score_knowledge(const std::vector<std::vector<DomainItem>>& asked,
                      const Questionnaire& questionnaire, const Answers& answers) {
    Score score;
    int correct = 0;
    for (const auto& variants : asked) {
        if (!is_asked(variants, questionnaire)) continue;
        ++score.asked;
        const DomainItem* item = answered_variant(variants, answers);
        if (item == nullptr) continue;
        ++score.answered;
        const std::string code = scored_code(answer_of(answers, item->link_id)->values.front());
        if (code == item->correct) ++correct;
        if (code == "not-sure") ++score.not_sure;
    }
    // 2 of 3, 3 of 5: more than half.
    if (score.answered * 2 > score.asked) score.value = correct;
    return score;
}

Score score_side(const Domain& domain, const std::vector<std::vector<DomainItem>>& asked,
                 const Questionnaire& questionnaire, const Answers& answers) {
    return domain.kind == DomainKind::Knowledge
               ? score_knowledge(asked, questionnaire, answers)
               : score_numbers(domain, asked, questionnaire, answers);
}

}  // namespace

std::map<std::string, DomainScore> score(const std::vector<Domain>& map,
                                         const Questionnaire& questionnaire,
                                         const Answers& answers) {
    const Answers counted = relevant_answers(questionnaire, answers);
    std::map<std::string, DomainScore> scores;
    for (const Domain& domain : map) {
        scores[domain.name] = {score_side(domain, domain.before, questionnaire, counted),
                               score_side(domain, domain.after, questionnaire, counted)};
    }
    return scores;
}

}  // namespace spine::questionnaire
