#include "clinic/parts/strips.h"

#include <fmt/format.h>

#include <algorithm>

#include "clinic/parts/controls.h"
#include "clinic/times.h"

namespace spine::clinic {
namespace {

constexpr float kWide = kBleedRight - kBleedLeft;
constexpr float kStopText = 168, kBesideSigns = 31;  // of the red strip

const std::string& answer_word(const Look& look, const review::Sign& sign) {
    return look.word(sign.not_sure ? "warning.not_sure" : "warning.ticked");
}

// "ticked at 10:02"; without the time where it is not known.
std::string timed_answer(const Look& look, const review::Sign& sign, UnixMs at) {
    if (at == 0) return answer_word(look, sign);
    return ui::fill_in(look.word(sign.not_sure ? "warning.not_sure_at" : "warning.ticked_at"),
                       {{"time", local_time(at)}});
}

// "Numbness between the legs (ticked) · …"
std::string signs_in_a_row(const Look& look, const review::PatientPage& page,
                           const Moments& moments) {
    const auto& signs = page.warning.signs;
    std::string words;
    for (std::size_t i = 0; i < signs.size(); ++i) {
        const UnixMs at = i < moments.ticked.size() ? moments.ticked[i] : 0;
        words += (words.empty() ? "" : " · ") + signs[i].words + " (" +
                 timed_answer(look, signs[i], at) + ")";
    }
    return words.empty() ? look.word("warning.taken_back") : words;
}

// When the walk was stopped, whether staff led on at the tablet, and who has it in hand here.
std::string stop_sentences(const Look& look, const review::PatientPage& page,
                           const Moments& moments) {
    std::string words;
    const auto add = [&](const char* key, UnixMs at) {
        if (!words.empty()) words += ' ';
        words += ui::fill_in(look.word(key), {{"time", local_time(at)}});
    };
    if (moments.stop_page != 0) add("warning.stop_page", moments.stop_page);
    if (moments.led_on != 0) add("warning.led_on", moments.led_on);
    add(page.taken_over       ? "warning.taken_over"
        : moments.led_on != 0 ? "warning.not_taken_over_here"
                              : "warning.not_taken_over",
        0);
    return words;
}

void draw_signs(ui::Frame& frame, const Look& look, const std::vector<review::Sign>& signs,
                const Moments& moments, float y) {
    float widest = 0;
    for (const review::Sign& sign : signs)
        widest = std::max(widest, frame.canvas.width_of(kBodyBold, sign.words));
    for (std::size_t i = 0; i < signs.size(); ++i, y += 26) {
        const UnixMs at = i < moments.ticked.size() ? moments.ticked[i] : 0;
        frame.canvas.label({kStopText, y, widest + 1, 24}, kBodyBold, look.theme.on_accent,
                           signs[i].words);
        frame.canvas.label({kStopText + widest + kBesideSigns, y, 400, 24}, kBody,
                           look.theme.on_accent, timed_answer(look, signs[i], at));
    }
}

// Somebody has it in hand: every sign still stands first, low enough for the page to fit below.
float taken_over_strip(ui::Frame& frame, const Look& look, const review::PatientPage& page,
                       const Moments& moments, float top) {
    const ui::ClinicTheme& t = look.theme;
    const std::string title = look.word("warning.stop_taken_over") + " ";
    const std::string signs = signs_in_a_row(look, page, moments);
    constexpr float width = kRight - kStopText;
    const float lines = frame.canvas.height_of(width, kBodyBold, title + signs);
    const ui::Rect box{kBleedLeft, top, kWide, lines + 40};
    frame.canvas.fill(box, t.stop, 8);
    frame.canvas.icon({134, box.centre().y}, 36, icons::octagon, t.on_accent);
    frame.canvas.block(
        {kStopText, top + 8, width, lines}, kBodyBold, t.on_accent,
        std::vector<ui::TextRun>{{title, ui::Weight::Bold}, {signs, ui::Weight::Regular}});
    frame.canvas.label({kStopText, top + 10 + lines, width, 20}, kCaption, t.on_accent,
                       stop_sentences(look, page, moments));
    return box.bottom();
}

StripResult stop_strip(ui::Frame& frame, const Look& look, const review::PatientPage& page,
                       const Moments& moments, float top) {
    const ui::ClinicTheme& t = look.theme;
    const auto signs = static_cast<float>(page.warning.signs.size());
    const ui::Rect box{kBleedLeft, top, kWide, 88 + 26 * signs};
    frame.canvas.fill(box, t.stop, 8);
    frame.canvas.icon({134, top + 34}, 36, icons::octagon, t.on_accent);
    frame.canvas.label({kStopText, top + 14, 900, 28}, kHeadline, t.on_accent,
                       look.word("warning.stop_title"));
    draw_signs(frame, look, page.warning.signs, moments, top + 50);
    frame.canvas.label({kStopText, top + 54 + 26 * signs, 1000, 20}, kCaption, t.on_accent,
                       stop_sentences(look, page, moments));
    const bool take_over =
        button(frame, look, {1194, top + box.h / 2 - 22, 214, 44},
               {"take_over", look.word("warning.take_over"), 0, "A", ButtonKind::OnStop, true});
    return {box.bottom(), take_over};
}

float line_strip(ui::Frame& frame, float top, float height, ui::Color fill, ui::Color ink,
                 ui::Color ink2, ui::Icon icon, std::string_view title, std::string_view more) {
    frame.canvas.fill({kBleedLeft, top, kWide, height}, fill, 8);
    frame.canvas.icon({122, top + height / 2}, 20, icon, ink);
    frame.canvas.label({142, top, 500, height}, kBodyBold, ink, title);
    const float x = 142 + frame.canvas.width_of(kBodyBold, title) + 12;
    frame.canvas.label({x, top, kRight - x, height}, kBody, ink2, more);
    return top + height;
}

}  // namespace

StripRows strip_rows(const review::PatientPage& page, const Opened& opened) {
    const bool several_ends = !opened.ends.empty() || opened.damaged_ends > 0;
    return several_ends && page.proxy ? StripRows{36, 4} : StripRows{};
}

StripResult warning_strip(ui::Frame& frame, const Look& look, const review::PatientPage& page,
                          const Moments& moments, float top, const StripRows& rows) {
    const ui::ClinicTheme& t = look.theme;
    switch (page.warning.kind) {
        case review::Warning::TierA:
            if (page.taken_over) return {taken_over_strip(frame, look, page, moments, top), false};
            return stop_strip(frame, look, page, moments, top);
        case review::Warning::TierB:
            return {
                line_strip(frame, top, rows.height, t.look_soft, t.look, t.ink, icons::triangle,
                           look.word("warning.look_title"), signs_in_a_row(look, page, moments)),
                false};
        case review::Warning::Ticked:
            return {
                line_strip(frame, top, rows.height, t.sunken, t.ink, t.ink2, icons::question,
                           look.word("warning.ticked_title"), signs_in_a_row(look, page, moments)),
                false};
        case review::Warning::NotReached:
            return {
                line_strip(frame, top, rows.height, t.sunken, t.ink, t.ink2, icons::question,
                           look.word("warning.not_reached"), look.word("warning.not_reached_more")),
                false};
        case review::Warning::NoneTicked:
            break;
    }
    const std::string more = ui::fill_in(look.word("warning.none_more"),
                                         {{"n", fmt::format("{}", page.warning.answered)},
                                          {"of", fmt::format("{}", page.warning.asked)}});
    return {line_strip(frame, top, rows.height, t.sunken, t.ink, t.ink2, icons::box_empty,
                       look.word("warning.none"), more),
            false};
}

namespace {

// "complete 10:11, 31 answers"
std::string end_words(const Look& look, const review::PatientPage& page, const Moments& moments) {
    const UnixMs last = page.ended != 0 ? page.ended : std::max(moments.last, page.started);
    return ui::fill_in(look.word_of("ends.one", moments.answers),
                       {{"status", look.word("status." + page.status)},
                        {"time", local_time(last)},
                        {"n", fmt::format("{}", moments.answers)}});
}

// "Shown: complete 10:11, 31 answers. Also: interrupted 10:02, 12 answers."
std::string ends_words(const Look& look, const Opened& opened, std::size_t shown) {
    std::string here, others;
    for (std::size_t i = 0; i <= opened.ends.size(); ++i) {
        const std::string words =
            i == 0 ? end_words(look, opened.page, opened.moments)
                   : end_words(look, opened.ends[i - 1].page, opened.ends[i - 1].moments);
        std::string& list = i == shown ? here : others;
        if (!list.empty()) list += "; ";
        list += words;
    }
    std::string words;
    if (!opened.ends.empty())
        words = ui::fill_in(look.word(shown == 0 ? "ends.own_shown" : "ends.other_shown"),
                            {{"shown", here}, {"others", others}});
    if (opened.damaged_ends == 0) return words;
    if (!words.empty()) words += ' ';
    return words + ui::fill_in(look.word_of("ends.damaged", opened.damaged_ends),
                               {{"n", fmt::format("{}", opened.damaged_ends)}});
}

}  // namespace

EndsResult ends_strip(ui::Frame& frame, const Look& look, const Opened& opened, std::size_t shown,
                      float top, const StripRows& rows) {
    if (opened.ends.empty() && opened.damaged_ends == 0) return {top, false, false};
    const ui::ClinicTheme& t = look.theme;
    const std::size_t ends = 1 + opened.ends.size() + static_cast<std::size_t>(opened.damaged_ends);
    const std::string title =
        ui::fill_in(look.word("ends.title"), {{"n", fmt::format("{}", ends)}});
    EndsResult result{top + rows.gap + rows.height, !opened.ends.empty(), false};
    line_strip(frame, top + rows.gap, rows.height, t.look_soft, t.look, t.ink, icons::fork, title,
               ends_words(look, opened, shown));
    if (opened.ends.empty()) return result;
    result.next =
        button(frame, look, {1214, top + rows.gap + rows.height / 2 - 16, 194, 32},
               {"next_end", look.word(shown == opened.ends.size() ? "ends.show_own" : "ends.show"),
                0, "E", ButtonKind::Plain, true});
    return result;
}

float notice_strip(ui::Frame& frame, const Look& look, const review::PatientPage& page,
                   const Moments& moments, const EndsResult& above, const StripRows& rows) {
    const ui::ClinicTheme& t = look.theme;
    float y = above.bottom;
    const bool broken_off = !above.drawn && (page.status == "interrupted" ||
                                             page.status == "stopped" || page.status == "expired");
    if (broken_off) {
        const std::string title =
            ui::fill_in(look.word_of("notice." + page.status, moments.answers),
                        {{"n", fmt::format("{}", moments.answers)}});
        y = line_strip(frame, y + rows.gap, rows.height, t.look_soft, t.look, t.ink, icons::pause,
                       title, look.word("notice." + page.status + "_more"));
    }
    if (page.proxy) {
        y = line_strip(frame, y + rows.gap, rows.height, t.look_soft, t.look, t.ink,
                       icons::question, look.word("notice.proxy"), look.word("notice.proxy_more"));
    }
    return y;
}

namespace {

// Where a guide's lines stand in its panel. The only sentence under an open stop-now sign is wide
// and low, and its reason is the red strip itself.
struct GuidePlaces {
    ui::Rect box;
    float heading, sentence, reason;
};
constexpr GuidePlaces kSeveral{{kBleedLeft, 677, kWide, 207}, 51, 75, 162};
constexpr GuidePlaces kAlone{{kBleedLeft, 782, kWide, 102}, 43, 64, 0};
constexpr float kBelowReason = 5, kBetweenColumns = 32;

std::string quoted(const Look& look, const review::GuideLine& line) {
    return look.word("guide.quote_open") + line.sentence + look.word("guide.quote_close");
}

// The panel grows upwards for sentences of four lines and reasons of two, so that no word is lost.
GuidePlaces places_for(const ui::Canvas& canvas, const Look& look,
                       const std::vector<review::GuideLine>& guide, float width) {
    if (guide.size() == 1) return kAlone;
    GuidePlaces at = kSeveral;
    float reasons = 0;
    for (const review::GuideLine& line : guide) {
        const float height = canvas.height_of(width, kBody, quoted(look, line));
        at.reason = std::max(at.reason, at.sentence + height);
        reasons = std::max(reasons, canvas.height_of(width, kCaption, line.reason));
    }
    const float more = std::max(0.0F, at.reason + reasons + kBelowReason - at.box.h);
    at.box.y -= more;
    at.box.h += more;
    return at;
}

void draw_guide_line(ui::Frame& frame, const Look& look, const review::GuideLine& line,
                     const GuidePlaces& at, float x, float width) {
    const ui::ClinicTheme& t = look.theme;
    const float top = at.box.y, end = at.box.bottom();
    frame.canvas.label({x, top + at.heading, width, 24}, kCaptionBold, t.accent, line.heading);
    const ui::Rect sentence{x, top + at.sentence, width, end - top - at.sentence};
    frame.canvas.block(sentence, kBody, t.ink, quoted(look, line));
    if (at.reason == 0) return;
    frame.canvas.block({x, top + at.reason, width, end - top - at.reason}, kCaption, t.ink2,
                       line.reason);
}

}  // namespace

float guide_panel(ui::Frame& frame, const Look& look, const review::PatientPage& page) {
    const ui::ClinicTheme& t = look.theme;
    const bool alone = page.guide.size() == 1;
    const auto columns = static_cast<float>(std::max<std::size_t>(1, page.guide.size()));
    const float pitch = (kRight - kLeft + kBetweenColumns) / columns;
    const float width = pitch - kBetweenColumns;
    const GuidePlaces at = places_for(frame.canvas, look, page.guide, width);
    const ui::Rect& box = at.box;
    frame.canvas.fill(box, t.sunken, 8);
    frame.canvas.label({kLeft, box.y + 12, 400, 24}, kBodyBold, t.ink, look.word("guide.title"));
    frame.canvas.label({kLeft, box.y + 14, kRight - kLeft, 24}, kCaption, t.ink2,
                       look.word(alone ? "guide.only_this" : "guide.by_rules"), ui::Align::End);
    float x = kLeft;
    for (const review::GuideLine& line : page.guide) {
        if (x > kLeft) frame.canvas.fill({x - 17, box.y + 54, 1, box.h - 74}, t.line);
        draw_guide_line(frame, look, line, at, x, width);
        x += pitch;
    }
    return box.y;
}

}  // namespace spine::clinic
