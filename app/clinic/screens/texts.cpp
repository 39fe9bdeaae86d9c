#include "clinic/screens/texts.h"

#include <fmt/format.h>

#include <algorithm>

#include "clinic/parts/coding_lists.h"
#include "clinic/parts/controls.h"
#include "clinic/parts/rail.h"

namespace spine::clinic {
namespace {

constexpr float kRowHeight = 64, kX = kColumnX, kEnd = kColumnRight, kFirstLine = 192;
constexpr std::size_t kRows = 11;
constexpr float kWheel = 48;

const std::string& item_words(const Look& look, const std::string& link_id) {
    const std::string key = "text_item." + link_id;
    const std::string& words = look.word(key);
    return words == key ? link_id : words;
}

std::string name_words(const Look& look, const review::QueuedText& text) {
    return ui::fill_in(look.word("texts.name"),
                       {{"id", text.id.substr(0, 4) + " " + text.id.substr(4, 4)}});
}

bool released_by(const review::QueuedText& text, const std::string& name) {
    const auto& people = text.reading.released_by;
    return std::find(people.begin(), people.end(), name) != people.end();
}

// Where a text has letters that this window cannot draw, nobody has read it here. Signs such as
// smileys are no letters.
bool can_be_read(const ui::Fonts& fonts, const std::string& text) {
    const auto missing = fonts.missing_glyphs(text);
    return std::none_of(missing.begin(), missing.end(), [](char32_t c) {
        const bool sign =
            (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FFFF) || c == 0xFE0F;
        return c >= 0x20 && !sign;
    });
}

}  // namespace

TextsScreen::TextsScreen(const Look& look, const Model& model, const Clock& clock)
    : look_(look), model_(model), clock_(clock) {}

void TextsScreen::forget() {
    view_.reset();
    placed_.reset();
    anchor_.reset();
    cursor_.reset();
    listed_.clear();
    shown_.clear();
    keys_.clear();
    readable_.reset();
    row_ = first_ = 0;
    seen_ = 0;
}

bool TextsScreen::too_long() const {
    return row_ < listed_.size() && model_.texts().size(listed_[row_]).points > kLongestText;
}

const review::QueuedText* TextsScreen::text() const {
    const auto* queue = model_.texts().queue();
    return queue == nullptr || row_ >= listed_.size() ? nullptr : &(*queue)[listed_[row_]];
}

std::array<std::size_t, 4> TextsScreen::counts() const {
    std::array<std::size_t, 4> counts{};
    for (const review::QueuedText& one : *model_.texts().queue()) {
        ++counts[0];
        ++counts.at(1 + static_cast<std::size_t>(one.reading.state));
    }
    return counts;
}

void TextsScreen::show_text(std::size_t row) {
    if (listed_.empty()) return;
    row_ = std::min(row, listed_.size() - 1);
    first_ = std::clamp(first_, row_ < kRows ? 0 : row_ - kRows + 1, row_);
    const std::string& id = text()->id;
    if (shown_ != id) {
        scroll_ = 0;
        focus_ = 0;
        anchor_.reset();
        cursor_.reset();
    }
    shown_ = id;
    view_.reset();
    placed_.reset();
    readable_.reset();
    if (too_long()) return;
    view_.emplace(*text());
    focus_ = std::min(focus_, std::max<std::size_t>(1, rows().size()) - 1);
}

// Whoever decides of a text stays on it, whatever the filter says of it now.
void TextsScreen::update() {
    const TextsModel& texts = model_.texts();
    if (texts.queue() == nullptr || texts.version() == seen_) return;
    seen_ = texts.version();
    listed_.clear();
    for (std::size_t i = 0; i < texts.queue()->size(); ++i) {
        const review::QueuedText& one = (*texts.queue())[i];
        const auto state = 1 + static_cast<std::size_t>(one.reading.state);
        if (filter_ == Show::All || state == static_cast<std::size_t>(filter_) || one.id == shown_)
            listed_.push_back(i);
    }
    const auto found = std::find_if(listed_.begin(), listed_.end(), [&](std::size_t place) {
        return (*texts.queue())[place].id == shown_;
    });
    lost_ = lost_ || (found == listed_.end() && !shown_.empty());
    const auto row =
        found == listed_.end() ? row_ : static_cast<std::size_t>(found - listed_.begin());
    if (listed_.empty())
        view_.reset();
    else
        show_text(row);
}

void TextsScreen::choose_filter(Show filter) {
    filter_ = filter;
    shown_.clear();
    row_ = first_ = 0;
    seen_ = 0;
}

void TextsScreen::step(int by) {
    if (by < 0 && row_ == 0) return;
    show_text(by < 0 ? row_ - 1 : row_ + 1);
}

Span TextsScreen::chosen() const {
    const auto all = rows();
    return focus_ < all.size() ? all[focus_].span : Span{};
}

std::vector<SpanRow> TextsScreen::rows() const {
    std::vector<SpanRow> rows;
    if (!view_) return rows;
    if (anchor_ && cursor_ && std::max(*anchor_, *cursor_) < view_->units.size()) {
        const auto [first, last] = std::minmax(*anchor_, *cursor_);
        rows.push_back({{view_->units[first].from, view_->units[last].to}, std::nullopt});
    }
    for (const review::Proposal& one : view_->open) rows.push_back({{one.from, one.to}, one});
    return rows;
}

bool TextsScreen::may_accept() const {
    const auto* one = text();
    return one != nullptr && readable_.value_or(false) && !model_.texts().deciding() &&
           !released_by(*one, model_.person().name);
}

bool TextsScreen::may_withhold() const {
    const auto* one = text();
    return one != nullptr && !model_.texts().deciding() &&
           one->reading.state != archive::TextState::Withheld;
}

TextsAction TextsScreen::decide(TextDecision decision) {
    if (text() == nullptr) return {};
    if (decision.kind == TextDecision::Redact || decision.kind == TextDecision::Keep) {
        anchor_.reset();
        cursor_.reset();
    }
    return {TextsAction::Decide, text()->id, decision};
}

TextsAction TextsScreen::redact(std::optional<review::RedactionKind> kind) {
    const Span span = chosen();
    if (span.empty()) return {};
    return decide({TextDecision::Redact, span.from, span.to, kind});
}

TextsAction TextsScreen::draw_header(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    header_ground(frame, look_);
    const std::string& title = look_.word("texts.title");
    frame.canvas.label({kLeft, 22, 300, 32}, kHeadline, t.ink, title);
    if (model_.texts().queue() != nullptr) {
        const auto all = counts();
        frame.canvas.label({kLeft + frame.canvas.width_of(kHeadline, title) + 18, 22, 600, 34},
                           kBody, t.ink2,
                           ui::fill_in(look_.word_of("texts.counts", static_cast<int>(all[0])),
                                       {{"n", fmt::format("{}", all[0])},
                                        {"waiting", fmt::format("{}", all[1])},
                                        {"released", fmt::format("{}", all[2])}}));
    }
    TextsAction action;
    if (button(frame, look_, {1049, 20, 208, 36},
               {"accept", look_.word("texts.accept"), icons::check, "A", ButtonKind::Primary,
                may_accept()}))
        action = decide({TextDecision::Release});
    if (button(frame, look_, {1265, 20, 143, 36},
               {"withhold", look_.word("texts.withhold"), icons::eye_off, "W", ButtonKind::Plain,
                may_withhold()}))
        action = decide({TextDecision::Withhold});
    return action;
}

// The steps of what is done with the texts; at the right, which texts the list shows.
TextsAction TextsScreen::draw_strip(ui::Frame& frame) {
    TextsAction action;
    if (const auto step = step_strip(frame, look_, TextStep::Redact, false))
        action = {TextsAction::Step, {}, {}, *step};
    constexpr std::array keys = {"texts.all", "texts.waiting", "texts.released", "texts.kept"};
    constexpr std::array<ui::Icon, 4> marks = {0, 0, icons::check, icons::eye_off};
    const auto all = counts();
    float x = kRight;
    for (std::size_t i = keys.size(); i-- > 0;) {
        const std::string& label = look_.word(keys.at(i));
        const float width = chip_width(frame.canvas, label, all.at(i), marks.at(i));
        x -= width;
        if (chip(frame, look_, {x, 88, width, 32}, keys.at(i), label, all.at(i), marks.at(i),
                 filter_ == static_cast<Show>(i)))
            choose_filter(static_cast<Show>(i));
        x -= 8;
    }
    frame.canvas.block({kSideX, 850, kRight - kSideX, 40}, kCaption, look_.theme.ink2,
                       look_.word("texts.rule"));
    return action;
}

void TextsScreen::draw_list(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    frame.canvas.fill({kListEnd, kStrip, 1, 900 - kStrip}, t.line);
    for (std::size_t i = 0; i < kRows && first_ + i < listed_.size(); ++i) {
        const std::size_t row = first_ + i;
        const review::QueuedText& one = (*model_.texts().queue())[listed_[row]];
        const float y = kStrip + kRowHeight * static_cast<float>(i);
        const ui::Rect box{kRail + 1, y + 1, kListEnd - kRail - 1, kRowHeight - 1};
        const bool selected = row == row_;
        if (frame.targets.add("text:" + one.id, box)) show_text(row);
        if (selected || frame.targets.hovered(box))
            frame.canvas.fill(box, selected ? t.soft : t.sunken);
        if (selected) frame.canvas.fill({box.x, box.y, 3, box.h}, t.accent);
        frame.canvas.fill({box.x, y + kRowHeight, box.w, 1}, t.line);
        frame.canvas.label({kLeft, y + 9, 220, 24}, selected ? kBodyBold : kBody, t.ink,
                           name_words(look_, one));
        const std::size_t words = model_.texts().size(listed_[row]).words;
        frame.canvas.label({kLeft, y + 34, 250, 20}, kCaption, t.ink2,
                           ui::fill_in(look_.word_of("texts.line", static_cast<int>(words)),
                                       {{"language", one.language},
                                        {"item", item_words(look_, one.link_id)},
                                        {"n", fmt::format("{}", words)}}));
        const ui::Point mark{351, y + 21.5F};
        const bool begun = !one.reading.redactions.empty() || !one.reading.kept.empty();
        if (one.reading.state == archive::TextState::Released)
            frame.canvas.icon(mark, 20, icons::check, t.ink2);
        else if (one.reading.state == archive::TextState::Withheld)
            frame.canvas.icon(mark, 20, icons::eye_off, t.ink2);
        else if (begun)
            frame.canvas.icon(mark, 20, icons::marker, t.accent);
        else
            frame.canvas.ring(mark, 5, t.ink2, 1.5F);
    }
}

void TextsScreen::look_again(const ui::Fonts& fonts) {
    update();
    if (!readable_ && view_ && text() != nullptr) readable_ = can_be_read(fonts, text()->text);
}

TextsAction TextsScreen::draw_content(ui::Frame& frame) {
    const ui::Fonts& fonts = frame.canvas.fonts();
    look_again(fonts);
    if (lost_) frame.targets.new_screen(frame.now_ms);  // another text stands under the finger
    const TextsAction by_key = take_keys(frame);
    look_again(fonts);
    TextsAction action = draw_header(frame);
    if (model_.texts().queue() == nullptr || listed_.empty()) {
        const char* key = model_.texts().queue() == nullptr ? "texts.reading" : "texts.empty";
        if (model_.texts().queue() != nullptr) action = draw_strip(frame);
        frame.canvas.label({kLeft, 160, 900, 28}, kBody, look_.theme.ink2, look_.word(key));
        return by_key.kind != TextsAction::Nothing ? by_key : action;
    }
    const TextsAction steps = draw_strip(frame);
    if (steps.kind != TextsAction::Nothing) action = steps;
    draw_list(frame);
    look_again(fonts);  // another filter, another list
    frame.canvas.fill({kColumnEnd, kStrip, 1, 900 - kStrip}, look_.theme.line);
    if (text() == nullptr) return by_key.kind != TextsAction::Nothing ? by_key : action;
    if (!view_) {
        frame.canvas.label({kX, 154, 400, 24}, kBodyBold, look_.theme.ink,
                           name_words(look_, *text()));
        frame.canvas.block({kX, kFirstLine, kEnd - kX, 120}, kBody, look_.theme.look,
                           look_.word("texts.too_long"));
        return by_key.kind != TextsAction::Nothing ? by_key : action;
    }
    const TextsAction in_text = draw_text_column(frame);
    const bool on = !chosen().empty() && !model_.texts().deciding();
    if (const auto kind = kind_list(frame, look_, *text(), on)) action = redact(*kind);
    leaving_copy(frame, look_, *text(), *view_);
    if (by_key.kind != TextsAction::Nothing) return by_key;
    return action.kind != TextsAction::Nothing ? action : in_text;
}

TextsAction TextsScreen::draw_text_column(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    const review::QueuedText& one = *text();
    const ui::Rect window{kListEnd + 1, kStrip + 1, kColumnEnd - kListEnd - 1,
                          kColumnBottom - kStrip - 1};
    if (frame.input.wheel != 0 && frame.targets.pointer() &&
        window.contains(*frame.targets.pointer()))
        scroll_ -= frame.input.wheel * kWheel;
    scroll_ = std::clamp(scroll_, 0.0F, std::max(0.0F, content_ - window.h));
    if (!placed_) placed_ = place_text(frame.canvas, look_, one.text, *view_, kEnd - kX);
    const ui::Point at{kX, kFirstLine - scroll_};
    TextsAction action;
    {
        const ui::Canvas::Clip clip(frame.canvas, window);
        frame.canvas.label({kX, 154 - scroll_, 400, 24}, kBodyBold, t.ink, name_words(look_, one));
        frame.canvas.label(
            {kX, 156 - scroll_, kEnd - kX, 20}, kCaption, t.ink2,
            ui::fill_in(look_.word("texts.parts"),
                        {{"redacted", fmt::format("{}", one.reading.redactions.size())},
                         {"open", fmt::format("{}", view_->open.size())}}),
            ui::Align::End);
        const auto all = rows();
        draw_text(frame, look_, at, one.text, *view_, *placed_, chosen(), window);
        float y = at.y + placed_->height() + 19;
        if (!readable_.value_or(false))
            y += 12 + frame.canvas.block({kX, y, kEnd - kX, 60}, kBody, t.look,
                                         look_.word("texts.unreadable"));
        const SpanPressed pressed = span_rows(frame, look_, one, *view_, all, focus_, y, window,
                                              !model_.texts().deciding());
        if (pressed.what != SpanPress::Nothing) focus_ = pressed.row;
        if (pressed.what == SpanPress::Redact) action = redact(std::nullopt);
        if (pressed.what == SpanPress::Keep)
            action = decide({TextDecision::Keep, chosen().from, chosen().to, {}});
        y = text_history(frame, look_, one, *view_, pressed.bottom - 1, clock_.now());
        content_ = y + scroll_ - window.y;
    }
    take_pointer(frame, at);
    frame.canvas.label({kX, 874, kColumnEnd - kX, 20}, kCaption, t.ink2, look_.word("texts.keys"));
    return action;
}

// Pressed on a word and let go on another one: these and all between them are chosen.
void TextsScreen::take_pointer(ui::Frame& frame, ui::Point at) {
    const float bottom = std::min(at.y + placed_->height(), kColumnBottom);
    const float top = std::max(at.y - 6, kStrip + 1);
    if (bottom <= top) return;
    const bool let_go = frame.targets.add("words", {kX, top, kEnd - kX, bottom - top});
    const bool held = frame.targets.held("words");
    const auto pointer = frame.targets.pointer();
    if ((held || let_go) && pointer) {
        const auto unit = unit_at(*view_, *placed_, {pointer->x - at.x, pointer->y - at.y});
        if (!marking_) anchor_ = cursor_ = unit;
        if (unit && anchor_) cursor_ = unit;
        if (unit && !anchor_) anchor_ = cursor_ = unit;
        focus_ = 0;
    }
    marking_ = held;
}

}  // namespace spine::clinic
