#include "review/visit.h"

#include "base/bytes.h"
#include "questionnaire/relevance.h"

namespace spine::review {

questionnaire::Answers decode_answers(
    const questionnaire::Questionnaire& questionnaire,
    const std::map<std::string, std::string, std::less<>>& encoded) {
    questionnaire::Answers answers;
    for (const auto& [link_id, json] : encoded) {
        const questionnaire::Item* item = questionnaire.find(link_id);
        if (item == nullptr) continue;
        if (auto answer = questionnaire::decode(*item, json))
            answers.emplace(link_id, std::move(*answer));
    }
    return questionnaire::relevant_answers(questionnaire, answers);
}

Visit visit_of(const archive::Row& row, const archive::Response& response,
               const config::Config& config) {
    Visit visit;
    visit.code = response.code;
    visit.session = row.place.ref().text();
    visit.tablet = row.summary.tablet;
    visit.language = response.language;
    visit.status = std::string(crypto::name_of(row.place.status));
    // A sign that another end of this session holds counts here, too: "a" before "b" before none.
    visit.tier =
        row.summary.tier.empty() || (!response.tier.empty() && response.tier < row.summary.tier)
            ? response.tier
            : row.summary.tier;
    visit.after_visit = response.after_visit;
    visit.staff_led_on = response.staff_led_on;
    visit.taken_over = row.marks.taken_over;
    visit.reviewed = row.marks.reviewed;
    visit.reviewed_by = row.marks.reviewed_by;
    visit.reviewed_at = row.marks.reviewed_at;
    visit.started = response.started;
    visit.ended = response.ended;
    visit.questionnaire = response.questionnaire;
    for (const auto& [step, at] : response.shown) visit.shown.insert(step);
    if (const auto* asked = questionnaire_of(config, visit))
        visit.answers = decode_answers(*asked, response.answers);
    return visit;
}

const questionnaire::Questionnaire* questionnaire_of(const config::Config& config,
                                                     const Visit& visit) {
    const auto found = config.questionnaires.find(visit.questionnaire);
    return found == config.questionnaires.end() ? nullptr : &found->second;
}

}  // namespace spine::review
