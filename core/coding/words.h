// Texts and names as a coding counts them: in Unicode code points, of UTF-8 that is valid.
//
// Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace spine::coding {

inline constexpr std::size_t kMostNameBytes = 1'000;
inline constexpr std::size_t kMostProseBytes = 100'000;

// How many code points; nothing for bytes that are no UTF-8 (also overlong forms, surrogates and
// what lies beyond U+10FFFF).
[[nodiscard]] std::optional<std::uint32_t> code_points_in(std::string_view text);

// The part [from, to) of a valid text; what lies behind its end is cut off.
[[nodiscard]] std::string_view part_of(std::string_view text, std::uint32_t from, std::uint32_t to);

// A name of one line: not empty, at most kMostNameBytes, without a control character.
[[nodiscard]] bool is_name(std::string_view text);
// Words of any number of lines: at most kMostProseBytes; of the control characters line feed and
// tab alone, since XML keeps no other. May be empty.
[[nodiscard]] bool is_prose(std::string_view text);

// With each carriage return and line feed, or carriage return alone, as one line feed.
[[nodiscard]] std::string with_line_feeds(std::string_view text);

}  // namespace spine::coding
