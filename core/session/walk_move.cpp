// The movements of a walk: next, back, tiers, and its ends.
#include <algorithm>
#include <tuple>

#include "base/pickup_code.h"
#include "session/walk.h"

namespace spine::session {

using questionnaire::Answer;
using questionnaire::Control;
using questionnaire::Item;
using questionnaire::ItemType;
using questionnaire::Problem;

namespace {

// True for questions whose rows are all in view: nothing chosen there is an oversight. A text, a
// drawing or a list of questions may stay empty.
bool wants_a_choice(const Item& item) {
    switch (item.type) {
        case ItemType::Boolean:
            return true;
        case ItemType::Choice:
        case ItemType::OpenChoice:
            return !item.repeats || item.control == Control::SignList;
        case ItemType::Integer:
        case ItemType::Decimal:
            return item.control == Control::NumberScale || item.control == Control::Slider;
        default:
            return false;
    }
}

bool says_yes(const Answer* answer) {
    if (answer == nullptr || answer->values.size() != 1) return false;
    const auto& value = answer->values.front();
    if (const auto* flag = std::get_if<bool>(&value)) return *flag;
    const auto* coding = std::get_if<questionnaire::Coding>(&value);
    return coding != nullptr && (coding->code == "true" || coding->code == "yes");
}

}  // namespace

bool Walk::chosen_by_rule(std::string_view page) const {
    const auto lookup = questionnaire::lookup_in(content_.questionnaire, answers_);
    const auto& rules = content_.library.rules;
    return std::any_of(rules.begin(), rules.end(), [&](const information::PageRule& rule) {
        return rule.page == page && rule.when.holds(lookup);
    });
}

bool Walk::pages_still_fit() const {
    return std::all_of(pages_.begin(), pages_.end(),
                       [&](const std::string& page) { return chosen_by_rule(page); });
}

std::vector<std::string> Walk::pages_for_now() const {
    if (pages_entered_ && pages_still_fit()) return pages_;
    return information::choose_pages(content_.library,
                                     questionnaire::lookup_in(content_.questionnaire, answers_));
}

void Walk::rebuild() {
    const std::size_t place = outline_.empty() ? 0 : here().place;
    pages_ = pages_for_now();
    Course course{relevant_, pages_};
    course.code_entered = begun_;
    course.no_code = stores_nothing();
    if (!staff_led_on_) course.tier_a = tier_a_after_;
    course.tier_b = tier_b_after_;
    outline_ = make_outline(plan_, content_.library, course);
    enter(place);
}

void Walk::enter(std::size_t place) {
    const auto at = std::find_if(outline_.begin(), outline_.end(),
                                 [&](const Placed& placed) { return placed.place >= place; });
    at_ = at == outline_.end() ? outline_.size() - 1
                               : static_cast<std::size_t>(at - outline_.begin());
    if (step().kind == StepKind::Page) pages_entered_ = true;
}

Events Walk::arrive(Events events) {
    emit(events, EventKind::Shown, step().id);
    return events;
}

std::optional<Moved> Walk::held_back() const {
    Moved held;
    if (step().kind == StepKind::EnterCode && entered_code_.empty()) {
        held.problem = Problem::Missing;
        return held;
    }
    for (const Item* item : step().items) {
        if (item->read_only || locked(item->link_id)) continue;
        const Answer* given = answer_of(item->link_id);
        held.problem = questionnaire::check(*item, given);
        if (!held.problem && given == nullptr && may_decline(*item) && wants_a_choice(*item))
            held.problem = Problem::Missing;
        held.link_id = item->link_id;
        if (held.problem) return held;
    }
    return std::nullopt;
}

void Walk::settle_consent(Moved& moved) {
    const std::string& care = content_.rules.consent_care;
    if (care.empty() || !on_screen(care)) return;
    care_ = says_yes(answer_of(care)) ? Care::Yes : Care::No;
    if (care_ == Care::Yes || !begun_) return;
    moved.withdrawn = true;
    moved.events.clear();
    begun_ = false;
    code_.clear();
    told_.clear();
}

void Walk::leave_by_next(Moved& moved) {
    if (step().kind == StepKind::EnterCode) code_left_ = true;
    for (const Item* item : step().items) {
        const auto explains = item->kiosk.find("explains");
        if (explains != item->kiosk.end() && !explains->second.empty())
            locked_.insert(item->link_id);
    }
    settle_consent(moved);
}

Moved Walk::next() {
    if (status_ != WalkStatus::Running || step().kind == StepKind::TellStaff ||
        step().kind == StepKind::Finished)
        return {};
    if (auto held = held_back()) return *held;
    Moved moved;
    moved.moved = true;
    leave_by_next(moved);
    if (!reach_tiers(moved.events)) {
        const std::size_t place = here().place;
        rebuild();
        enter(place + 1);
    }
    moved.events = arrive(std::move(moved.events));
    return moved;
}

bool Walk::can_go_back() const {
    return status_ == WalkStatus::Running && at_ > 0 && step().kind != StepKind::TellStaff &&
           step().kind != StepKind::Finished;
}

Events Walk::back() {
    Events events;
    if (!can_go_back()) return events;
    if (!reach_tiers(events)) enter(outline_.at(at_ - 1).place);
    return arrive(std::move(events));
}

Tiers Walk::newly_reached(bool ended) const {
    const Tiers now =
        tiers_of(content_.rules, questionnaire::lookup_in(content_.questionnaire, answers_), ended);
    return {now.a && !tier_a_after_, now.b && !tier_b_after_};
}

bool Walk::reach_tiers(Events& events, bool ended) {
    const std::size_t place = here().place;
    const auto [a, b] = newly_reached(ended);
    if (!a && !b) return false;
    if (a) tier_a_after_ = place, tier_ = Tier::A, emit(events, EventKind::Tier, "a");
    if (b) tier_b_after_ = place, tier_ = std::max(tier_, Tier::B);
    if (b) emit(events, EventKind::Tier, "b");
    rebuild();
    enter(place_of_tier(place, a));
    return true;
}

bool Walk::enter_code(std::string_view typed) {
    if (status_ != WalkStatus::Running || step().kind != StepKind::EnterCode) return false;
    auto code = read_pickup_code(typed);
    if (!code) return false;
    entered_code_ = std::move(*code);
    return true;
}

Events Walk::staff_leads_on() {
    Events events;
    if (status_ != WalkStatus::Running || step().kind != StepKind::TellStaff) return events;
    staff_led_on_ = true;
    emit(events, EventKind::StaffLedOn);
    const std::size_t place = here().place;
    rebuild();
    enter(place);
    return arrive(std::move(events));
}

Events Walk::end(WalkStatus status, std::string_view word) {
    Events events;
    emit(events, EventKind::Ended, std::string(word));
    status_ = status;
    return events;
}

Events Walk::stop(Stop how) {
    Events events;
    if (status_ != WalkStatus::Running || step().kind == StepKind::TellStaff) return events;
    if (reach_tiers(events, true)) return arrive(std::move(events));
    if (how == Stop::Keep) return end(WalkStatus::Stopped, "stopped");
    status_ = WalkStatus::Withdrawn;
    return events;
}

Events Walk::expire() {
    Events events;
    if (status_ != WalkStatus::Running || step().kind == StepKind::TellStaff) return events;
    if (step().kind == StepKind::Finished) return finish();
    const auto [a, b] = newly_reached(true);
    if (a && reach_tiers(events, true)) return arrive(std::move(events));
    // Nobody is there to read tier B's screen; the clinic reads of it.
    if (b) tier_ = std::max(tier_, Tier::B), emit(events, EventKind::Tier, "b");
    for (Event& event : end(WalkStatus::Expired, "expired")) events.push_back(std::move(event));
    return events;
}

Events Walk::finish() {
    if (status_ != WalkStatus::Running || step().kind != StepKind::Finished) return {};
    return end(WalkStatus::Complete, "complete");
}

}  // namespace spine::session
