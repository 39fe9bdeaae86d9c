// The questionnaire laid out as screens, before any answer: what may stand on a screen, in
// which order. Which of it this patient meets is the outline's business (outline.h).
#pragma once

#include <string>
#include <vector>

#include "questionnaire/model.h"
#include "questionnaire/walk_rules.h"
#include "session/step.h"

namespace spine::session {

// One place in the order: becomes a screen, several (pages), or none.
struct Slot {
    enum class Kind { EnterCode, Screen, Code, Pages, Finish };
    Kind kind = Kind::Screen;
    std::string id;
    std::vector<const questionnaire::Item*> items, displays;
    const questionnaire::Item* group = nullptr;
    Section section = Section::Questions;
    std::string explains;  // page id: this is a teach-back question
};

using Plan = std::vector<Slot>;

// Items become screens in their order: one question a screen; a group with control "consent" or
// the extension "screen" on one; a display with the extension "step" that step. A short display
// (at most 120 code points in every language) stands with the question that follows it in the
// same group, any other on a screen of its own. Hidden items get no screen. Every plan ends in a
// Finish slot, the questionnaire's own or one that is added.
[[nodiscard]] Plan make_plan(const questionnaire::Questionnaire& questionnaire,
                             const questionnaire::WalkRules& rules);

}  // namespace spine::session
