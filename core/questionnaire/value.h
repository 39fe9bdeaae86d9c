// Comparing and checking single answer values.
#pragma once

#include <compare>
#include <string_view>

#include "questionnaire/model.h"

namespace spine::questionnaire {

// How two values stand to each other. Unordered where there is no answer: different types, units
// that differ, booleans or codings that are not equal. Numbers compare across integer, decimal and
// quantity; dates and times by the precision they share ("2026-11" and "2026-11-24" are
// equivalent), instants with zones in UTC; text by code point. A coding without a system equals
// any with its code, since questionnaires often leave the system out of a condition.
[[nodiscard]] std::partial_ordering compare(const Value& a, const Value& b);

// A value as the item itself has it: a coding that names one of its options becomes that option
// (with system and words), a whole number for a decimal becomes a decimal.
[[nodiscard]] Value as_asked(const Item& item, Value value);

// FHIR R4's lexical rules and the calendar: "2026", "2026-11" or "2026-11-24".
[[nodiscard]] bool is_date(std::string_view text);
// A date, or date and time with seconds and zone: "2026-11-24T09:58:00+01:00".
[[nodiscard]] bool is_date_time(std::string_view text);
// "09:58:00", with a fraction of a second if wanted; 60 seconds are a leap second.
[[nodiscard]] bool is_time(std::string_view text);

// Whether there is anything in it to read: more than spaces and invisible characters.
[[nodiscard]] bool holds_words(std::string_view utf8);

// Unicode code points in valid UTF-8 (what max_length counts).
[[nodiscard]] std::size_t code_points(std::string_view utf8);

}  // namespace spine::questionnaire
