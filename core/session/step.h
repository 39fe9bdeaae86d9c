// What can stand on the screen during a walk.
#pragma once

#include <string>
#include <vector>

#include "questionnaire/model.h"

namespace spine::session {

enum class StepKind {
    EnterCode,  // after-visit: the patient types the code
    Items,      // one question, or a group that stands on one screen (consent, items of "screen")
    Words,      // displays alone: a long text, or one that no question follows
    Code,       // the pickup code on a screen of its own
    TellStaff,  // tier A: no Stop, no time-out, left by staff only
    TellStaffKindly,  // tier B
    Page,             // information
    Explanation,      // follows a teach-back item; same place in the progress
    Finished          // code again (if there is one), thank you
};

// Which words the progress says: "Before we start", "Question 9 of 22", "About scans: 1 of 4",
// "Check: 1 of 3", "Your questions", "Thank you".
enum class Section { BeforeStart, Questions, Pages, Check, YourQuestions, ThankYou };

// Pointers are into the questionnaire of the walk's Content.
struct Step {
    StepKind kind = StepKind::Items;
    std::string id;  // linkId, "page:ID", "explain:LINKID", "tier-a", "tier-b", "enter-code"
    // Items: the questions on this screen. Explanation: the one that it explains, its answer
    // locked.
    std::vector<const questionnaire::Item*> items;
    std::vector<const questionnaire::Item*> displays;  // words to show with them, or alone
    const questionnaire::Item* group = nullptr;        // their group, if it has words to show
    std::string page;                                  // Page, Explanation, TellStaff*: page id
    std::string explains;  // Explanation: the linkId of the teach-back item
    Section section = Section::Questions;
};

}  // namespace spine::session
