// A text as the people who mark parts of it count: in Unicode code points.
//
// A byte that is no UTF-8 counts as one code point, U+FFFD, so that places are places in any text.
// Letters are those of the languages that the kiosk speaks: Latin, Greek, Cyrillic, Arabic. Pure;
// any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace spine::review {

struct CodePoints {
    std::u32string points;
    // Where each begins in the bytes, and behind the last where they end.
    std::vector<std::size_t> offsets;
};
[[nodiscard]] CodePoints code_points(std::string_view text);

[[nodiscard]] bool is_letter(char32_t c);
[[nodiscard]] bool is_capital(char32_t c);  // never in Arabic, which has none
[[nodiscard]] char32_t small(char32_t c);   // the small letter of a capital, anything else as it is
// 0-9 of an ASCII or Arabic digit; -1: none.
[[nodiscard]] int digit_of(char32_t c);
[[nodiscard]] std::u32string small(std::u32string_view text);

}  // namespace spine::review
