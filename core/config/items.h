// linkIds and codes that programs know by name whatever the configuration (kiosk-config/CONTENT.md
// says what each asks). A questionnaire without one of them simply says nothing of it.
#pragma once

#include <string_view>

namespace spine::config::items {

inline constexpr std::string_view who = "about.who";
inline constexpr std::string_view somebody_for_me = "for-me";  // code of `who`

}  // namespace spine::config::items
