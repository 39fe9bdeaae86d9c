// One patient's walk: what stands on the screen, and what each touch leads to.
//
// Pure: no clock, disk, window or randomness. Every action returns the events that it caused;
// the owner makes them durable (journal::Recorder) before it shows anything as saved. One thread.
#pragma once

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

namespace spine::session {

// What a walk needs of the configuration; all must outlive the walk.
struct Content {
    const questionnaire::Questionnaire& questionnaire;
    const questionnaire::WalkRules& rules;
    const information::Library& library;
};

enum class StepKind {
    EnterCode,  // after-visit: the patient types the code
    Items,      // one question, or a group that stands on one screen (consent, items of "screen")
    Code,       // the pickup code on a screen of its own
    TellStaff,  // tier A: no Stop, no time-out, left by staff only
    TellStaffKindly,  // tier B
    Page,             // information
    Explanation,      // follows a teach-back item; same place in the progress
    Finished          // code again, thank you
};

enum class Section { BeforeStart, Questions, Pages, Check, ThankYou };

struct Step {
    StepKind kind = StepKind::Items;
    std::string id;                                 // linkId, or "page:ID", "explain:LINKID"
    std::vector<const questionnaire::Item*> items;  // Items: the questions on this screen
    const questionnaire::Item* group = nullptr;     // their group, if it has words to show
    std::string page;                               // Page, Explanation, TellStaff*: page id
    Section section = Section::Questions;
};

struct Progress {
    Section section = Section::Questions;
    int index = 1, of = 1;  // within the section, as the words say ("Question 9 of 22")
    double done = 0;        // 0-1 of all that this patient will still see, for the bar
};

enum class Tier { None, B, A };
enum class Status { Running, Complete, Stopped, Expired, Withdrawn };
enum class Stop { Keep, Delete };

using Events = std::vector<Event>;

// What "Next" led to.
struct Moved {
    bool moved = false;
    // Why not, and at which item: a note, never a box on top.
    std::optional<questionnaire::Problem> problem;
    std::string link_id;
    Events events;
};

class Walk {
  public:
    Walk(const Content& content, std::string language);

    [[nodiscard]] const Step& step() const;
    [[nodiscard]] Progress progress() const;
    [[nodiscard]] const std::string& language() const;
    [[nodiscard]] const questionnaire::Answers& answers() const;
    [[nodiscard]] const questionnaire::Answer* answer_of(std::string_view link_id) const;
    // The page or explanation of the current step in the current language; null at other steps.
    [[nodiscard]] const information::Page* page() const;
    [[nodiscard]] Tier tier() const;
    [[nodiscard]] Status status() const;
    // True from the moment at which care consent is yes (or, without consent items, at once):
    // the owner then opens a sealed session, gives the code to begin(), and records everything.
    [[nodiscard]] bool wants_to_begin() const;
    // True while nothing may be stored (care consent no).
    [[nodiscard]] bool stores_nothing() const;
    [[nodiscard]] const std::string& code() const;  // empty before begin()

    // Care consent was given and the sealed session is open. Returns Began and the consent
    // answers, which the owner commits before it shows anything else.
    [[nodiscard]] Events begin(std::string code);

    [[nodiscard]] Events set_language(std::string language);
    // Fails with a problem of limits.h, in which case nothing changed.
    [[nodiscard]] tl::expected<Events, questionnaire::Problem> answer(std::string_view link_id,
                                                                      questionnaire::Answer answer);
    [[nodiscard]] Events decline(std::string_view link_id);
    [[nodiscard]] Events clear(std::string_view link_id);
    [[nodiscard]] bool may_decline(const questionnaire::Item& item) const;

    [[nodiscard]] Moved next();
    [[nodiscard]] bool can_go_back() const;
    [[nodiscard]] Events back();
    // After-visit: the typed code; false if its check digit is wrong.
    [[nodiscard]] bool enter_code(std::string_view typed);
    [[nodiscard]] Events staff_leads_on();  // only on TellStaff
    [[nodiscard]] Events stop(Stop how);
    [[nodiscard]] Events expire();
    [[nodiscard]] Events finish();  // "I am finished" on the last screen

    // All steps that this patient would see with the answers so far (for progress, the
    // minutes model and tests).
    [[nodiscard]] std::vector<Step> outline() const;

  private:
    // (the session module's own)
};

}  // namespace spine::session
