// The keys of 08: everything that a finger can do, and a word at a time through the text.
#include <algorithm>
#include <utility>

#include "clinic/parts/coding_lists.h"
#include "clinic/screens/texts.h"

namespace spine::clinic {

void TextsScreen::move_word(bool forward, bool more) {
    if (!view_ || view_->units.empty()) return;
    const std::size_t last = view_->units.size() - 1;
    std::size_t unit = cursor_.value_or(0);
    if (!cursor_) {
        // From the part that has its turn; else from the text's beginning.
        const Span from = chosen();
        const auto found = std::find_if(view_->units.begin(), view_->units.end(), [&](Span one) {
            return !from.empty() && one.from >= from.from;
        });
        unit = found == view_->units.end() ? 0
                                           : static_cast<std::size_t>(found - view_->units.begin());
    } else if (forward) {
        unit = std::min(unit + 1, last);
    } else {
        unit -= std::min<std::size_t>(unit, 1);
    }
    cursor_ = unit;
    if (!more || !anchor_) anchor_ = unit;
    focus_ = 0;
}

namespace {

bool decides(const ui::KeyPress& key) {
    if (key.key != ui::Key::Character || key.ctrl || key.alt) return false;
    const char32_t c = key.character;
    return c == U'Y' || c == U'N' || c == U'A' || c == U'W' || c == U'U' ||
           (c >= U'1' && c < U'1' + kKinds);
}

}  // namespace

TextsAction TextsScreen::take_letter(char32_t letter) {
    if (letter >= U'1' && letter < U'1' + kKinds)
        return redact(kind_of_key(static_cast<int>(letter - U'0')));
    switch (letter) {
        case U'J':
            step(1);
            break;
        case U'K':
            step(-1);
            break;
        case U'Y':
            return redact(std::nullopt);
        case U'N':
            if (chosen().empty()) return {};
            return decide({TextDecision::Keep, chosen().from, chosen().to, {}});
        case U'A':
            return may_accept() ? decide({TextDecision::Release}) : TextsAction{};
        case U'W':
            return may_withhold() ? decide({TextDecision::Withhold}) : TextsAction{};
        case U'U':
            if (text() == nullptr || text()->reading.decisions.empty()) return {};
            return decide({TextDecision::Undo});
        case U'F':
            choose_filter(static_cast<Show>((static_cast<int>(filter_) + 1) % 4));
            break;
        default:
            break;
    }
    return {};
}

// A key acts on what the one before it has left: while a decision is on its way, those behind it
// wait for it.
TextsAction TextsScreen::take_keys(ui::Frame& frame) {
    for (const ui::KeyPress& key : frame.input.keys) {
        if (key.key == ui::Key::Character && key.ctrl && key.character == U'L') {
            keys_.clear();
            return {TextsAction::Lock, {}, {}};
        }
        if (keys_.size() < kMostWaitingKeys) keys_.push_back({key, shown_});
    }
    // Whoever pressed them saw another text, or took for granted what was not done.
    const bool lost = std::exchange(lost_, false);
    const unsigned failures = model_.texts().failures();
    const bool failed = std::exchange(failures_, failures) != failures;
    if (lost || failed) keys_.clear();
    while (!keys_.empty() && !model_.texts().deciding()) {
        const Waiting next = keys_.front();
        keys_.pop_front();
        if (decides(next.key) && next.text != shown_) continue;
        const TextsAction action = take_key(next.key);
        update();
        if (action.kind == TextsAction::Nothing) continue;
        if (!keys_.empty()) frame.draw_again_at(frame.now_ms);
        return action;
    }
    return {};
}

TextsAction TextsScreen::take_key(const ui::KeyPress& key) {
    if (const auto step = step_key(key)) return {TextsAction::Step, {}, {}, *step};
    if (key.key == ui::Key::Character) return key.ctrl ? TextsAction{} : take_letter(key.character);
    if (key.key == ui::Key::Escape) {
        if (!anchor_) return {TextsAction::Back, {}, {}};
        anchor_.reset();
        cursor_.reset();
        focus_ = 0;
    }
    const std::size_t parts = rows().size();
    if (key.key == ui::Key::Down && focus_ + 1 < parts) ++focus_;
    if (key.key == ui::Key::Up && focus_ > 0) --focus_;
    if (key.key == ui::Key::Left) move_word(false, key.shift);
    if (key.key == ui::Key::Right) move_word(true, key.shift);
    if (key.key == ui::Key::PageDown) scroll_ += kTextPage;
    if (key.key == ui::Key::PageUp) scroll_ -= kTextPage;
    if (key.key == ui::Key::Home) show_text(0);
    if (key.key == ui::Key::End) show_text(listed_.size());
    return {};
}

}  // namespace spine::clinic
