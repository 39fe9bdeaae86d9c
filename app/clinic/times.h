// Times as the clinic reads them: the computer's own time zone.
#pragma once

#include <string>

#include "base/clock.h"
#include "clinic/look.h"
#include "ui/local_time.h"

namespace spine::clinic {

using ui::local_day;
using ui::local_time;
using ui::same_local_day;

// "today", else "24.11.".
[[nodiscard]] std::string today_or_day(const Look& look, UnixMs time, UnixMs now);
// "Tuesday 24 November 2026", as the language writes it.
[[nodiscard]] std::string local_date(const Look& look, UnixMs time);
// "3 min ago", "26 h ago", "yesterday 15:12" … by the strings.
[[nodiscard]] std::string ago(const Look& look, UnixMs then, UnixMs now);

}  // namespace spine::clinic
