#include "clinic/parts/profile_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace spine::clinic {
namespace {

constexpr float kZero = 352, kHundred = 672;  // of the plot
constexpr float kTitleEnd = 332;              // also of the raw form beside the title
constexpr float kBeforeEnd = 732, kAfterEnd = 788;

float at(double value) {
    return kZero + static_cast<float>(value) * (kHundred - kZero) / 100;
}

bool has(const review::Point& point) {
    return point.mark == review::Mark::Value;
}

void draw_grid(ui::Frame& frame, const Look& look, float top, float bottom) {
    for (const float value : {0.0F, 25.0F, 50.0F, 75.0F, 100.0F}) {
        frame.canvas.fill({std::round(at(value)), top, 1, bottom - top}, look.theme.line);
    }
}

void draw_marks(ui::Frame& frame, const Look& look, const review::ProfileRow& row, float y) {
    const ui::ClinicTheme& t = look.theme;
    const bool equal = has(row.before) && has(row.after) && row.before.value == row.after.value;
    if (has(row.before) && has(row.after)) {
        const float from = std::min(at(row.before.value), at(row.after.value));
        const float to = std::max(at(row.before.value), at(row.after.value));
        frame.canvas.fill({from, y - 2.5F, to - from, 5}, t.ghost);
    }
    if (has(row.before)) {
        if (!equal) frame.canvas.disc({at(row.before.value), y}, 7, t.bg);
        frame.canvas.ring({at(row.before.value), y}, equal ? 9 : 6, t.ink2, 2);
    }
    if (has(row.after)) frame.canvas.disc({at(row.after.value), y}, 6.5F, t.accent);
}

const std::string& missing_word(const Look& look, const review::Point& point) {
    if (point.mark == review::Mark::InWords) return point.words;
    return look.word(missing_key(point.mark));
}

// The later answer in its own units; of several items, how many have answers.
std::string caption(const Look& look, const review::ProfileRow& row) {
    const auto number = [](int n) { return fmt::format("{}", n); };
    const review::Point& last = has(row.after) ? row.after : row.before;
    if (has(last) && last.answered < last.asked) {
        return ui::fill_in(look.word("profile.items"),
                           {{"n", number(last.answered)}, {"of", number(last.asked)}});
    }
    if (!row.raw) return {};
    return ui::fill_in(look.word(row.raw->right ? "profile.right" : "profile.of"),
                       {{"n", number(row.raw->value)}, {"of", number(row.raw->of)}});
}

// Words on a patch of page colour at the left of the plot; empty when nothing is missing.
std::string missing_words(const Look& look, const review::ProfileRow& row, bool with_after) {
    const bool before = has(row.before);
    const bool after = has(row.after) || !row.has_after || !with_after;
    if (before && after) return {};
    if (!before && (!row.has_after || !with_after || !has(row.after)))
        return missing_word(look, row.before);
    return ui::fill_in(look.word(before ? "missing.after" : "missing.before"),
                       {{"why", missing_word(look, before ? row.after : row.before)}});
}

void draw_number(ui::Frame& frame, const ui::Style& style, ui::Color color,
                 const review::Point& point, float end, float y) {
    const std::string words = has(point) ? fmt::format("{}", point.shown)
                                         : (point.mark == review::Mark::NotAsked ? "" : "–");
    frame.canvas.label({end - 60, y - 12, 60, 24}, style, color, words, ui::Align::End);
}

void draw_row(ui::Frame& frame, const Look& look, const review::ProfileRow& row, float y,
              bool with_after) {
    const ui::ClinicTheme& t = look.theme;
    const std::string raw = caption(look, row);
    const float title = kTitleEnd - kLeft - (raw.empty() ? 0 : 50);
    frame.canvas.label({kLeft, y - 12, title, 24}, row.named ? kBodyBold : kBody, t.ink, row.title);
    frame.canvas.label({kTitleEnd - 100, y - 10, 100, 20}, kCaption, t.ink2, raw, ui::Align::End);
    if (const std::string words = missing_words(look, row, with_after); !words.empty()) {
        const float width = frame.canvas.width_of(kCaption, words);
        // At the left of the plot, or at its right end where the mark would stand on the words.
        const double value =
            has(row.before) ? row.before.value : (has(row.after) ? row.after.value : 100);
        const float x = at(value) < kZero + width + 40 ? kHundred - width - 14 : kZero + 8;
        frame.canvas.fill({x, y - 11, width + 12, 22}, t.bg);
        frame.canvas.label({x + 6, y - 10, width + 4, 20}, kCaption, t.ink3, words);
    }
    draw_marks(frame, look, row, y);
    draw_number(frame, kBody, t.ink2, row.before, kBeforeEnd, y);
    if (with_after && row.has_after) draw_number(frame, kBodyBold, t.ink, row.after, kAfterEnd, y);
}

void draw_legend(ui::Frame& frame, const Look& look, float y, bool with_after) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.ring({kLeft + 7, y}, 6, t.ink2, 2);
    const std::string& before = look.word("profile.before_pages");
    frame.canvas.label({kLeft + 20, y - 10, 200, 20}, kCaption, t.ink2, before);
    float x = kLeft + 20 + frame.canvas.width_of(kCaption, before) + 18;
    if (with_after) frame.canvas.disc({x, y}, 6.5F, t.accent);
    const std::string& after =
        look.word(with_after ? "profile.after_pages" : "profile.after_not_reached");
    frame.canvas.label({x + 14, y - 10, 240, 20}, kCaption, t.ink2, after);
    x += 14 + frame.canvas.width_of(kCaption, after) + 38;
    if (with_after) {
        frame.canvas.label({x, y - 10, 300, 20}, kCaption, t.ink2, look.word("profile.scale"));
    }
}

float pitch_of(std::size_t rows, float height, bool narrow) {
    constexpr float around = 77, closest = 24;  // legend, heads, gap and axis; a line of text
    const float fits =
        std::floor((height - around) / static_cast<float>(std::max<std::size_t>(1, rows)));
    return std::clamp(fits, closest, narrow ? 34.0F : 36.0F);
}

}  // namespace

void profile_chart(ui::Frame& frame, const Look& look, const std::vector<review::ProfileRow>& rows,
                   float top, float bottom, bool narrow) {
    const float pitch = pitch_of(rows.size(), bottom - top, narrow);
    const ui::ClinicTheme& t = look.theme;
    const bool with_after = std::any_of(rows.begin(), rows.end(), [](const auto& row) {
        return row.has_after && row.after.mark != review::Mark::NotReached &&
               row.after.mark != review::Mark::NotAsked;
    });
    draw_legend(frame, look, top, with_after);
    const float heads = top + 21;
    frame.canvas.label({kBeforeEnd - 80, heads - 10, 80, 20}, kCaption, t.ink2,
                       look.word("profile.before"), ui::Align::End);
    if (with_after) {
        frame.canvas.label({kAfterEnd - 50, heads - 10, 50, 20}, kCaptionBold, t.accent,
                           look.word("profile.after"), ui::Align::End);
    }
    const auto hopes =
        std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.hope; });
    const float first = heads + 32;
    float y = first;
    draw_grid(frame, look, first - 17, first + pitch * static_cast<float>(hopes) - 17);
    for (const auto& row : rows) {
        if (row.hope) draw_row(frame, look, row, y, with_after), y += pitch;
    }
    frame.canvas.fill({kLeft, y - 6, kAfterEnd + 4 - kLeft, 1}, t.line);
    y += 20;
    const float second = y;
    const auto others = static_cast<float>(rows.size()) - static_cast<float>(hopes);
    draw_grid(frame, look, second - 17, second + pitch * others - 17);
    for (const auto& row : rows) {
        if (!row.hope) draw_row(frame, look, row, y, with_after), y += pitch;
    }
    for (const int value : {0, 25, 50, 75, 100}) {
        frame.canvas.label({at(value) - 30, y - 16, 60, 20}, kCaption, t.ink2,
                           fmt::format("{}", value), ui::Align::Centre);
    }
}

}  // namespace spine::clinic
