// A column's name as messages show it: whoever made the table chose it, and a terminal obeys what
// some characters say.
#pragma once

#include <string>
#include <string_view>

namespace spine::deidentify {

// Control characters (those below 32, 127, and 128 to 159 in UTF-8) as \xNN for each byte.
[[nodiscard]] std::string shown_name(std::string_view name);

}  // namespace spine::deidentify
