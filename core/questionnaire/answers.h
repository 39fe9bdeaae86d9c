// The answers of one patient, and their one encoding (cli.md, "Answers").
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

// What is known of one item. No entry in Answers: not asked or cleared. An entry with no values
// and declined false does not occur.
struct Answer {
    std::vector<Value> values;
    bool declined = false;  // "prefer not to answer": values is empty
    friend bool operator==(const Answer&, const Answer&) = default;
};

// linkId -> answer. Kept in the order of linkIds; display order comes from the questionnaire.
using Answers = std::map<std::string, Answer, std::less<>>;

// One answer as JSON text: declined = null; one value = code, boolean, number or text; several
// values of a repeating item = a list (always a list where `item.repeats`). A Quantity is
// {"value":..,"unit":..}. A coding whose code stands twice among the options with different
// systems is {"system":..,"code":..}; a coding
// of words alone is {"display":..}; free text of an open-choice that reads like one of its codes
// is {"text":..}.
[[nodiscard]] std::string encode(const Item& item, const Answer& answer);

// The inverse, checked against the item's type and options; cause "answer-unfit" names the item.
[[nodiscard]] Result<Answer> decode(const Item& item, std::string_view json);

// The code of an item's one answer, "true" or "false" of a boolean one; empty for no answer, for
// several, and for one without a code.
[[nodiscard]] std::string only_code(const Answers& answers, std::string_view link_id);

// What is filled in before anybody has answered: `initial` and initially selected options, also of
// hidden and read-only items. Items that are not relevant are included; see relevant_answers().
[[nodiscard]] Answers initial_answers(const Questionnaire& questionnaire);

}  // namespace spine::questionnaire
