#include "questionnaire/walkthrough.h"

#include <functional>
#include <set>
#include <utility>

#include "questionnaire/limits.h"
#include "questionnaire/parser.h"
#include "questionnaire/relevance.h"
#include "questionnaire/response.h"

namespace spine::questionnaire {

namespace {

void for_each_item(const std::vector<Item>& items, const std::function<void(const Item&)>& visit) {
    for (const Item& item : items) {
        visit(item);
        for_each_item(item.items, visit);
    }
}

// The first relevant question that could not be answered, in words; empty if none.
std::string first_gap(const Questionnaire& questionnaire, const Answers& answers) {
    const auto asked = relevant(questionnaire, answers);
    std::string gap;
    for_each_item(questionnaire.items, [&](const Item& item) {
        if (!gap.empty() || !asked.contains(item.link_id)) return;
        const auto answer = answers.find(item.link_id);
        const bool question = item.type != ItemType::Group && item.type != ItemType::Display;
        const bool open = question && !item.hidden && !item.read_only;
        if (answer == answers.end() ? open : check(item, &answer->second).has_value()) {
            gap = item.link_id + ": Its limits leave no answer that could be given.";
        }
    });
    return gap;
}

}  // namespace

Walkthrough walk_through(std::string_view text) {
    Walkthrough walk;
    const auto questionnaire = parse(text);
    if (!questionnaire) {
        walk.reason = questionnaire.error().sentence();
        return walk;
    }
    walk.opens = true;
    for_each_item(questionnaire->items, [&walk](const Item&) { ++walk.items; });
    walk.answers = answer_all(*questionnaire, initial_answers(*questionnaire), default_answer);
    walk.reason = first_gap(*questionnaire, walk.answers);
    walk.walked = walk.reason.empty();
    ResponseHead head;
    head.status = "completed";
    head.questionnaire = questionnaire->url;
    if (!head.questionnaire.empty() && !questionnaire->version.empty()) {
        head.questionnaire += "|" + questionnaire->version;
    }
    walk.response = write_response(*questionnaire, head, walk.answers);
    return walk;
}

}  // namespace spine::questionnaire
