#include "ui/motion.h"

#include <iterator>
#include <utility>

namespace spine::ui {

namespace {

float ease_out(std::int64_t age, std::int64_t ms) {
    if (age >= ms) return 1;
    const float left = 1 - static_cast<float>(age) / static_cast<float>(ms);
    return 1 - left * left * left;
}

}  // namespace

void Motion::begin(std::int64_t now_ms, bool still) {
    now_ = now_ms;
    still_ = still;
    moving_ = false;
    for (auto way = ways_.begin(); way != ways_.end();) {
        const bool followed = std::exchange(way->second.followed, false);
        way = followed ? std::next(way) : ways_.erase(way);
    }
}

float Motion::follow(std::string_view key, float to, std::int64_t ms) {
    const auto found = ways_.find(key);
    if (found == ways_.end()) {
        ways_.emplace(key, Way{to, to, now_});
        return to;
    }
    Way& way = found->second;
    way.followed = true;
    if (still_) way = {to, to, now_};
    const auto place = [&] {
        return way.from + (way.to - way.from) * ease_out(now_ - way.since, ms);
    };
    if (way.to != to) way = {place(), to, now_};
    if (way.from != way.to && now_ - way.since < ms) moving_ = true;
    return place();
}

}  // namespace spine::ui
