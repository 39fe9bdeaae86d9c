#include "clinic/screens/patient.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/pickup_code.h"
#include "clinic/parts/controls.h"
#include "clinic/parts/pain.h"
#include "clinic/parts/profile_chart.h"
#include "clinic/parts/rail.h"
#include "clinic/parts/strips.h"
#include "clinic/times.h"

namespace spine::clinic {
namespace {

constexpr float kRightColumn = 856, kRightWidth = kRight - kRightColumn;
constexpr float kLine = 24;

// More than one strip of one line stands above what begins at `top`.
constexpr bool is_narrow(float top) {
    return top > 160;
}

std::string joined(std::initializer_list<std::string_view> parts, std::string_view by) {
    std::string text;
    for (const std::string_view part : parts) {
        if (part.empty()) continue;
        if (!text.empty()) text += by;
        text += part;
    }
    return text;
}

// What an empty place says: not reached, not asked, or the place's own words for "left out".
std::string_view nothing_key(review::Mark mark, std::string_view left_out) {
    return mark == review::Mark::NotReached || mark == review::Mark::NotAsked ? missing_key(mark)
                                                                              : left_out;
}

// "40 to 49", as the question offers it, is "40–49" here; "Under 18" and "80 or more" stay words.
std::string short_band(std::string band) {
    constexpr std::string_view digits = "0123456789";
    const std::size_t from_end = band.find_first_not_of(digits);
    const std::size_t to = band.find_last_not_of(digits) + 1;
    if (from_end == std::string::npos) return band;
    const bool range =
        from_end > 0 && to < band.size() && band.find_first_of(digits, from_end) == to;
    if (range) return band.substr(0, from_end) + "–" + band.substr(to);
    if (band[0] >= 'A' && band[0] <= 'Z') band[0] = static_cast<char>(band[0] - 'A' + 'a');
    return band;
}

std::string age_words(const Look& look, const std::string& band) {
    if (band.empty()) return band;
    return ui::fill_in(look.word("patient.age"), {{"band", short_band(band)}});
}

// "Answered today 09:58–10:11"; of a session that broke off, how and when it did.
std::string time_words(const Look& look, const review::PatientPage& page, const Moments& moments,
                       UnixMs now) {
    const UnixMs last = std::max(moments.last, page.started);
    return ui::fill_in(look.word("times." + page.status),
                       {{"day", today_or_day(look, page.started, now)},
                        {"from", local_time(page.started)},
                        {"to", local_time(page.ended != 0 ? page.ended : last)}});
}

const std::string& who_words(const Look& look, const review::PatientPage& page) {
    const std::string& who = page.who_answered;
    const bool known =
        who == "self" || who == "with-help" || who == "for-me" || who == "interpreter";
    return known ? look.word("who." + who) : who;
}

// The page's headline; where no hope has a score, why.
const std::string& headline_words(const Look& look, const review::PatientPage& page) {
    if (page.hopes == review::Mark::Value) return page.headline;
    return look.word(page.hopes == review::Mark::NotReached ? "headline.not_reached"
                                                            : "headline.not_answered");
}

// Smaller where a hope is long and its time is said behind it.
void draw_headline(ui::Frame& frame, const Look& look, const std::string& words, float top) {
    const ui::Rect place{kLeft, top - 3, kRightColumn - kLeft - 24, 28};
    const bool fits = frame.canvas.width_of(kHeadline, words) <= place.w;
    frame.canvas.label(place, fits ? kHeadline : kBodyBold, look.theme.ink, words);
}

}  // namespace

PatientScreen::PatientScreen(const Look& look, const Model& model, const Clock& clock)
    : look_(look), model_(model), clock_(clock) {}

PatientAction PatientScreen::take_keys(const ui::Input& input) {
    for (const ui::KeyPress& key : input.keys) {
        if (key.key == ui::Key::Escape) return {PatientAction::Back};
        if (key.key != ui::Key::Character) continue;
        if (key.ctrl) {
            if (key.character == U'L') return {PatientAction::Lock};
            continue;
        }
        switch (key.character) {
            case U'J':
                return {PatientAction::Next};
            case U'K':
                return {PatientAction::Previous};
            case U'R':
                return {PatientAction::ToggleReviewed};
            case U'A':
                return {PatientAction::TakeOver};
            case U'E':
                return {PatientAction::NextEnd};
            case U'O':
                whole_words_ = !whole_words_;
                break;
            default:
                break;
        }
    }
    return {};
}

void PatientScreen::draw_who_and_when(ui::Frame& frame, const review::PatientPage& page) {
    const ui::ClinicTheme& t = look_.theme;
    const std::string code = group_pickup_code(page.code);
    frame.canvas.label({kLeft, 16, 220, 44}, kCode, t.ink, code);
    const float x = kLeft + std::max(135.0F, frame.canvas.width_of(kCode, code) + 24);
    frame.canvas.label({x, 15, 560, 24}, kBody, t.ink,
                       time_words(look_, page, model_.moments(), clock_.now()));
    // A session that broke off says so in its times.
    const bool complete = page.status == "complete";
    frame.canvas.label(
        {x, 40, 640, 20}, kCaption, t.ink2,
        joined({page.tablet, page.language_name, age_words(look_, page.age_band),
                who_words(look_, page), complete ? look_.word("status.complete") : std::string(),
                page.alone ? look_.word("patient.alone") : std::string()},
               ", "));
}

PatientAction PatientScreen::draw_header(ui::Frame& frame, const review::PatientPage& page) {
    header_ground(frame, look_);
    draw_who_and_when(frame, page);
    PatientAction action;
    if (button(frame, look_, {862, 20, 136, 36},
               {"previous", look_.word("patient.previous"), icons::chevron_left, "K",
                ButtonKind::Ghost, true})) {
        action = {PatientAction::Previous};
    }
    if (button(frame, look_, {1002, 20, 120, 36},
               {"next", look_.word("patient.next"), icons::chevron_right, "J", ButtonKind::Ghost,
                true})) {
        action = {PatientAction::Next};
    }
    const bool open_stop = model_.stop_sign_open();
    const std::string& label =
        look_.word(page.reviewed ? "patient.undo_reviewed" : "patient.mark_reviewed");
    if (button(frame, look_, {1198, 20, 210, 36},
               {"reviewed", label, icons::check, "R",
                page.reviewed ? ButtonKind::Plain : ButtonKind::Primary, !open_stop})) {
        action = {PatientAction::ToggleReviewed};
    }
    return action;
}

float PatientScreen::draw_own_words(ui::Frame& frame, const review::PatientPage& page, float y) {
    const ui::ClinicTheme& t = look_.theme;
    frame.canvas.label({kRightColumn, y, kRightWidth, kLine}, kBodyBold, t.ink,
                       look_.word("words.title"));
    y += kLine + 6;
    if (page.own_words.empty()) {
        frame.canvas.label({kRightColumn, y, kRightWidth, kLine}, kBody, t.ink2,
                           look_.word(nothing_key(page.words, "words.none")));
        return y + kLine + 8;
    }
    const std::string quoted =
        look_.word("guide.quote_open") + page.own_words + look_.word("guide.quote_close");
    const float needed = frame.canvas.height_of(kRightWidth - 20, kBody, quoted);
    const float shown = whole_words_ ? needed : std::min(needed, 3 * kBody.leading);
    {
        const ui::Canvas::Clip clip(frame.canvas, {kRightColumn, y, kRightWidth, shown});
        frame.canvas.block({kRightColumn + 18, y, kRightWidth - 20, needed}, kBody, t.ink, quoted);
    }
    frame.canvas.fill({kRightColumn, y, 3, shown}, t.accent);
    y += shown;
    if (needed > shown) {
        const ui::Rect more{kRightColumn + 18, y, 160, kLine};
        if (frame.targets.add("words:more", more)) whole_words_ = true;
        frame.canvas.label(more, kCaptionBold, t.accent, look_.word("words.more"));
        y += kLine;
    }
    return y + 8;
}

float PatientScreen::draw_questions(ui::Frame& frame, const review::PatientPage& page, float y) {
    const ui::ClinicTheme& t = look_.theme;
    frame.canvas.fill({kRightColumn, y, kRightWidth, 1}, t.line);
    y += 12;
    frame.canvas.label({kRightColumn, y, kRightWidth, kLine}, kBodyBold, t.ink,
                       look_.word("ask.title"));
    y += kLine + 2;
    if (page.questions.empty()) {
        frame.canvas.label({kRightColumn, y, kRightWidth, kLine}, kBody, t.ink2,
                           look_.word(nothing_key(page.asks, "ask.none")));
        return y + kLine + 8;
    }
    int number = 1;
    for (const std::string& question : page.questions) {
        frame.canvas.label({kRightColumn, y, 20, kLine}, kCaption, t.ink2,
                           fmt::format("{}", number++));
        y += frame.canvas.block({kRightColumn + 22, y, kRightWidth - 22, 3 * kLine}, kBody, t.ink,
                                question);
    }
    return y + 8;
}

void PatientScreen::draw_teach_back(ui::Frame& frame, const review::PatientPage& page, float y) {
    const ui::ClinicTheme& t = look_.theme;
    constexpr float x = 1096;
    frame.canvas.fill({x, y, kRight - x, 1}, t.line);
    frame.canvas.label({x, y + 10, 200, kLine}, kBodyBold, t.ink, look_.word("teach.title"));
    if (page.teach_back.mark != review::Mark::Value) {
        frame.canvas.label({x, y + 36, kRight - x, kLine}, kBody, t.ink2,
                           look_.word(missing_key(page.teach_back.mark)));
        return;
    }
    frame.canvas.label(
        {x, y + 10, kRight - x, kLine}, kCaption, t.ink2,
        ui::fill_in(look_.word("teach.first_try"), {{"n", fmt::format("{}", page.teach_back.right)},
                                                    {"of", fmt::format("{}", page.teach_back.of)}}),
        ui::Align::End);
    float line = y + 38;
    for (const review::TeachBackMiss& miss : page.teach_back.misses) {
        frame.canvas.icon({x + 10, line + 12}, 18, icons::question, t.look);
        line +=
            frame.canvas.block({x + 26, line, kRight - x - 26, 3 * kLine}, kBody, t.ink,
                               ui::fill_in(look_.word("teach.missed"), {{"topic", miss.topic}}));
    }
    if (page.teach_back.misses.empty()) return;
    // An explanation follows every missed answer, unless the session broke off before it.
    frame.canvas.label(
        {x + 26, line, kRight - x - 26, 20}, kCaption, t.ink2,
        look_.word(page.status == "complete" ? "teach.explained" : "teach.may_take_up"));
}

void PatientScreen::draw_pain(ui::Frame& frame, const review::PatientPage& page, float y,
                              bool low) {
    const ui::ClinicTheme& t = look_.theme;
    frame.canvas.fill({kRightColumn, y, kRightWidth, 1}, t.line);
    frame.canvas.label({kRightColumn, y + 8, 200, kLine}, kBodyBold, t.ink,
                       look_.word("pain.title"));
    pain_figures(frame, look_, kRightColumn + 8, y + 34, 158, page.pain_codes);
    // Beside the title instead of below it.
    if (low) y -= 26;
    constexpr float x = 1096;
    float at = x;
    const auto number = [&](const char* key, std::optional<int> value) {
        const std::string& word = look_.word(key);
        frame.canvas.label({at, y + 30, 160, kLine}, kBody, t.ink2, word);
        at += frame.canvas.width_of(kBody, word) + 12;
        frame.canvas.label({at, y + 28, 60, 28}, kHeadline, t.ink,
                           value ? fmt::format("{}", *value) : "–");
        at += 44;
    };
    number("pain.now", page.pain_now);
    if (page.pain_worst) number("pain.worst", page.pain_worst);
    pain_line(frame, look_, x + 4, y + 70, kRight - x - 12, page.pain_now, page.pain_worst);
    const std::string words = page.pain_words.empty()
                                  ? look_.word(nothing_key(page.drawing, "pain.no_area"))
                                  : page.pain_words;
    frame.canvas.block({x, y + 98, kRight - x, 2 * kLine}, kBody, t.ink,
                       joined({words, page.duration}, ". ") + ".");
    draw_teach_back(frame, page, y + 152);
}

void PatientScreen::draw_right(ui::Frame& frame, const review::PatientPage& page, float top,
                               bool low) {
    // Under a second strip the parts stand closer: the page must end above the guide.
    const float closer = is_narrow(top) ? 4 : 0;
    const float questions = draw_own_words(frame, page, top) - closer;
    const float pain = draw_questions(frame, page, questions) - closer;
    draw_pain(frame, page, pain, low);
}

PatientAction PatientScreen::draw_content(ui::Frame& frame) {
    const review::PatientPage* page = model_.page();
    if (page == nullptr) return {PatientAction::Back};
    const PatientAction by_key = take_keys(frame.input);
    PatientAction action = draw_header(frame, *page);
    const StripRows rows = strip_rows(*page, model_.opened());
    const StripResult strip = warning_strip(frame, look_, *page, model_.moments(), 88, rows);
    if (strip.take_over) action = {PatientAction::TakeOver};
    const EndsResult ends =
        ends_strip(frame, look_, model_.opened(), model_.shown_end(), strip.bottom, rows);
    if (ends.next) action = {PatientAction::NextEnd};
    const float top = notice_strip(frame, look_, *page, model_.moments(), ends, rows) + 20;
    draw_headline(frame, look_, headline_words(look_, *page), top);
    const float guide = guide_panel(frame, look_, *page);
    profile_chart(frame, look_, page->profile, top + 44, guide - 8, is_narrow(top));
    draw_right(frame, *page, top, rows.height < StripRows{}.height);
    return by_key.kind != PatientAction::Nothing ? by_key : action;
}

}  // namespace spine::clinic
