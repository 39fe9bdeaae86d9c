#include "review/reach.h"

#include <algorithm>

#include "questionnaire/relevance.h"

namespace spine::review {

using questionnaire::Item;

Reach::Reach(const questionnaire::Questionnaire& questionnaire, const Visit& visit)
    : visit_(visit), relevant_(questionnaire::relevant(questionnaire, visit.answers)) {
    add(questionnaire.items, nullptr);
}

void Reach::add(const std::vector<Item>& items, const Item* parent) {
    for (const Item& item : items) {
        places_[item.link_id] = {&item, parent};
        add(item.items, &item);
    }
}

bool Reach::relevant(std::string_view link_id) const {
    return relevant_.contains(link_id);
}

bool Reach::shown(std::string_view link_id) const {
    for (auto at = places_.find(link_id); at != places_.end();) {
        const auto& [item, parent] = at->second;
        if (visit_.shown.contains(item->link_id)) return true;
        at = parent == nullptr ? places_.end() : places_.find(parent->link_id);
    }
    return false;
}

bool Reach::ruled_out(std::string_view link_id) const {
    for (auto at = places_.find(link_id); at != places_.end();) {
        const auto& [item, parent] = at->second;
        const auto decided = [this](const questionnaire::EnableWhen& condition) {
            return shown(condition.question);
        };
        if (!item->enable_when.empty() &&
            std::all_of(item->enable_when.begin(), item->enable_when.end(), decided))
            return true;
        at = parent == nullptr ? places_.end() : places_.find(parent->link_id);
    }
    return false;
}

Mark Reach::mark(std::string_view link_id) const {
    if (!places_.contains(link_id)) return Mark::NotAsked;
    const auto answer = visit_.answers.find(link_id);
    if (answer != visit_.answers.end())
        return answer->second.values.empty() ? Mark::NotAnswered : Mark::Value;
    const bool complete = visit_.status == "complete";
    if (!relevant(link_id))
        return complete || ruled_out(link_id) ? Mark::NotAsked : Mark::NotReached;
    return complete || shown(link_id) ? Mark::NotAnswered : Mark::NotReached;
}

}  // namespace spine::review
