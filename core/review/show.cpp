#include "review/show.h"

#include <algorithm>

namespace spine::review {
namespace {

using questionnaire::Domain;

bool has_items(const Domain& domain, const questionnaire::Questionnaire& questionnaire) {
    const auto any_of = [&](const std::vector<std::vector<questionnaire::DomainItem>>& items) {
        return std::any_of(items.begin(), items.end(), [&](const auto& variants) {
            return std::any_of(variants.begin(), variants.end(), [&](const auto& item) {
                return questionnaire.find(item.link_id) != nullptr;
            });
        });
    };
    return any_of(domain.before) || any_of(domain.after);
}

std::map<std::string, archive::DomainScores> scores(const config::Config& config,
                                                    const questionnaire::Questionnaire& asked,
                                                    const questionnaire::Answers& answers) {
    auto scored = questionnaire::score(config.scoring, asked, answers);
    std::map<std::string, archive::DomainScores> out;
    for (const Domain& domain : config.scoring) {
        if (!has_items(domain, asked)) continue;
        const questionnaire::DomainScore& score = scored[domain.name];
        out[domain.name] = {score.before.value, score.after.value};
    }
    return out;
}

}  // namespace

std::map<std::string, archive::DomainScores> scores_of(const config::Config& config,
                                                       const Visit& visit) {
    const auto* asked = questionnaire_of(config, visit);
    if (asked == nullptr) return {};
    return scores(config, *asked, visit.answers);
}

archive::Scores summary_scores(
    const config::Config& config, std::string_view questionnaire_id,
    const std::map<std::string, std::string, std::less<>>& encoded_answers) {
    archive::Scores row;
    const auto asked = config.questionnaires.find(std::string(questionnaire_id));
    if (asked == config.questionnaires.end()) return row;
    const auto scored =
        scores(config, asked->second, decode_answers(asked->second, encoded_answers));
    for (std::size_t i = 0; i < row.size(); ++i) {
        const auto found = scored.find(std::string(archive::kDomains.at(i)));
        if (found != scored.end()) row.at(i) = found->second;
    }
    return row;
}

}  // namespace spine::review
