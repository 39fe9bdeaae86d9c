#include "ui/local_time.h"

#include <fmt/format.h>

#include <ctime>

namespace spine::ui {
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

LocalDate local_date_of(UnixMs time) {
    const std::tm at = local(time);
    return {at.tm_wday, at.tm_mday, at.tm_mon + 1, at.tm_year + 1900};
}

}  // namespace spine::ui
