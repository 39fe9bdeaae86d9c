// One patient's walk: what stands on the screen, and what each touch leads to.
//
// Pure: no clock, disk, window or randomness. Every action returns the events that it caused;
// the owner makes them durable (journal::Recorder) before it shows anything as saved. One thread.
//
// The walk is data. It follows the questionnaire's items in their order, asks what is relevant
// after every answer, and knows only what walk_rules.h and the items' own extensions tell it, so
// that any questionnaire that parses can be walked. Where the walk itself decides:
//
// - Consent counts from the Next that leaves its screen. Care yes: wants_to_begin(). Care no: the
//   walk goes on, nothing is stored and no code is shown; if a session was already open the
//   consent is withdrawn with it (Moved::withdrawn).
// - A tier that holds when its step is left, in any direction and also by Stop or a time-out,
//   shows its screen before anything else happens. A tier that was reached stays reached.
// - Pages are chosen when the first of them is entered and then stay, unless the patient goes
//   back and changes an answer that brought one of them: then they are chosen anew, since a page
//   on the low back must not reach a patient whose neck hurts.
// - A teach-back answer locks when its screen is left by Next; its explanation follows.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "information/library.h"
#include "questionnaire/limits.h"
#include "questionnaire/model.h"
#include "questionnaire/walk_rules.h"
#include "session/event.h"
#include "session/outline.h"
#include "session/plan.h"
#include "session/step.h"
#include "session/tiers.h"

namespace spine::session {

// What a walk needs of the configuration; all must outlive the walk.
struct Content {
    const questionnaire::Questionnaire& questionnaire;
    const questionnaire::WalkRules& rules;
    const information::Library& library;
};

struct Progress {
    Section section = Section::Questions;
    // Within the section, as the words say ("Question 9 of 22"): what this patient will still
    // see by the answers so far, the second asking included. An explanation and a tell-staff
    // screen count as the step before them, words alone as the question before them.
    int index = 1, of = 1;
    double done = 0;  // 0-1 of the whole walk, for the bar; 1 on the last screen
};

enum class Tier { None, B, A };
enum class WalkStatus { Running, Complete, Stopped, Expired, Withdrawn };
// "running", "complete", …: the words of answers.ndjson and of `session run --json`.
[[nodiscard]] std::string_view name_of(WalkStatus status);
enum class Stop { Keep, Delete };

using Events = std::vector<Event>;

// What "Next" led to.
struct Moved {
    bool moved = false;
    // Why not, and at which item: a note, never a box on top.
    std::optional<questionnaire::Problem> problem;
    std::string link_id;
    // Care consent was taken back after the session had begun: the owner withdraws the sealed
    // session (records go) and walks on; the walk stores nothing from here.
    bool withdrawn = false;
    Events events;
};

class Walk {
  public:
    Walk(const Content& content, std::string language);

    // Valid until the next call that is not const.
    [[nodiscard]] const Step& step() const { return here().step; }
    [[nodiscard]] Progress progress() const;
    [[nodiscard]] const std::string& language() const { return language_; }
    // Answers that count: those of relevant items. Equals fold() of all events so far.
    [[nodiscard]] const questionnaire::Answers& answers() const { return answers_; }
    // Null if there is none.
    [[nodiscard]] const questionnaire::Answer* answer_of(std::string_view link_id) const;
    // The page or explanation of the current step in the current language; null at other steps.
    [[nodiscard]] const information::Page* page() const;
    // The code of the patient's age band; empty if it was skipped.
    [[nodiscard]] std::string age_band() const;
    [[nodiscard]] const Content& content() const { return content_; }
    [[nodiscard]] Tier tier() const { return tier_; }
    [[nodiscard]] WalkStatus status() const { return status_; }
    // True from the moment at which care consent is given (or, without consent items, at once;
    // after-visit: when the code was entered): the owner opens a sealed session, gives the code
    // to begin(), and records everything. Until then no action returns events.
    [[nodiscard]] bool wants_to_begin() const;
    // True while nothing may be stored (care consent no).
    [[nodiscard]] bool stores_nothing() const { return care_ == Care::No; }
    // Research consent as it counts: yes was answered, and the age band is not below the
    // clinic's limit (design.md: the answer itself is recorded as it was given).
    [[nodiscard]] bool research_counts() const;
    [[nodiscard]] bool begun() const { return begun_; }
    [[nodiscard]] const std::string& code() const { return code_; }  // empty before begin()
    // After-visit: the code that the patient typed; empty until it was right.
    [[nodiscard]] const std::string& entered_code() const { return entered_code_; }

    // Care consent was given and the sealed session is open. Returns Began, the answers so far
    // (both consents) and what stands on the screen, which the owner commits before it shows
    // anything else. `after_visit` sessions pass entered_code(). Empty unless wants_to_begin().
    [[nodiscard]] Events begin(std::string code);

    // Any time; no answer is lost.
    [[nodiscard]] Events set_language(std::string language);
    // For an item of the current step. Fails with a problem of limits.h, in which case nothing
    // changed; ReadOnly also for a locked item and for one that is not on the screen. Too few of
    // several and a text that is too short are taken, since the patient is not done: next() says
    // TooFew or TooShort.
    // An answer without values clears the item.
    [[nodiscard]] tl::expected<Events, questionnaire::Problem> answer(std::string_view link_id,
                                                                      questionnaire::Answer answer);
    // Nothing happens unless may_decline() and the item is on the screen and not locked.
    [[nodiscard]] Events decline(std::string_view link_id);
    [[nodiscard]] Events clear(std::string_view link_id);
    // Every question that is neither required nor read-only, unless its extension "may-decline"
    // says false.
    [[nodiscard]] bool may_decline(const questionnaire::Item& item) const;
    // A teach-back item whose explanation has been reached.
    [[nodiscard]] bool locked(std::string_view link_id) const;

    [[nodiscard]] Moved next();
    [[nodiscard]] bool can_go_back() const;
    [[nodiscard]] Events back();
    // After-visit, on EnterCode: the typed code; false if its check digit is wrong.
    [[nodiscard]] bool enter_code(std::string_view typed);
    [[nodiscard]] Events staff_leads_on();  // only on TellStaff
    // Nothing on TellStaff. If a tier holds that was not shown yet, also by what was left open
    // (tiers.h), its screen comes instead and the walk keeps running.
    [[nodiscard]] Events stop(Stop how);
    // As stop(), but tier B ends the walk with its event, since nobody is there to read its screen.
    // On the last screen the walk is complete.
    [[nodiscard]] Events expire();
    [[nodiscard]] Events finish();  // "I am finished" on the last screen

    // All steps that this patient would see with the answers so far (for progress, the
    // minutes model and tests).
    [[nodiscard]] std::vector<Step> outline() const;

  private:
    enum class Care { Unasked, Yes, No };

    [[nodiscard]] const Placed& here() const { return outline_.at(at_); }
    [[nodiscard]] bool on_screen(std::string_view link_id) const;
    [[nodiscard]] std::vector<std::string> pages_for_now() const;
    [[nodiscard]] bool pages_still_fit() const;
    [[nodiscard]] bool chosen_by_rule(std::string_view page) const;
    // Answers, outline and position brought up to date after a change; the answer events.
    [[nodiscard]] Events refresh();
    [[nodiscard]] Events told_difference();
    void rebuild();
    void enter(std::size_t place);  // the first step at or behind `place`
    [[nodiscard]] Events arrive(Events events);
    [[nodiscard]] std::optional<Moved> held_back() const;
    void leave_by_next(Moved& moved);
    void settle_consent(Moved& moved);
    [[nodiscard]] Tiers newly_reached(bool ended) const;
    // True if a tier's screen came up instead; `events` then says so.
    [[nodiscard]] bool reach_tiers(Events& events, bool ended = false);
    [[nodiscard]] Events end(WalkStatus status, std::string_view word);
    void emit(Events& events, EventKind kind, std::string subject = {},
              std::string value = {}) const;

    Content content_;
    Plan plan_;
    std::string language_, code_, entered_code_;
    questionnaire::Answers given_;    // everything given, also what is irrelevant now
    questionnaire::Answers answers_;  // what counts
    std::set<std::string, std::less<>> relevant_, locked_;
    std::map<std::string, std::string, std::less<>> told_;  // as fold() would have it
    std::vector<std::string> pages_;                        // fixed when pages_entered_
    bool pages_entered_ = false, code_left_ = false, begun_ = false, staff_led_on_ = false;
    Care care_ = Care::Unasked;
    Tier tier_ = Tier::None;
    WalkStatus status_ = WalkStatus::Running;
    std::optional<std::size_t> tier_a_after_, tier_b_after_;  // places of the steps
    Outline outline_;
    std::size_t at_ = 0;  // index into outline_
};

}  // namespace spine::session
