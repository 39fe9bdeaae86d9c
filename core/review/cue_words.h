// Words beside which names, places and employers stand, and capitalised words that are none.
//
// One list for all languages: a cue of one is seldom a word of another, and patients mix them.
// Internal to the module. Pure; any thread.
#pragma once

#include <string_view>

namespace spine::review {

// All in small letters, without a full stop behind an abbreviation.
[[nodiscard]] bool is_title(std::u32string_view word);
[[nodiscard]] bool is_title_behind(std::u32string_view word);  // "Ayşe Hanım"
// The last word of "my name is", "jeg hedder", "ich heiße".
[[nodiscard]] bool introduces_name(std::u32string_view before, std::u32string_view word);
[[nodiscard]] bool is_place_cue(std::u32string_view word);     // in, from, near
[[nodiscard]] bool is_employer_cue(std::u32string_view word);  // at, hos, bei
// A word that makes what stands beside it an organisation: "A/S", "Kommune", "szpital".
[[nodiscard]] bool is_organisation(std::u32string_view word);
[[nodiscard]] bool is_street(std::u32string_view word);
[[nodiscard]] bool is_month(std::u32string_view word);
// Capitalised within a sentence, and no name: weekdays, months, languages, medicines, polite words.
[[nodiscard]] bool is_ordinary(std::u32string_view word);
// Begins a sentence and is no part of a name behind it.
[[nodiscard]] bool is_function_word(std::u32string_view word);
// German, where every noun is: those that follow "in" or "bei" and are no place.
[[nodiscard]] bool is_german_noun(std::u32string_view word);
// A domain's ending, "dk".
[[nodiscard]] bool is_domain_end(std::u32string_view word);

}  // namespace spine::review
