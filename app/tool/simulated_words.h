// What simulated patients hope for and would like to ask, in their own words.
#pragma once

#include <span>
#include <string_view>

namespace spine::tool {

// In the seven languages of the project, as a foreigner might write them; in any other English.
[[nodiscard]] std::span<const std::string_view> hopes_in(std::string_view language);
[[nodiscard]] std::span<const std::string_view> questions_in(std::string_view language);

}  // namespace spine::tool
