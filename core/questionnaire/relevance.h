// Which items are asked, given the answers so far: enableWhen and enableBehavior.
//
// A child is relevant only if its parent is; an answer of an irrelevant item counts as absent,
// so that switching a question off also switches off what hangs on it, to any depth. Cycles are
// refused by parse().
#pragma once

#include <functional>
#include <optional>
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

// Gives every question that becomes relevant the answer that `give` has for it (nothing: it stays
// as it is in `answers`), each once and after all that it waits for; returns what is relevant then.
[[nodiscard]] Answers answer_all(const Questionnaire& questionnaire, Answers answers,
                                 const std::function<std::optional<Answer>(const Item&)>& give);

}  // namespace spine::questionnaire
