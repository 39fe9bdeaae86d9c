// What several formats make of a cell or a label, so that they say the same. Internal to the
// module.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "export/research_table.h"

namespace spine::exporting {

// "66.7": exactly `decimals` places, rounded half to even as the number is kept.
[[nodiscard]] std::string decimal_text(double value, int decimals);

// Without control characters but tab and line ends, which neither FHIR, SQL nor a C string can
// hold; U+FFFD stands for each.
[[nodiscard]] std::string readable(std::string_view text);

// On one line: line ends and tabs are spaces.
[[nodiscard]] std::string one_line(std::string_view text);

// With what HTML and SVG would read as their own (& < > ") as references, in text or between
// double quotes; control characters as in readable().
[[nodiscard]] std::string html_text(std::string_view text);

// At most `bytes` of it, no character cut in two.
[[nodiscard]] std::string_view cut(std::string_view text, std::size_t bytes);

// "Yes" and "No" in the language, else in English.
[[nodiscard]] std::string_view truth_words(bool truth, std::string_view language);

// What stands behind a variable's name in the name of the column that says why it is missing, where
// a format has one: no variable's own name ends so.
[[nodiscard]] std::string reason_suffix(const Table& table);

// The columns of a question with several answers stand side by side. Whether this one is the first
// of them, and the place behind the last; of any other column its own place and the next.
[[nodiscard]] bool begins_set(const Table& table, std::size_t variable);
[[nodiscard]] std::size_t set_end(const Table& table, std::size_t variable);

namespace causes {
inline constexpr Cause names_clash = "export-names-clash";
}  // namespace causes
// Refused with names_clash if a name that a format makes itself (a set's, or `own`) is a
// variable's.
[[nodiscard]] Status check_names(const Table& table, std::string_view own);

}  // namespace spine::exporting
