#include "clinic/parts/coding_lists.h"

#include <fmt/format.h>

#include <algorithm>

#include "clinic/times.h"

namespace spine::clinic {
namespace {

constexpr float kRowHeight = 64, kThemePitch = 44, kHistoryPitch = 34;
constexpr std::size_t kRows = 11, kThemeRows = 5;
constexpr float kUnitWords = 276;
constexpr std::size_t kLongestUnit = 110;  // bytes of one in a list: three lines
constexpr float kTallestUnit = 110;

// One row of the list at the left, which text and theme have alike.
bool left_row(ui::Frame& frame, const Look& look, std::string_view key, std::size_t place,
              bool selected, const TextRow& row) {
    const ui::ClinicTheme& t = look.theme;
    const float y = kStrip + kRowHeight * static_cast<float>(place);
    const ui::Rect box{kRail + 1, y + 1, kListEnd - kRail - 1, kRowHeight - 1};
    const bool pressed = frame.targets.add(key, box);
    if (selected || frame.targets.hovered(box))
        frame.canvas.fill(box, selected ? t.soft : t.sunken);
    if (selected) frame.canvas.fill({box.x, box.y, 3, box.h}, t.accent);
    frame.canvas.fill({box.x, y + kRowHeight, box.w, 1}, t.line);
    frame.canvas.label({kLeft, y + 34, 250, 20}, kCaption, t.ink2, row.line);
    const ui::Point mark{351, y + 21.5F};
    if (row.mark == TextMark::Done)
        frame.canvas.icon(mark, 20, icons::check, t.ink2);
    else if (row.mark == TextMark::Begun)
        frame.canvas.icon(mark, 20, icons::marker, t.accent);
    else
        frame.canvas.ring(mark, 5, t.ink2, 1.5F);
    return pressed;
}

ui::Rect left_box() {
    return {kRail + 1, kStrip + 1, kListEnd - kRail - 1, 900 - kStrip};
}

// Cut, so that no frame breaks the lines of a page: whoever chooses a unit reads all of it.
std::string shortened(std::string words, const Look& look) {
    if (words.size() > kLongestUnit) {
        std::size_t end = kLongestUnit;
        while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
        words.resize(end);
        words += " …";
    }
    return look.word("guide.quote_open") + words + look.word("guide.quote_close");
}

}  // namespace

std::string short_name(const std::string& name) {
    return name.size() < 8 ? name : name.substr(0, 4) + " " + name.substr(4, 4);
}

void ListView::follow(const ui::Frame& frame, const ui::Rect& box, std::size_t count,
                      std::size_t fits, std::optional<std::size_t> shown) {
    if (shown != shown_ && shown)
        first = std::clamp(first, *shown < fits ? 0 : *shown - fits + 1, *shown);
    shown_ = shown;
    const bool over = frame.targets.pointer() && box.contains(*frame.targets.pointer());
    if (over && frame.input.wheel > 0) first -= std::min<std::size_t>(first, 3);
    if (over && frame.input.wheel < 0) first += 3;
    first = std::min(first, count - std::min(count, fits));
}

std::optional<std::size_t> text_list(ui::Frame& frame, const Look& look, const CodingBoard& board,
                                     ListView& view, std::optional<std::size_t> shown,
                                     const std::function<TextRow(const CodedText&)>& row) {
    frame.canvas.fill({kListEnd, kStrip, 1, 900 - kStrip}, look.theme.line);
    view.follow(frame, left_box(), board.texts.size(), kRows, shown);
    std::optional<std::size_t> pressed;
    for (std::size_t i = 0; i < kRows && view.first + i < board.texts.size(); ++i) {
        const CodedText& one = board.texts[view.first + i];
        const bool selected = shown == view.first + i;
        if (left_row(frame, look, "coded:" + one.name, i, selected, row(one)))
            pressed = view.first + i;
        frame.canvas.label({kLeft, kStrip + kRowHeight * static_cast<float>(i) + 9, 220, 24},
                           selected ? kBodyBold : kBody, look.theme.ink,
                           ui::fill_in(look.word("texts.name"), {{"id", short_name(one.name)}}));
    }
    return pressed;
}

std::optional<std::size_t> theme_list(ui::Frame& frame, const Look& look, const CodingBoard& board,
                                      ListView& view, std::optional<std::size_t> shown,
                                      const std::function<TextRow(const CodedTheme&)>& row) {
    frame.canvas.fill({kListEnd, kStrip, 1, 900 - kStrip}, look.theme.line);
    view.follow(frame, left_box(), board.themes.size(), kRows, shown);
    std::optional<std::size_t> pressed;
    for (std::size_t i = 0; i < kRows && view.first + i < board.themes.size(); ++i) {
        const std::size_t place = view.first + i;
        const CodedTheme& one = board.themes[place];
        const float y = kStrip + kRowHeight * static_cast<float>(i);
        if (left_row(frame, look, "theme:" + one.letter, i, shown == place, row(one)))
            pressed = place;
        theme_tag(frame, look, {kLeft, y + 11, 20, 20}, one.letter, place);
        const ui::Style& style = shown == place ? kBodyBold : kBody;
        frame.canvas.label({kLeft + 32, y + 9, 191, 24}, style, look.theme.ink,
                           fitted(frame.canvas, style, one.name, 190));
    }
    return pressed;
}

std::optional<std::size_t> side_themes(ui::Frame& frame, const Look& look, const CodingBoard& board,
                                       ListView& view, std::optional<std::size_t> shown) {
    const ui::ClinicTheme& t = look.theme;
    coding_head(frame, look, kSideX, kRight, 166, look.word("themes.title"),
                look.word("themes.units"));
    const ui::Rect box{kSideX - 12, 180, kRight - kSideX + 24, kThemePitch * kThemeRows};
    view.follow(frame, box, board.themes.size(), kThemeRows, shown);
    std::optional<std::size_t> pressed;
    if (board.themes.empty())
        frame.canvas.block({kSideX, 188, kRight - kSideX, 72}, kBody, t.ink2,
                           look.word("themes.none"));
    for (std::size_t i = 0; i < kThemeRows && view.first + i < board.themes.size(); ++i) {
        const std::size_t place = view.first + i;
        const CodedTheme& one = board.themes[place];
        const ui::Rect row{box.x, 180 + kThemePitch * static_cast<float>(i), box.w, 40};
        const bool selected = shown == place;
        if (frame.targets.add("theme:" + one.letter, row)) pressed = place;
        if (selected || frame.targets.hovered(row))
            frame.canvas.fill(row, selected ? t.soft : t.sunken, 6);
        const float indent = 14.0F * static_cast<float>(std::min<std::size_t>(one.depth, 3));
        theme_tag(frame, look, {kSideX + indent, row.y + 10, 20, 20}, one.letter, place);
        const float x = kSideX + indent + 32;
        const ui::Style& style = selected ? kBodyBold : kBody;
        const float room = kRight - 52 - x;
        frame.canvas.label({x, row.y + 8, room + 1, 24}, style, t.ink,
                           fitted(frame.canvas, style, one.name, room));
        frame.canvas.label({kRight - 50, row.y + 8, 50, 24}, kBody, t.ink,
                           fmt::format("{}", one.units.size()), ui::Align::End);
    }
    return pressed;
}

std::optional<std::size_t> unit_list(ui::Frame& frame, const Look& look, const CodingBoard& board,
                                     const std::vector<coding::Guid>& units, ListView& view,
                                     std::optional<std::size_t> shown, float top, float bottom,
                                     const std::function<UnitRow(const coding::Unit&)>& row) {
    const ui::ClinicTheme& t = look.theme;
    const ui::Rect window{kSideX - 12, top, kRight - kSideX + 24, bottom - top};
    view.follow(frame, window, units.size(),
                std::max<std::size_t>(1, static_cast<std::size_t>(window.h / kTallestUnit)), shown);
    std::optional<std::size_t> pressed;
    float y = top;
    std::size_t i = view.first;
    for (; i < units.size(); ++i) {
        const coding::Unit& unit = board.state.units.at(units[i]);
        const UnitRow said = row(unit);
        const CodedText* in = board.text(unit.text);
        const float x = kSideX + (said.icon != 0 ? 28.0F : 0.0F);
        const float room = kSideX + kUnitWords - x;
        const std::string words = shortened(board.words_of(unit), look);
        ui::Style style = said.quoted ? kBodyBold : kBody;
        style.leading = 22;
        const float lines = std::round(frame.canvas.height_of(room, style, words) / 22);
        const float height = 20 + 22 * lines + (said.note.empty() ? 0.0F : 20.0F);
        if (y + height > bottom - 24) break;
        const ui::Rect box{window.x, y + 1, window.w, height - 1};
        if (frame.targets.add(fmt::format("unit:{}", i), box)) pressed = i;
        if (said.chosen || frame.targets.hovered(box))
            frame.canvas.fill(box, said.chosen ? t.soft : t.sunken, 6);
        if (said.icon != 0) frame.canvas.icon({kSideX + 9, y + 21}, 20, said.icon, t.ink2);
        frame.canvas.block({x, y + 10, room, 22 * lines + 22}, style, t.ink, words);
        if (in != nullptr)
            frame.canvas.label({kRight - 80, y + 11, 80, 20}, kCaption, t.ink2,
                               short_name(in->name), ui::Align::End);
        if (!said.note.empty())
            frame.canvas.label({x, y + 10 + 22 * lines, kRight - x, 20}, kCaption, t.ink2,
                               said.note);
        y += height;
        frame.canvas.fill({kSideX, y, kRight - kSideX, 1}, t.line);
    }
    if (i < units.size())
        frame.canvas.label(
            {kSideX, y + 10, kRight - kSideX, 20}, kCaption, t.ink2,
            ui::fill_in(look.word("units.more"), {{"n", fmt::format("{}", units.size() - i)}}));
    return pressed;
}

void coding_history(ui::Frame& frame, const Look& look, const CodingBoard& board, float top,
                    float bottom, UnixMs now) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.fill({kColumnX, top, kColumnRight - kColumnX, 1}, t.line);
    coding_head(frame, look, kColumnX, kColumnRight, top + 25, look.word("history.title"),
                board.history.empty() ? std::string() : look.word("history.undo"));
    float middle = top + 59;
    if (board.history.empty())
        frame.canvas.label({kColumnX, middle - 12, kColumnRight - kColumnX, 24}, kBody, t.ink2,
                           look.word("deed.none"));
    float by = 36;
    for (const CodingLine& line : board.history)
        by = std::min(160.0F, std::max(by, frame.canvas.width_of(kBody, line.by)));
    const float x = 472 + by + 12;
    for (const CodingLine& line : board.history) {
        if (middle + 12 > bottom) break;
        const ui::Color ink = line.undone ? t.ink3 : t.ink;
        frame.canvas.label({kColumnX, middle - 12, 60, 24}, kBody, t.ink2,
                           same_local_day(line.at, now) ? local_time(line.at) : local_day(line.at));
        const ui::Canvas::Clip clip(frame.canvas, {472, middle - 12, kColumnRight - 472, 24});
        frame.canvas.label({472, middle - 12, by + 1, 24}, kBody, t.ink2, line.by);
        std::string words =
            ui::fill_in(look.word(line.theme.empty() ? line.key : line.key + "_theme"),
                        {{"theme", line.theme}});
        if (line.undone) words = ui::fill_in(look.word("deed.taken_back"), {{"what", words}});
        frame.canvas.label({x, middle - 12, kColumnRight - x, 24}, kBody, ink, words);
        middle += kHistoryPitch;
    }
}

}  // namespace spine::clinic
