// The linkIds that the clinic's pages read by name (kiosk-config/CONTENT.md lists what they ask).
// A questionnaire without one of them simply shows nothing in its place.
#pragma once

#include <string_view>

#include "config/items.h"

namespace spine::review::items {

inline constexpr std::string_view who = config::items::who;
inline constexpr std::string_view first_time = "about.first-time";
inline constexpr std::string_view part = "about.part";
inline constexpr std::string_view age = "about.age";
inline constexpr std::string_view duration = "about.duration";
inline constexpr std::string_view earlier_scan = "about.earlier-scan";
inline constexpr std::string_view drawing = "about.drawing";
inline constexpr std::string_view pain_now = "about.pain-now";
inline constexpr std::string_view pain_worst = "about.pain-worst";
inline constexpr std::string_view own_words = "words.hope";
inline constexpr std::string_view prepared_questions = "ask.prepared";
inline constexpr std::string_view own_question = "ask.own";

inline constexpr std::string_view somebody_for_me = config::items::somebody_for_me;

}  // namespace spine::review::items
