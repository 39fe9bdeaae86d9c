// Which items are asked, given the answers so far: enableWhen and enableBehavior.
//
// A child is relevant only if its parent is; an answer of an irrelevant item counts as absent,
// so that switching a question off also switches off what hangs on it, to any depth. Cycles are
// refused by parse().
#pragma once

#include <set>
#include <string>

#include "questionnaire/answers.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

// linkIds of all relevant items, groups and displays included; hidden items too (they may carry
// initial values that others depend on).
[[nodiscard]] std::set<std::string, std::less<>> relevant(const Questionnaire& questionnaire,
                                                          const Answers& answers);

// `answers` without those of irrelevant items, as FHIR demands of a QuestionnaireResponse.
[[nodiscard]] Answers relevant_answers(const Questionnaire& questionnaire, const Answers& answers);

}  // namespace spine::questionnaire
