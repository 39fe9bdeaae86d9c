#include "clinic/screens/impression.h"

#include <fmt/format.h>

#include <algorithm>

#include "clinic/parts/coding_frame.h"
#include "clinic/parts/controls.h"

namespace spine::clinic {
namespace {

constexpr float kFieldTop = 470, kFieldHeight = 120, kTextBottom = 432;
constexpr float kWidth = kColumnRight - kColumnX;

}  // namespace

void ImpressionScreen::forget() {
    page_.wipe();
    stop_typing();
    texts_ = noted_ = {};
}

void ImpressionScreen::hand_over(std::int64_t now_ms, bool at_once, CodingActions& actions) {
    if (auto words = draft_.due(now_ms, at_once))
        actions.push_back(
            {CodingAction::Change, {}, note_impression(draft_.of(), std::move(*words))});
}

void ImpressionScreen::show(std::size_t row, CodingActions& actions) {
    const CodingBoard& board = *model_.coding().board();
    if (board.texts.empty()) return;
    hand_over(0, true, actions);
    place_.text = board.texts[std::min(row, board.texts.size() - 1)].id;
    scroll_ = 0;
}

// And on to the next that nobody with this passphrase has read.
void ImpressionScreen::mark_read(CodingActions& actions) {
    const CodingBoard& board = *model_.coding().board();
    const CodedText* text = board.text(place_.text);
    if (text == nullptr) return;
    hand_over(0, true, actions);
    actions.push_back({CodingAction::Change, {}, read_text(text->id)});
    const auto here = static_cast<std::size_t>(text - board.texts.data());
    for (std::size_t i = 1; i < board.texts.size(); ++i) {
        const std::size_t next = (here + i) % board.texts.size();
        if (board.texts[next].read) continue;
        return show(next, actions);
    }
}

void ImpressionScreen::take_key(const ui::KeyPress& key, CodingActions& actions) {
    if (common_key(key, actions)) return;
    const CodingBoard* board = model_.coding().board();
    if (board == nullptr) return;
    const auto row = place_of(*board, place_.text);
    if (key.key == ui::Key::PageDown) scroll_ += 200;
    if (key.key == ui::Key::PageUp) scroll_ -= 200;
    if (key.key == ui::Key::Home) show(0, actions);
    if (key.key == ui::Key::End) show(board->texts.size(), actions);
    if (key.key == ui::Key::Enter) typing_ = board->text(place_.text) != nullptr;
    if (key.key != ui::Key::Character || key.ctrl || key.alt) return;
    if (key.character == U'J') show(row.value_or(0) + 1, actions);
    if (key.character == U'K')
        show(row.value_or(0) - std::min<std::size_t>(row.value_or(0), 1), actions);
    if (key.character == U'R') mark_read(actions);
}

CodingActions ImpressionScreen::draw_content(ui::Frame& frame) {
    CodingActions actions;
    take_keys(frame, actions);
    coding_header(frame, look_, model_, TextStep::Impression, place_, actions);
    const CodingBoard* board = model_.coding().board();
    if (nothing_to_code(frame, look_, board)) return actions;
    if (board->text(place_.text) == nullptr) place_.text = board->texts.front().id;
    const auto row = [&](const CodedText& text) {
        return TextRow{coded_line(look_, text), text.read                  ? TextMark::Done
                                                : !text.impression.empty() ? TextMark::Begun
                                                                           : TextMark::None};
    };
    if (const auto pressed =
            text_list(frame, look_, *board, texts_, place_of(*board, place_.text), row))
        show(*pressed, actions);
    const CodedText& text = *board->text(place_.text);
    draft_.show(text.id, text.impression);
    draw_text_column(frame, actions);
    draw_side(frame);
    hand_over_in_time(frame, actions);
    return actions;
}

void ImpressionScreen::draw_text_column(ui::Frame& frame, CodingActions& actions) {
    const ui::ClinicTheme& t = look_.theme;
    const CodingBoard& board = *model_.coding().board();
    const CodedText& text = *board.text(place_.text);
    const ui::Rect window{kListEnd + 1, kStrip + 1, kColumnEnd - kListEnd - 1,
                          kTextBottom - kStrip - 1};
    column_scroll(frame, window, content_, scroll_);
    {
        const ui::Canvas::Clip clip(frame.canvas, window);
        content_ = coded_column(frame, look_, board, text, page_, {}, {}, window, scroll_);
    }
    frame.canvas.fill({kColumnX, kTextBottom, kWidth, 1}, t.line);
    coding_head(frame, look_, kColumnX, kColumnRight, kTextBottom + 22,
                look_.word("impression.title"), look_.word("impression.note"));
    const ui::Rect field{kColumnX, kFieldTop, kWidth, kFieldHeight};
    const bool pressed = draft_.field.draw(frame, look_, field, "impression", typing_,
                                           look_.word("impression.hint"));
    if (pressed) typing_ = true;
    if (frame.input.pointer.went_down && typing_ && !pressed && !frame.targets.held("impression")) {
        hand_over(frame.now_ms, true, actions);
        typing_ = false;
    }
    if (button(frame, look_, {kColumnX, kFieldTop + kFieldHeight + 12, 190, 36},
               {"read", look_.word(text.read ? "impression.was_read" : "impression.read"),
                icons::check, "R", ButtonKind::Plain, !text.read}))
        mark_read(actions);
    float y = kFieldTop + kFieldHeight + 68;
    if (!text.others.empty()) {
        frame.canvas.fill({kColumnX, y, kWidth, 1}, t.line);
        coding_head(frame, look_, kColumnX, kColumnRight, y + 25, look_.word("impression.others"),
                    {});
        y += 46;
    }
    const ui::Canvas::Clip clip(frame.canvas, {kColumnX, y, kWidth, kColumnBottom - y});
    for (const Impression& one : text.others) {
        if (y > kColumnBottom) break;
        y += frame.canvas.block({kColumnX, y, kWidth, 2'000}, kBody, t.ink2,
                                {{one.by, ui::Weight::Bold}, {"  "}, {one.words}});
    }
    frame.canvas.label({kColumnX, 874, kColumnEnd - kColumnX, 20}, kCaption, t.ink2,
                       look_.word("impression.keys"));
}

// What was noted so far, whoever did it: what the first themes grow from.
void ImpressionScreen::draw_side(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    const CodingBoard& board = *model_.coding().board();
    frame.canvas.fill({kColumnEnd, kStrip, 1, 900 - kStrip}, t.line);
    const std::size_t read = board.texts.size() - board.unread;
    coding_head(
        frame, look_, kSideX, kRight, 166, look_.word("reading.title"),
        ui::fill_in(look_.word("reading.of"), {{"n", fmt::format("{}", read)},
                                               {"of", fmt::format("{}", board.texts.size())}}));
    const ui::Rect bar{kSideX, 188, kRight - kSideX, 6};
    frame.canvas.fill(bar, t.line, 3);
    if (read > 0)
        frame.canvas.fill(
            {bar.x, bar.y,
             bar.w * static_cast<float>(read) / static_cast<float>(board.texts.size()), bar.h},
            t.accent, 3);
    frame.canvas.label(
        {kSideX, 202, kRight - kSideX, 20}, kCaption, t.ink2,
        board.unread == 0
            ? look_.word("reading.all")
            : ui::fill_in(look_.word_of("reading.left", static_cast<int>(board.unread)),
                          {{"n", fmt::format("{}", board.unread)}}));
    frame.canvas.fill({kSideX, 238, kRight - kSideX, 1}, t.line);
    frame.canvas.label({kSideX, 250, kRight - kSideX, 24}, kBodyBold, t.ink,
                       look_.word("reading.noted"));
    const ui::Rect box{kSideX, 280, kRight - kSideX, kColumnBottom - 280};
    noted_.follow(frame, box, board.noted.size(), 5, std::nullopt);
    if (board.noted.empty()) frame.canvas.block(box, kBody, t.ink2, look_.word("reading.none"));
    const ui::Canvas::Clip clip(frame.canvas, box);
    float y = box.y;
    for (std::size_t i = noted_.first; i < board.noted.size() && y < box.bottom(); ++i) {
        const CodedText* of = board.text(board.noted[i].text);
        y += frame.canvas.block({kSideX, y, 270, 2'000}, kBody, t.ink, board.noted[i].words);
        if (of != nullptr)
            frame.canvas.label({kRight - 80, y - 22, 80, 20}, kCaption, t.ink2,
                               short_name(of->name), ui::Align::End);
        y += 8;
        frame.canvas.fill({kSideX, y, kRight - kSideX, 1}, t.line);
        y += 8;
    }
}

}  // namespace spine::clinic
