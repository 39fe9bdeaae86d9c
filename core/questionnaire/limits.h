// What an answer to one item must satisfy: required, occurrences, length, range, options.
#pragma once

#include <optional>
#include <string_view>

#include "questionnaire/answers.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

enum class Problem {
    Missing,  // required, and nothing or "prefer not to answer" given where not allowed
    TooFew,
    TooMany,
    TooShort,  // under min_length code points
    TooLong,   // over max_length code points
    TooSmall,
    TooLarge,
    TooPrecise,  // more decimals than max_decimal_places
    NotAnOption,
    WrongType,
    Exclusive,  // an exclusive option beside others
    ReadOnly,
    CprNumber  // free text that looks like a Danish CPR number (evidence.md section 6)
};

// Whether the value is of the item's type, without regard to its options and limits.
[[nodiscard]] bool fits_type(const Item& item, const Value& value);

// The first problem, or nothing if the answer may stand. `answer` null means no answer.
[[nodiscard]] std::optional<Problem> check(const Item& item, const Answer* answer);

// A Danish CPR number: \b(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}[- ]?\d{4}\b
[[nodiscard]] bool holds_cpr_number(std::string_view utf8);

}  // namespace spine::questionnaire
