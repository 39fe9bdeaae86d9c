// The pickup code: the short number that a patient says to the clinician.
//
// Six digits (design.md, "Code"): one that the clinic allots to the kiosk, four at random, one
// Damm check digit. Where a clinic has more than ten kiosks eight: two, five, one. The check
// digit finds every single wrong digit and every swap of neighbours (H. M. Damm, "Total
// anti-symmetrische Quasigruppen", dissertation, Marburg 2004).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"

namespace spine {

enum class CodeLength { Six, Eight };

// The check digit 0-9 of a string of digits; `digits` must hold nothing else.
[[nodiscard]] int damm_digit(std::string_view digits);

// True for six or eight digits with a right check digit.
[[nodiscard]] bool is_pickup_code(std::string_view code);

// A new code. `allotted` is the kiosk's own number: 0-9 for six digits, 0-99 for eight; a larger
// one is taken modulo that range.
[[nodiscard]] std::string make_pickup_code(CodeLength length, unsigned allotted, Random& random);

// What a person typed, without spaces and hyphens; nothing if it is not a code.
[[nodiscard]] std::optional<std::string> read_pickup_code(std::string_view typed);

// "131 873", "1318 7312": as it is shown and read out.
[[nodiscard]] std::string group_pickup_code(std::string_view code);

}  // namespace spine
