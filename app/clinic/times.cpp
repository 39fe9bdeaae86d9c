#include "clinic/times.h"

#include <fmt/format.h>

namespace spine::clinic {

std::string today_or_day(const Look& look, UnixMs time, UnixMs now) {
    return same_local_day(time, now) ? look.word("date.today") : local_day(time);
}

std::string local_date(const Look& look, UnixMs time) {
    const ui::LocalDate at = ui::local_date_of(time);
    return ui::fill_in(look.word("date.long"),
                       {{"weekday", look.word(fmt::format("weekday.{}", at.weekday))},
                        {"day", fmt::format("{}", at.day)},
                        {"month", look.word(fmt::format("month.{}", at.month))},
                        {"year", fmt::format("{}", at.year)}});
}

std::string ago(const Look& look, UnixMs then, UnixMs now) {
    const std::int64_t minutes = (now - then) / 60'000;
    if (minutes < 1) return look.word("ago.now");
    if (minutes < 60) {
        return ui::fill_in(look.word("ago.minutes"), {{"n", fmt::format("{}", minutes)}});
    }
    if (minutes < std::int64_t{48} * 60) {
        return ui::fill_in(look.word("ago.hours"), {{"n", fmt::format("{}", minutes / 60)}});
    }
    return ui::fill_in(look.word("ago.days"),
                       {{"n", fmt::format("{}", minutes / (std::int64_t{24} * 60))}});
}

}  // namespace spine::clinic
