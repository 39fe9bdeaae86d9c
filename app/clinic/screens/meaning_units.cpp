#include "clinic/screens/meaning_units.h"

#include <fmt/format.h>

#include <algorithm>

#include "clinic/parts/coding_frame.h"
#include "clinic/parts/controls.h"
#include "crypto/secret.h"

namespace spine::clinic {
namespace {

constexpr float kWidth = kColumnRight - kColumnX, kRowPitch = 44;
constexpr float kUnitsTop = 508, kUnitsHead = 500;

}  // namespace

void MeaningUnitsScreen::forget() {
    page_.wipe();
    if (original_) {
        auto& points = original_->points.points;
        crypto::wipe({reinterpret_cast<std::uint8_t*>(points.data()), points.size() * 4});
    }
    original_.reset();
    shown_ = {};
    forget_marks();
    keys_.clear();
    name_.wipe();
    naming_ = Naming::No;
    texts_ = themes_ = units_ = {};
}

void MeaningUnitsScreen::forget_marks() {
    anchor_.reset();
    cursor_.reset();
    focus_ = 0;
}

const CodedText* MeaningUnitsScreen::text() const {
    return board() == nullptr ? nullptr : board()->text(place_.text);
}

Span MeaningUnitsScreen::marked() const {
    const auto& words = page_.view.units;
    if (!anchor_ || !cursor_ || std::max(*anchor_, *cursor_) >= words.size()) return {};
    const auto [first, last] = std::minmax(*anchor_, *cursor_);
    return {words[first].from, words[last].to};
}

const coding::Unit* MeaningUnitsScreen::unit() const {
    if (text() == nullptr) return nullptr;
    const auto found = board()->state.units.find(place_.unit);
    const bool here = found != board()->state.units.end() && found->second.text == text()->id;
    return here ? &found->second : nullptr;
}

const coding::Unit* MeaningUnitsScreen::next_unit() const {
    if (unit() == nullptr) return nullptr;
    const auto& units = text()->units;
    const auto here = std::find(units.begin(), units.end(), place_.unit);
    if (here == units.end() || here + 1 == units.end()) return nullptr;
    return &board()->state.units.at(*(here + 1));
}

std::optional<std::uint32_t> MeaningUnitsScreen::cut() const {
    const Span words = marked();
    if (unit() == nullptr || words.empty()) return std::nullopt;
    if (words.from <= unit()->from || words.from >= unit()->to) return std::nullopt;
    return words.from;
}

std::vector<SpanRow> MeaningUnitsScreen::suggested() const {
    std::vector<SpanRow> rows;
    if (!original_) return rows;
    for (const review::Proposal& one : original_->open) rows.push_back({{one.from, one.to}, one});
    return rows;
}

void MeaningUnitsScreen::show_text(std::size_t row) {
    if (board() == nullptr || board()->texts.empty()) return;
    place_.text = board()->texts[std::min(row, board()->texts.size() - 1)].id;
}

// What is shown is of the texts and themes that are there now.
void MeaningUnitsScreen::update() {
    if (board() == nullptr || board()->texts.empty()) return;
    if (board()->text(place_.text) == nullptr) place_.text = board()->texts.front().id;
    if (board()->theme(place_.theme) == nullptr)
        place_.theme = board()->themes.empty() ? coding::Guid{} : board()->themes.front().id;
    if (shown_ != place_.text) {
        shown_ = place_.text;
        scroll_ = 0;
        forget_marks();
        original_.reset();
        original_of_ = 0;
    }
    if (original_of_ == model_.texts().version()) return;
    original_of_ = model_.texts().version();
    original_.reset();
    const review::QueuedText* queued_text = queued(model_, *text());
    if (queued_text != nullptr && text()->size.points <= kLongestText)
        original_.emplace(*queued_text);
    focus_ = std::min(focus_, std::max<std::size_t>(1, suggested().size()) - 1);
}

CodingActions MeaningUnitsScreen::draw_content(ui::Frame& frame) {
    CodingActions actions;
    update();
    if (text() != nullptr) page_.show(frame.canvas, look_, *text(), kWidth);
    take_keys(frame, actions);
    update();
    coding_header(frame, look_, model_, TextStep::Units, place_, actions);
    if (nothing_to_code(frame, look_, board())) return actions;
    const auto row = [&](const CodedText& one) {
        const bool shown = one.id == place_.text;
        return TextRow{coded_line(look_, one), shown               ? TextMark::Begun
                                               : one.units.empty() ? TextMark::None
                                                                   : TextMark::Done};
    };
    if (const auto pressed =
            text_list(frame, look_, *board(), texts_, place_of(*board(), place_.text), row))
        show_text(*pressed);
    update();
    draw_text_column(frame, actions);
    draw_side(frame, actions);
    return actions;
}

void MeaningUnitsScreen::draw_text_column(ui::Frame& frame, CodingActions& actions) {
    const ui::Rect window{kListEnd + 1, kStrip + 1, kColumnEnd - kListEnd - 1,
                          kColumnBottom - kStrip - 1};
    column_scroll(frame, window, content_, scroll_);
    {
        const ui::Canvas::Clip clip(frame.canvas, window);
        const float used = coded_column(frame, look_, *board(), *text(), page_, place_.unit,
                                        marked(), window, scroll_);
        float y = window.y + used - scroll_ + 19;
        y = unit() != nullptr || !marked().empty() ? draw_chosen(frame, y, actions)
                                                   : draw_suggested(frame, y, window, actions);
        coding_history(frame, look_, *board(), y, kColumnBottom, clock_.now());
        content_ = y + scroll_ - window.y + 200;
    }
    take_pointer(frame, {kColumnX, kFirstLine - scroll_});
    frame.canvas.label({kColumnX, 874, kColumnEnd - kColumnX, 20}, kCaption, look_.theme.ink2,
                       look_.word("units.keys"));
}

// In the place of what is suggested: what can be done with the unit that is chosen.
float MeaningUnitsScreen::draw_chosen(ui::Frame& frame, float top, CodingActions& actions) {
    const ui::ClinicTheme& t = look_.theme;
    frame.canvas.fill({kColumnX, top, kWidth, 1}, t.line);
    const coding::Unit* one = unit();
    const CodedTheme* theme = one == nullptr ? nullptr : board()->theme_of(*one);
    const std::string title =
        one == nullptr     ? look_.word("unit.marked")
        : theme == nullptr ? look_.word("unit.none")
                           : ui::fill_in(look_.word("unit.title"), {{"theme", theme->letter}});
    coding_head(frame, look_, kColumnX, kColumnRight, top + 25, title,
                look_.word(one == nullptr ? "unit.mark_note" : "unit.note"));
    std::string quote = one == nullptr ? std::string(page_.view.in(text()->text, marked()))
                                       : board()->words_of(*one);
    std::replace(quote.begin(), quote.end(), '\n', ' ');
    const float room = kWidth - 24;
    frame.canvas.label({kColumnX, top + 47, kWidth, 24}, kBody, t.ink,
                       look_.word("guide.quote_open") + fitted(frame.canvas, kBody, quote, room) +
                           look_.word("guide.quote_close"));
    const float y = top + kRowPitch + 43;
    const auto press = [&](float x, float w, std::string_view key, std::string_view shortcut,
                           bool on) {
        return button(frame, look_, {x, y, w, 32},
                      {key, look_.word(key), 0, shortcut, ButtonKind::Plain, on});
    };
    if (press(kColumnX, 150, "unit.resize", "R", one != nullptr && !marked().empty()))
        resize(actions);
    if (press(kColumnX + 158, 130, "unit.split", "S", cut().has_value())) split(actions);
    if (press(kColumnX + 296, 150, "unit.merge", "M", next_unit() != nullptr)) merge(actions);
    if (press(kColumnX + 454, 130, "unit.remove", "Del", one != nullptr)) remove(actions);
    return top + 147;
}

float MeaningUnitsScreen::draw_suggested(ui::Frame& frame, float top, const ui::Rect& window,
                                         CodingActions& actions) {
    const ui::ClinicTheme& t = look_.theme;
    const review::QueuedText* queued_text = original_ ? queued(model_, *text()) : nullptr;
    if (queued_text == nullptr || original_->open.empty()) {
        frame.canvas.fill({kColumnX, top, kWidth, 1}, t.line);
        coding_head(frame, look_, kColumnX, kColumnRight, top + 25, look_.word("suggested.title"),
                    look_.word("suggested.note"));
        frame.canvas.block({kColumnX, top + 47, kWidth, 72}, kBody, t.ink2,
                           look_.word("coded.suggested_none"));
        return top + 147;
    }
    const SpanPressed pressed = span_rows(frame, look_, *queued_text, *original_, suggested(),
                                          focus_, top, window, !model_.texts().deciding());
    if (pressed.what != SpanPress::Nothing) focus_ = pressed.row;
    const SpanRow row = suggested().at(std::min(focus_, suggested().size() - 1));
    if (pressed.what == SpanPress::Redact)
        decide({TextDecision::Redact, row.span.from, row.span.to, std::nullopt}, actions);
    if (pressed.what == SpanPress::Keep)
        decide({TextDecision::Keep, row.span.from, row.span.to, std::nullopt}, actions);
    return std::max(top + 147, pressed.bottom);
}

void MeaningUnitsScreen::draw_side(ui::Frame& frame, CodingActions& actions) {
    const ui::ClinicTheme& t = look_.theme;
    frame.canvas.fill({kColumnEnd, kStrip, 1, 900 - kStrip}, t.line);
    const auto theme_place = board()->theme_places.find(place_.theme);
    std::optional<std::size_t> shown;
    if (theme_place != board()->theme_places.end()) shown = theme_place->second;
    if (const auto pressed = side_themes(frame, look_, *board(), themes_, shown)) {
        // Whoever has marked something gives it a theme; else the theme's units are shown.
        if (!marked().empty() || unit() != nullptr)
            give(*pressed, actions);
        else
            place_.theme = board()->themes[*pressed].id;
        units_ = {};
    }
    if (naming_ == Naming::No) {
        if (button(frame, look_, {kSideX, 410, 129, 36},
                   {"theme.new", look_.word("theme.new"), 0, "T", ButtonKind::Plain, true}))
            name_theme(Naming::New);
        if (shown &&
            button(frame, look_, {kSideX + 137, 410, 129, 36},
                   {"theme.rename", look_.word("theme.rename"), 0, "E", ButtonKind::Plain, true}))
            name_theme(Naming::Again);
    } else {
        (void)name_.draw(frame, look_, {kSideX, 410, kRight - kSideX, 36}, "theme.name", true, {});
    }
    frame.canvas.fill({kSideX, 478, kRight - kSideX, 1}, t.line);
    const CodedTheme* theme = board()->theme(place_.theme);
    if (theme == nullptr) return;
    coding_head(frame, look_, kSideX, kRight, kUnitsHead,
                ui::fill_in(look_.word("units.in"), {{"theme", theme->letter}}), {});
    const auto row = [&](const coding::Unit& one) { return UnitRow{one.id == place_.unit}; };
    const auto pressed = unit_list(frame, look_, *board(), theme->units, units_, std::nullopt,
                                   kUnitsTop, kColumnBottom + 20, row);
    if (!pressed) return;
    const coding::Unit& one = board()->state.units.at(theme->units[*pressed]);
    place_.text = one.text;
    update();
    place_.unit = one.id;
}

// Pressed on a word and let go on another one: these and all between them are marked. On one word
// alone: the unit that it stands in is chosen.
void MeaningUnitsScreen::take_pointer(ui::Frame& frame, ui::Point at) {
    const float bottom = std::min(at.y + page_.placed.height(), kColumnBottom);
    const float top = std::max(at.y - 6, kStrip + 1);
    if (bottom <= top || page_.id != place_.text) return;
    const bool let_go = frame.targets.add("words", {kColumnX, top, kWidth, bottom - top});
    const bool held = frame.targets.held("words");
    const auto pointer = frame.targets.pointer();
    if ((held || let_go) && pointer) {
        const auto word = unit_at(page_.view, page_.placed, {pointer->x - at.x, pointer->y - at.y});
        if (!marking_) anchor_ = cursor_ = word;
        if (word && anchor_) cursor_ = word;
        if (word && !anchor_) anchor_ = cursor_ = word;
    }
    if (let_go && anchor_ && anchor_ == cursor_) {
        const coding::Unit* around =
            unit_around(*board(), *text(), page_.view.units[*anchor_].from);
        place_.unit = around == nullptr ? coding::Guid{} : around->id;
    } else if (let_go && cursor_) {
        // A finger that began outside of the chosen unit marks something new.
        const coding::Unit* one = unit();
        if (one != nullptr && (marked().to <= one->from || marked().from >= one->to))
            place_.unit = {};
    }
    marking_ = held;
}

}  // namespace spine::clinic
