// Answers and configured texts in the clinic's words.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "questionnaire/answers.h"
#include "questionnaire/model.h"

namespace spine::review {

// An answer as its question offered it, in that language: the options' words, several joined by
// " · " in the questionnaire's order; numbers as digits; text as written. Empty if declined.
[[nodiscard]] std::string answer_words(const questionnaire::Item& item,
                                       const questionnaire::Answer& answer,
                                       std::string_view language);

// Replaces each {name}. Nothing if a name has no words: better no sentence than one with a hole.
using Words = std::function<std::optional<std::string>(std::string_view name)>;
[[nodiscard]] std::optional<std::string> fill_in(std::string_view text, const Words& words);

}  // namespace spine::review
