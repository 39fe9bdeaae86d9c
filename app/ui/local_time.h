// Times as a person beside the computer reads them: in its own time zone.
#pragma once

#include <string>

#include "base/clock.h"

namespace spine::ui {

[[nodiscard]] std::string local_time(UnixMs time);  // "09:58"
[[nodiscard]] std::string local_day(UnixMs time);   // "24.11."
[[nodiscard]] bool same_local_day(UnixMs a, UnixMs b);
// "Tuesday" is weekday 2, "November" month 11.
struct LocalDate {
    int weekday = 0, day = 0, month = 0, year = 0;
};
[[nodiscard]] LocalDate local_date_of(UnixMs time);

}  // namespace spine::ui
