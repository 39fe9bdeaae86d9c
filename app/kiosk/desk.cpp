// Who sits there and what is saved; desk_time.cpp holds the time-outs.
#include "kiosk/desk.h"

#include <algorithm>
#include <utility>

#include "crypto/secret.h"
#include "journal/room.h"

namespace spine::kiosk {

using session::Events;
using session::StepKind;
using session::WalkStatus;

Desk::Desk(const config::Config& config, Keeper& keeper, const Clock& clock)
    : config_(config), keeper_(keeper), clock_(clock) {
    if (config_.questionnaires.contains(config_.settings.walk_questionnaire)) return;
    fault_ = Fault{causes::questionnaire_missing,
                   "The configuration names a questionnaire that it does not hold.",
                   "Correct [questionnaires] walk in kiosk.toml and sign the configuration again.",
                   config_.settings.walk_questionnaire};
    scene_ = Scene::Fault;
}

Desk::~Desk() {
    forget_code();
}

bool Desk::has_after_visit() const {
    return config_.questionnaires.contains(config_.settings.after_visit_questionnaire);
}

bool Desk::walking() const {
    return scene_ == Scene::Walking && walk_ != nullptr;
}

void Desk::start(std::string language) {
    sit_down(config_.settings.walk_questionnaire, std::move(language));
}

void Desk::start_after_visit(std::string language) {
    if (has_after_visit())
        sit_down(config_.settings.after_visit_questionnaire, std::move(language));
}

void Desk::sit_down(const std::string& questionnaire, std::string language) {
    look_for_room();
    if (scene_ != Scene::Welcome) return;
    const auto rules = config_.walks.find(questionnaire);
    walk_ = std::make_unique<session::Walk>(
        session::Content{config_.questionnaires.at(questionnaire),
                         rules == config_.walks.end() ? no_rules_ : rules->second, config_.library},
        std::move(language));
    scene_ = Scene::Walking;
    touched();
    begin_if_wanted();
}

bool Desk::succeeded(Status status) {
    if (status) return true;
    fault_ = std::move(status).error();
    saved_ = SaveState::Nothing;
    keeper_.abandon();
    if (!tell_staff_in_spite_of_fault()) show_fault();
    return false;
}

void Desk::show_fault() {
    scene_ = Scene::Fault;
    if (fault_->cause != journal::causes::no_room) return;
    reset();
    scene_ = Scene::NoRoom;
    keeper_.wake_sync();  // what the clinic has may make room
}

bool Desk::look_for_room() {
    const bool room = keeper_.has_room();
    if (scene_ == Scene::Welcome && !room) {
        fault_ = journal::no_room_fault({});
        scene_ = Scene::NoRoom;
        return true;
    }
    if (scene_ != Scene::NoRoom || !room) return false;
    fault_.reset();
    scene_ = Scene::Welcome;
    return true;
}

bool Desk::tell_staff_in_spite_of_fault() {
    if (!walk_ || walk_->status() != WalkStatus::Running) return false;
    // Stopping goes to tell-staff where a sign holds that nobody was told of, and only there.
    (void)walk_->stop(session::Stop::Keep);
    if (walk_->status() != WalkStatus::Running) return false;
    scene_ = Scene::Walking;
    if (!std::exchange(staff_called_, true)) (void)keeper_.call_staff();
    keeper_.wake_sync();
    return true;
}

bool Desk::keep(Events events) {
    saved_ = SaveState::Nothing;
    if (events.empty()) return true;
    if (fault_) {  // staff have led on from tell-staff: now the fault has its turn
        show_fault();
        return false;
    }
    if (!succeeded(keeper_.record(std::move(events)))) return false;
    saved_ = SaveState::Saved;
    return true;
}

bool Desk::keep_moved(Events events) {
    if (!keep(std::move(events))) return false;
    saved_ = SaveState::Nothing;
    return begin_if_wanted() && call_staff_if_needed();
}

bool Desk::begin_if_wanted() {
    if (!walk_->wants_to_begin()) return true;
    const std::string entered = walk_->entered_code();
    code_ = entered.empty() ? keeper_.new_code() : entered;
    return succeeded(keeper_.begin(walk_->begin(code_)));
}

// After the answer that caused it is durable, so that the early upload holds it.
bool Desk::call_staff_if_needed() {
    if (staff_called_ || walk_->tier() != session::Tier::A) return true;
    staff_called_ = true;
    if (!succeeded(keeper_.call_staff())) return false;
    keeper_.wake_sync();
    if (!walk_->begun()) return true;
    if (!succeeded(keeper_.upload_early())) return false;
    keeper_.wake_sync();
    return true;
}

void Desk::set_language(std::string language) {
    if (!walk_ || scene_ == Scene::Fault) return;
    if (scene_ == Scene::LanguageAsked) go_on();
    session::Events changed = walk_->set_language(std::move(language));
    // A fault that waits for staff has had its turn of records: the red screen stays, translated.
    if (fault_) return;
    const SaveState before = saved_;
    if (keep(std::move(changed))) saved_ = before;
}

void Desk::ask_language() {
    if (!walk_ || (scene_ != Scene::Walking && scene_ != Scene::StopAsked)) return;
    before_asked_ = std::exchange(scene_, Scene::LanguageAsked);
}

void Desk::ask_appearance() {
    if (!walk_ || (scene_ != Scene::Walking && scene_ != Scene::StopAsked)) return;
    before_asked_ = std::exchange(scene_, Scene::AppearanceAsked);
}

void Desk::ask_aloud() {
    if (scene_ == Scene::AppearanceAsked) {
        scene_ = Scene::AloudAsked;
        return;
    }
    if (!walk_ || (scene_ != Scene::Walking && scene_ != Scene::StopAsked)) return;
    before_asked_ = std::exchange(scene_, Scene::AloudAsked);
}

std::optional<questionnaire::Problem> Desk::answer(std::string_view link_id,
                                                   questionnaire::Answer answer) {
    if (!walking()) return questionnaire::Problem::ReadOnly;
    auto caused = walk_->answer(link_id, std::move(answer));
    if (!caused) return caused.error();
    keep(std::move(*caused));
    return std::nullopt;
}

void Desk::decline(std::string_view link_id) {
    if (walking()) keep(walk_->decline(link_id));
}

void Desk::clear(std::string_view link_id) {
    if (walking()) keep(walk_->clear(link_id));
}

std::optional<Held> Desk::next() {
    if (!walking()) return std::nullopt;
    session::Moved moved = walk_->next();
    if (moved.problem) return Held{*moved.problem, moved.link_id};
    if (!moved.moved) return std::nullopt;
    if (moved.withdrawn) {
        forget_code();
        if (!succeeded(keeper_.withdraw())) return std::nullopt;
        keeper_.wake_sync();
    }
    keep_moved(std::move(moved.events));
    return std::nullopt;
}

void Desk::back() {
    if (walking() && walk_->can_go_back()) keep_moved(walk_->back());
}

bool Desk::enter_code(std::string_view typed) {
    return walking() && walk_->enter_code(typed);
}

void Desk::staff_leads_on() {
    if (walking()) keep_moved(walk_->staff_leads_on());
}

void Desk::finish() {
    if (!walking() || walk_->step().kind != StepKind::Finished) return;
    end_if_over(walk_->finish());
    if (walking()) reset();
}

void Desk::ask_stop() {
    if (walking() && walk_->step().kind != StepKind::TellStaff) scene_ = Scene::StopAsked;
}

void Desk::go_on() {
    touched();
    if (scene_ == Scene::StillThere)
        scene_ = before_countdown_;
    else if (is_asked(scene_))
        scene_ = before_asked_;
    else if (scene_ == Scene::StopAsked)
        scene_ = Scene::Walking;
}

void Desk::stop(session::Stop how) {
    if (scene_ != Scene::StopAsked && scene_ != Scene::StillThere) return;
    // The countdown may be answered by anybody: the code is shown only to who asked to stop.
    const bool asked = std::exchange(scene_, Scene::Walking) == Scene::StopAsked;
    const bool at_end = walk_->step().kind == StepKind::Finished;
    end_if_over(at_end && !asked ? walk_->finish() : walk_->stop(how));
    if (!walking() || walk_->status() == WalkStatus::Running) return;
    if (asked && how == session::Stop::Keep && !code_.empty()) {
        walk_.reset();
        scene_ = Scene::Stopped;
    } else {
        reset();
    }
}

void Desk::done() {
    if (scene_ == Scene::Stopped) reset();
}

void Desk::ask_staff() {
    if (scene_ != Scene::Welcome && scene_ != Scene::NoRoom && scene_ != Scene::Fault) return;
    before_staff_ = std::exchange(scene_, Scene::StaffAsked);
}

void Desk::staff_come_in() {
    if (scene_ != Scene::StaffAsked) return;
    touched();
    scene_ = Scene::Staff;
}

void Desk::staff_leave() {
    if (!is_staffs(scene_)) return;
    scene_ = before_staff_;
    look_for_room();
}

// A walk that is still running has gone to the tell-staff screen instead of ending.
void Desk::end_if_over(Events events) {
    const WalkStatus status = walk_->status();
    if (status == WalkStatus::Running) {
        keep_moved(std::move(events));
        return;
    }
    const EndedSession ended{code_, keeper_.session_id(), status, walk_->tier()};
    if (walk_->begun()) {
        const auto as = status == WalkStatus::Complete  ? crypto::SessionStatus::Complete
                        : status == WalkStatus::Stopped ? crypto::SessionStatus::Stopped
                                                        : crypto::SessionStatus::Expired;
        const bool kept =
            succeeded(status == WalkStatus::Withdrawn ? keeper_.withdraw()
                                                      : keeper_.finish(std::move(events), as));
        if (!kept) return;
    }
    if (told_) told_(ended);
    keeper_.wake_sync();
}

// std::string::clear() leaves the digits where they were.
void Desk::forget_code() {
    crypto::wipe({reinterpret_cast<std::uint8_t*>(code_.data()), code_.size()});
    code_.clear();
}

void Desk::reset() {
    walk_.reset();
    forget_code();
    staff_called_ = false;
    saved_ = SaveState::Nothing;
    scene_ = Scene::Welcome;
}

}  // namespace spine::kiosk
