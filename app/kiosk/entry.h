// Digits that are typed on a keypad, read as the value an item wants.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "questionnaire/model.h"

namespace spine::kiosk {

enum class EntryKind { Integer, Decimal, Date, Time, DateTime };
[[nodiscard]] EntryKind entry_kind(questionnaire::ItemType type);

// "24.11.2026" of "24112026"; empty places stay as low lines. Numbers stay as they are, with the
// comma or point of the language.
[[nodiscard]] std::string entry_shown(EntryKind kind, std::string_view typed,
                                      std::string_view language);
// How many digits a date or time takes; 0 for numbers.
[[nodiscard]] std::size_t entry_digits(EntryKind kind);

// The value, or nothing if it is not whole or there is no such day or hour. `unit` goes with a
// quantity. `typed` holds digits, "," for the decimal mark and a leading "-".
[[nodiscard]] std::optional<questionnaire::Value> entry_value(questionnaire::ItemType type,
                                                              std::string_view typed,
                                                              const questionnaire::Quantity& unit);
// The inverse, to show an earlier answer again.
[[nodiscard]] std::string entry_typed(const questionnaire::Value& value);

}  // namespace spine::kiosk
