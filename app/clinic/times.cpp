#include "clinic/times.h"

#include <fmt/format.h>

#include <ctime>

namespace spine::clinic {
namespace {

std::tm local(UnixMs time) {
    const std::time_t seconds = time / 1000;
    std::tm parts{};
    ::localtime_r(&seconds, &parts);
    return parts;
}

}  // namespace

std::string local_time(UnixMs time) {
    const std::tm at = local(time);
    return fmt::format("{:02}:{:02}", at.tm_hour, at.tm_min);
}

std::string local_day(UnixMs time) {
    const std::tm at = local(time);
    return fmt::format("{}.{}.", at.tm_mday, at.tm_mon + 1);
}

bool same_local_day(UnixMs a, UnixMs b) {
    const std::tm one = local(a);
    const std::tm other = local(b);
    return one.tm_year == other.tm_year && one.tm_yday == other.tm_yday;
}

std::string today_or_day(const Look& look, UnixMs time, UnixMs now) {
    return same_local_day(time, now) ? look.word("date.today") : local_day(time);
}

std::string local_date(const Look& look, UnixMs time) {
    const std::tm at = local(time);
    return ui::fill_in(look.word("date.long"),
                       {{"weekday", look.word(fmt::format("weekday.{}", at.tm_wday))},
                        {"day", fmt::format("{}", at.tm_mday)},
                        {"month", look.word(fmt::format("month.{}", at.tm_mon + 1))},
                        {"year", fmt::format("{}", at.tm_year + 1900)}});
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
