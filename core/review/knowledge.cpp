#include "review/knowledge.h"

#include <algorithm>

#include "review/profile.h"
#include "review/wording.h"

namespace spine::review {
namespace {

using questionnaire::DomainItem;
using questionnaire::DomainKind;

std::string answered_code(const questionnaire::Value& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    const auto* coding = std::get_if<questionnaire::Coding>(&value);
    return coding == nullptr ? std::string() : coding->code;
}

void take(const DomainItem& asked, const questionnaire::Item& item, const Reach& reach,
          const Visit& visit, std::string_view language, Knowledge& knowledge) {
    const Mark mark = reach.mark(asked.link_id);
    knowledge.mark = std::min(knowledge.mark, mark);
    if (mark == Mark::NotAsked) return;
    ++knowledge.of;
    if (mark != Mark::Value) return;
    const questionnaire::Answer& answer = visit.answers.find(asked.link_id)->second;
    const std::string code = answered_code(answer.values.front());
    if (code == asked.correct) {
        ++knowledge.right;
        return;
    }
    const bool not_sure = code == "not-sure";
    if (not_sure) ++knowledge.not_sure;
    knowledge.misses.push_back({asked.link_id, {}, answer_words(item, answer, language), not_sure});
}

Knowledge asking(const config::Config& config, const Visit& visit, std::string_view language,
                 bool after) {
    Knowledge knowledge;
    knowledge.mark = Mark::NotAsked;
    const auto* asked = questionnaire_of(config, visit);
    if (asked == nullptr) return knowledge;
    const Reach reach(*asked, visit);
    for (const questionnaire::Domain& domain : config.scoring) {
        if (domain.kind != DomainKind::Knowledge) continue;
        const auto& items = after ? domain.after : domain.before;
        for (std::size_t i = 0; i < items.size(); ++i) {
            for (const DomainItem& item : items[i]) {
                const questionnaire::Item* found = asked->find(item.link_id);
                if (found == nullptr) continue;
                const std::size_t before = knowledge.misses.size();
                take(item, *found, reach, visit, language, knowledge);
                // Both askings of an item stand at the same place of the map.
                if (knowledge.misses.size() > before && i < domain.before.size() &&
                    !domain.before[i].empty())
                    knowledge.misses.back().link_id = domain.before[i].front().link_id;
            }
        }
    }
    for (TeachBackMiss& miss : knowledge.misses) {
        const auto topic = config.guide_words.topics.find(miss.link_id);
        if (topic != config.guide_words.topics.end())
            miss.topic = words_in(topic->second, language);
        else if (const auto* item = asked->find(miss.link_id))
            miss.topic = item->text.in(language);
    }
    return knowledge;
}

}  // namespace

Knowledge teach_back(const config::Config& config, const Visit& visit,
                     std::string_view clinic_language) {
    return asking(config, visit, clinic_language, true);
}

Knowledge first_asking(const config::Config& config, const Visit& visit,
                       std::string_view clinic_language) {
    return asking(config, visit, clinic_language, false);
}

}  // namespace spine::review
