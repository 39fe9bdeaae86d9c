// What simulated patients hope for and would like to ask, in their own words.
#pragma once

#include <span>
#include <string_view>

namespace spine::tool {

// Danish for "da", English for every other language.
[[nodiscard]] std::span<const std::string_view> hopes_in(std::string_view language);
[[nodiscard]] std::span<const std::string_view> questions_in(std::string_view language);

}  // namespace spine::tool
