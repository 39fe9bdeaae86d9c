// Answers and what follows from them; walk_move.cpp holds the movements.
#include "session/walk.h"

#include <algorithm>

#include "base/pickup_code.h"
#include "questionnaire/relevance.h"

namespace spine::session {

using questionnaire::Answer;
using questionnaire::Answers;
using questionnaire::Item;
using questionnaire::Problem;

Walk::Walk(const Content& content, std::string language)
    : content_(content),
      plan_(make_plan(content.questionnaire, content.rules)),
      language_(std::move(language)) {
    given_ = questionnaire::initial_answers(content_.questionnaire);
    std::ignore = refresh();
    enter(0);
}

const Answer* Walk::answer_of(std::string_view link_id) const {
    const auto found = answers_.find(link_id);
    return found == answers_.end() ? nullptr : &found->second;
}

std::string Walk::age_band() const {
    return questionnaire::only_code(answers_, content_.library.age_item);
}

const information::Page* Walk::page() const {
    if (step().page.empty()) return nullptr;
    return content_.library.find(step().page, language_, age_band());
}

bool Walk::wants_to_begin() const {
    if (begun_ || status_ != WalkStatus::Running) return false;
    if (content_.rules.asks_for_code_first && !code_left_) return false;
    return content_.rules.consent_care.empty() || care_ == Care::Yes;
}

bool Walk::research_counts() const {
    return !stores_nothing() && questionnaire::research_counts(content_.rules, answers_);
}

void Walk::emit(Events& events, EventKind kind, std::string subject, std::string value) const {
    if (!begun_) return;
    Event event;
    event.kind = kind;
    event.subject = std::move(subject);
    event.value = std::move(value);
    events.push_back(std::move(event));
}

Events Walk::begin(std::string code) {
    if (!wants_to_begin()) return {};
    begun_ = true;
    code_ = std::move(code);
    Events events;
    emit(events, EventKind::Began, code_, content_.questionnaire.id);
    events.back().language = language_;
    events.back().after_visit = content_.rules.asks_for_code_first;
    for (Event& event : told_difference()) events.push_back(std::move(event));
    if (tier_a_after_) emit(events, EventKind::Tier, "a");
    if (tier_b_after_) emit(events, EventKind::Tier, "b");
    rebuild();
    return arrive(std::move(events));
}

Events Walk::set_language(std::string language) {
    Events events;
    if (language == language_ || status_ != WalkStatus::Running) return events;
    language_ = std::move(language);
    emit(events, EventKind::Language, language_);
    return events;
}

bool Walk::on_screen(std::string_view link_id) const {
    if (status_ != WalkStatus::Running) return false;
    return std::any_of(step().items.begin(), step().items.end(),
                       [&](const Item* item) { return item->link_id == link_id; });
}

bool Walk::locked(std::string_view link_id) const {
    return locked_.contains(link_id);
}

bool Walk::may_decline(const Item& item) const {
    if (item.required || item.read_only) return false;
    const auto said = item.kiosk.find("may-decline");
    return said == item.kiosk.end() || said->second != "false";
}

tl::expected<Events, Problem> Walk::answer(std::string_view link_id, Answer answer) {
    const Item* item = content_.questionnaire.find(link_id);
    if (item == nullptr || !on_screen(link_id) || locked(link_id) || item->read_only)
        return tl::make_unexpected(Problem::ReadOnly);
    if (answer.declined) return decline(link_id);
    if (answer.values.empty()) return clear(link_id);
    const auto problem = questionnaire::check(*item, &answer);
    const bool unfinished = problem == Problem::TooFew || problem == Problem::TooShort;
    if (problem && !unfinished) return tl::make_unexpected(*problem);
    given_[item->link_id] = std::move(answer);
    return refresh();
}

Events Walk::decline(std::string_view link_id) {
    const Item* item = content_.questionnaire.find(link_id);
    if (item == nullptr || !on_screen(link_id) || locked(link_id) || !may_decline(*item)) return {};
    given_[item->link_id] = Answer{{}, true};
    return refresh();
}

Events Walk::clear(std::string_view link_id) {
    const Item* item = content_.questionnaire.find(link_id);
    if (item == nullptr || !on_screen(link_id) || locked(link_id) || item->read_only) return {};
    given_.erase(item->link_id);
    return refresh();
}

Events Walk::refresh() {
    relevant_ = questionnaire::relevant(content_.questionnaire, given_);
    answers_ = questionnaire::relevant_answers(content_.questionnaire, given_);
    rebuild();
    return told_difference();
}

Events Walk::told_difference() {
    Events events;
    if (!begun_) return events;
    for (auto told = told_.begin(); told != told_.end();) {
        if (answers_.contains(told->first)) {
            ++told;
            continue;
        }
        emit(events, EventKind::Cleared, told->first);
        told = told_.erase(told);
    }
    for (const auto& [link_id, answer] : answers_) {
        const Item* item = content_.questionnaire.find(link_id);
        if (item == nullptr) continue;
        std::string text = answer.declined ? "null" : questionnaire::encode(*item, answer);
        std::string& told = told_[link_id];
        if (told == text) continue;
        told = std::move(text);
        if (answer.declined)
            emit(events, EventKind::Declined, link_id);
        else
            emit(events, EventKind::Answered, link_id, told);
    }
    return events;
}

std::string_view name_of(session::WalkStatus status) {
    switch (status) {
        case session::WalkStatus::Running:
            return "running";
        case session::WalkStatus::Complete:
            return "complete";
        case session::WalkStatus::Stopped:
            return "stopped";
        case session::WalkStatus::Expired:
            return "expired";
        case session::WalkStatus::Withdrawn:
            return "withdrawn";
    }
    return "running";
}

}  // namespace spine::session
