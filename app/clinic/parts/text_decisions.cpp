#include "clinic/parts/text_decisions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "clinic/parts/controls.h"
#include "clinic/parts/marked_text.h"
#include "clinic/times.h"

namespace spine::clinic {
namespace {

constexpr float kX = 408, kEnd = 992, kRowPitch = 44, kHistoryPitch = 34;
constexpr float kSideX = 1052, kSideWidth = kRight - kSideX;
constexpr float kLongestQuote = 210;

// In quotes; its end is left out where it is too long for its column.
std::string in_quotes(const ui::Canvas& canvas, const Look& look, const review::QueuedText& text,
                      const TextView& view, Span span, const ui::Style& style, float width) {
    constexpr std::uint32_t least = 4, most = 80;  // more is wider than any column, in any letters
    for (Span shown{span.from, std::min(span.to, span.from + most)};; --shown.to) {
        std::string inner(view.in(text.text, shown));
        std::replace(inner.begin(), inner.end(), '\n', ' ');
        std::string words = fmt::format("{}{}{}{}", look.word("guide.quote_open"), inner,
                                        shown == span ? "" : " …", look.word("guide.quote_close"));
        if (shown.to <= shown.from + least || canvas.width_of(style, words) <= width) return words;
    }
}

std::string found_words(const Look& look, const SpanRow& row) {
    if (!row.proposal) return look.word("found.chosen");
    const std::string& what =
        look.word("found." + std::string(review::name_of(row.proposal->kind)));
    if (!row.proposal->preselected) return what;
    return ui::fill_in(look.word("found.preselected"), {{"what", what}});
}

void head(ui::Frame& frame, const Look& look, float x, float end, float middle,
          const std::string& title, const std::string& note) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.label({x, middle - 12, end - x, 24}, kBodyBold, t.ink, title);
    frame.canvas.label({x, middle - 10, end - x, 20}, kCaption, t.ink2, note, ui::Align::End);
}

std::string decision_words(const ui::Canvas& canvas, const Look& look,
                           const review::QueuedText& text, const TextView& view,
                           const archive::TextMark& mark) {
    const auto span = [&] {
        const auto end = static_cast<std::uint32_t>(view.points.points.size());
        const Span inside{std::min(mark.span.from, end), std::min(mark.span.to, end)};
        return in_quotes(canvas, look, text, view, inside, kBody, kLongestQuote);
    };
    switch (mark.kind) {
        case crypto::MarkKind::Release:
            return look.word("decided.released");
        case crypto::MarkKind::Withhold:
            return look.word("decided.withheld");
        case crypto::MarkKind::Redact:
            return ui::fill_in(
                look.word("decided.redacted"),
                {{"what", span()},
                 {"kind",
                  kind_words(look, static_cast<review::RedactionKind>(mark.span.stands_for))}});
        default:
            return ui::fill_in(look.word("decided.kept"), {{"what", span()}});
    }
}

}  // namespace

SpanPressed span_rows(ui::Frame& frame, const Look& look, const review::QueuedText& text,
                      const TextView& view, const std::vector<SpanRow>& rows, std::size_t focus,
                      float top, const ui::Rect& window, bool on) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.fill({kX, top, kEnd - kX, 1}, t.line);
    head(frame, look, kX, kEnd, top + 25, look.word("suggested.title"),
         look.word("suggested.note"));
    SpanPressed pressed;
    float middle = top + 59;
    if (rows.empty()) {
        frame.canvas.label({kX, middle - 12, kEnd - kX, 24}, kBody, t.ink2,
                           look.word("suggested.none"));
        middle += kRowPitch;
    }
    for (std::size_t i = 0; i < rows.size(); ++i, middle += kRowPitch) {
        const bool focused = i == focus;
        const ui::Rect row{kX - 12, middle - 20, kEnd - kX + 20, 40};
        if (row.bottom() <= window.y || row.y >= window.bottom()) continue;
        if (focused) frame.canvas.fill(row, t.soft, 6);
        // What was found says why, whole; the quote has what is left beside the buttons.
        const std::string found = found_words(look, rows[i]);
        const float room = 792 - kX - 28 - frame.canvas.width_of(kBody, found);
        const std::string words = in_quotes(frame.canvas, look, text, view, rows[i].span, kBodyBold,
                                            std::min(kLongestQuote, room));
        const float wide = frame.canvas.width_of(kBodyBold, words);
        frame.canvas.label({kX, middle - 12, wide + 1, 24}, kBodyBold, t.ink, words);
        frame.canvas.label({kX + wide + 20, middle - 12, 792 - kX - wide - 28, 24}, kBody, t.ink2,
                           found);
        const ui::Rect redact{792, middle - 16, 104, 32}, keep{904, middle - 16, 88, 32};
        if (!window.holds(row)) continue;
        if (button(frame, look, redact,
                   {fmt::format("redact:{}", i), look.word("suggested.redact"), 0,
                    focused ? "Y" : "", ButtonKind::Plain, on}))
            pressed = {SpanPress::Redact, i};
        if (button(frame, look, keep,
                   {fmt::format("keep:{}", i), look.word("suggested.keep"), 0, focused ? "N" : "",
                    ButtonKind::Plain, on}))
            pressed = {SpanPress::Keep, i};
        if (frame.targets.add(fmt::format("span:{}", i), row)) pressed = {SpanPress::Focus, i};
    }
    pressed.bottom = middle;
    return pressed;
}

float text_history(ui::Frame& frame, const Look& look, const review::QueuedText& text,
                   const TextView& view, float top, UnixMs now) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.fill({kX, top, kEnd - kX, 1}, t.line);
    const auto& decisions = text.reading.decisions;
    head(frame, look, kX, kEnd, top + 25, look.word("history.title"),
         decisions.empty() ? std::string() : look.word("history.undo"));
    float middle = top + 59;
    if (decisions.empty())
        frame.canvas.label({kX, middle - 12, kEnd - kX, 24}, kBody, t.ink2,
                           look.word("history.none"));
    float by = 36;
    for (const archive::TextMark& mark : decisions)
        by = std::max(by, frame.canvas.width_of(kBody, mark.by));
    by = std::min(by, 160.0F);
    for (auto mark = decisions.rbegin(); mark != decisions.rend();
         ++mark, middle += kHistoryPitch) {
        const std::string time =
            same_local_day(mark->at, now) ? local_time(mark->at) : local_day(mark->at);
        frame.canvas.label({kX, middle - 12, 60, 24}, kBody, t.ink2, time);
        frame.canvas.label({472, middle - 12, by + 1, 24}, kBody, t.ink2, mark->by);
        const float x = 472 + by + 12;
        frame.canvas.label({x, middle - 12, kEnd - x, 24}, kBody, t.ink,
                           decision_words(frame.canvas, look, text, view, *mark));
    }
    return middle + 20;
}

review::RedactionKind kind_of_key(int key) {
    // Names first: they are met most.
    constexpr std::array kinds = {review::RedactionKind::Name,     review::RedactionKind::Place,
                                  review::RedactionKind::Employer, review::RedactionKind::Date,
                                  review::RedactionKind::Number,   review::RedactionKind::Contact,
                                  review::RedactionKind::Cpr,      review::RedactionKind::Other};
    return kinds.at(static_cast<std::size_t>(key - 1));
}

std::optional<review::RedactionKind> kind_list(ui::Frame& frame, const Look& look,
                                               const review::QueuedText& text, bool on) {
    const ui::ClinicTheme& t = look.theme;
    head(frame, look, kSideX, kRight, 166, look.word("kinds.title"), look.word("kinds.note"));
    std::optional<review::RedactionKind> pressed;
    for (int key = 1; key <= kKinds; ++key) {
        const review::RedactionKind kind = kind_of_key(key);
        const auto count = std::count_if(
            text.reading.redactions.begin(), text.reading.redactions.end(),
            [&](const auto& one) { return one.stands_for == static_cast<std::uint8_t>(kind); });
        const ui::Rect row{kSideX - 12, 180 + 36 * static_cast<float>(key - 1), kSideWidth + 24,
                           34};
        const std::string name(review::name_of(kind));
        if (frame.targets.add("kind:" + name, row, on)) pressed = kind;
        if (on && frame.targets.hovered(row)) frame.canvas.fill(row, t.soft, 6);
        const float middle = row.centre().y;
        const ui::Rect tag{kSideX, middle - 10, 20, 20};
        frame.canvas.fill(tag, on ? t.ink : t.ink3, 4);
        frame.canvas.label(tag, kCaptionBold, t.bg, fmt::format("{}", key), ui::Align::Centre);
        frame.canvas.label({kSideX + 32, middle - 12, 260, 24}, kBody, on ? t.ink : t.ink3,
                           kind_words(look, kind));
        frame.canvas.label({kRight - 60, middle - 12, 60, 24}, kBody, t.ink2,
                           fmt::format("{}", count), ui::Align::End);
    }
    return pressed;
}

void leaving_copy(ui::Frame& frame, const Look& look, const review::QueuedText& text,
                  const TextView& view) {
    const ui::ClinicTheme& t = look.theme;
    constexpr float kLine = 24, kTop = 540, kMost = 10;
    frame.canvas.fill({kSideX, 478, kSideWidth, 1}, t.line);
    const archive::TextReading& reading = text.reading;
    frame.canvas.label({kSideX, 490, kSideWidth, 24}, kBodyBold, t.ink, look.word("leaves.title"));
    const bool released = reading.state == archive::TextState::Released;
    std::string people;
    for (const std::string& name : reading.released_by)
        people.append(people.empty() ? "" : ", ").append(name);
    const char* key = released                                        ? "leaves.released"
                      : reading.state == archive::TextState::Withheld ? "leaves.withheld"
                                                                      : "leaves.waiting";
    frame.canvas.label({kSideX, 514, kSideWidth, 20}, kCaption, released ? t.accent : t.ink2,
                       ui::fill_in(look.word(key), {{"people", people}}));
    if (reading.state == archive::TextState::Withheld) return;
    const float needed = frame.canvas.height_of(kSideWidth, kBody, view.leaving);
    const float shown = std::min(needed, kMost * kLine);
    {
        const ui::Canvas::Clip clip(frame.canvas, {kSideX, kTop, kSideWidth, shown});
        frame.canvas.block({kSideX, kTop, kSideWidth, needed}, kBody, t.ink, view.leaving);
    }
    float y = kTop + shown + 6;
    if (needed > shown) {
        frame.canvas.label({kSideX, y, kSideWidth, 20}, kCaption, t.ink2, look.word("leaves.more"));
        y += 24;
    }
    if (released && reading.released_by.size() == 1)
        frame.canvas.block({kSideX, y + 4, kSideWidth, 60}, kCaption, t.ink2,
                           look.word("leaves.second"));
}

}  // namespace spine::clinic
