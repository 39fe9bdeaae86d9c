#include "clinic/parts/notices.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "clinic/times.h"

namespace spine::clinic {
namespace {

// What somebody must know of the whole, the worst first. A tablet that is silent is said where no
// session is missing.
std::vector<std::string> notices_of(const Look& look, const Received& received) {
    std::vector<std::string> words;
    const auto sessions = [&](const char* key, int count) {
        if (count == 0) return;
        words.push_back(ui::fill_in(look.word(key), {{"n", fmt::format("{}", count)},
                                                     {"of", fmt::format("{}", received.of)}}));
    };
    sessions("worklist.unreadable", received.unreadable);
    sessions("worklist.kept_apart", received.kept_apart);
    const bool missing = !words.empty();
    const RetentionNotice& retention = received.retention;
    if (retention.expiring > 0)
        words.push_back(
            ui::fill_in(look.word_of("worklist.expiring", static_cast<int>(retention.expiring)),
                        {{"n", fmt::format("{}", retention.expiring)},
                         {"day", local_day(retention.expiring_at)}}));
    if (retention.rule_held_back) words.push_back(look.word("worklist.rule_held_back"));
    if (retention.clock_doubted) words.push_back(look.word("worklist.clock_doubted"));
    if (missing || received.silent.empty()) return words;
    const SilentTablet& silent = received.silent.front();
    words.push_back(ui::fill_in(look.word("worklist.silent"),
                                {{"tablet", silent.name}, {"n", fmt::format("{}", silent.hours)}}));
    return words;
}

}  // namespace

float notices(ui::Frame& frame, const Look& look, const Received& received) {
    const auto all = notices_of(look, received);
    const bool two_lines = all.size() > 2;
    float left = kRight, end = kRight;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i == 2) end = kRight;
        const float y = two_lines ? 8 + 28 * static_cast<float>(i / 2) : 22;
        const float width = frame.canvas.width_of(kBodyBold, all[i]);
        const ui::Color color = look.theme.look;
        frame.canvas.label({end - width, y, width + 1, 32}, kBodyBold, color, all[i]);
        frame.canvas.icon({end - width - 18, y + 16}, 20, icons::sync_alert, color);
        end -= width + 46;
        if (i < 2) left = end;
    }
    return left;
}

}  // namespace spine::clinic
