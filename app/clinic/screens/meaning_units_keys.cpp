// The keys of step 2, and what they do: a word at a time through the text, themes by their number.
#include <algorithm>

#include "clinic/parts/coding_frame.h"
#include "clinic/screens/meaning_units.h"
#include "clinic/screens/texts.h"

namespace spine::clinic {
namespace {

CodingAction change(CodingWish wish) {
    return {CodingAction::Change, {}, std::move(wish)};
}

}  // namespace

void MeaningUnitsScreen::move_word(bool forward, bool more) {
    const auto& words = page_.view.units;
    if (words.empty() || page_.id != place_.text) return;
    std::size_t word = cursor_.value_or(0);
    if (!cursor_) {
        // From the chosen unit; else from the text's beginning.
        const std::uint32_t from = unit() == nullptr ? 0 : unit()->from;
        word = static_cast<std::size_t>(
            std::partition_point(words.begin(), words.end(),
                                 [&](Span one) { return one.to <= from; }) -
            words.begin());
        word = std::min(word, words.size() - 1);
    } else if (forward) {
        word = std::min(word + 1, words.size() - 1);
    } else {
        word -= std::min<std::size_t>(word, 1);
    }
    cursor_ = word;
    if (!more || !anchor_) anchor_ = word;
}

void MeaningUnitsScreen::choose_neighbour(int by) {
    if (text() == nullptr) return;
    if (const auto rows = suggested().size(); rows > 0 && text()->units.empty()) {
        focus_ =
            by > 0 ? std::min(focus_ + 1, rows - 1) : focus_ - std::min<std::size_t>(focus_, 1);
        return;
    }
    const auto& units = text()->units;
    if (units.empty()) return;
    const auto here = std::find(units.begin(), units.end(), place_.unit);
    forget_marks();
    if (here == units.end())
        place_.unit = by > 0 ? units.front() : units.back();
    else if (by > 0 && here + 1 != units.end())
        place_.unit = *(here + 1);
    else if (by < 0 && here != units.begin())
        place_.unit = *(here - 1);
}

void MeaningUnitsScreen::name_theme(Naming naming) {
    const CodedTheme* theme = board() == nullptr ? nullptr : board()->theme(place_.theme);
    if (board() == nullptr || (naming == Naming::Again && theme == nullptr)) return;
    naming_ = naming;
    keys_.clear();  // what comes behind is typed
    name_.set(naming == Naming::Again ? theme->name : std::string());
}

// What is marked becomes a unit; else the chosen unit goes over.
void MeaningUnitsScreen::give(std::size_t theme, CodingActions& actions) {
    if (theme >= board()->themes.size()) return;
    const coding::Guid& id = board()->themes[theme].id;
    const Span words = marked();
    const bool anew = !words.empty() && !(unit() != nullptr && anchor_ == cursor_);
    if (anew)
        actions.push_back(change(mark_unit(place_.text, words, id)));
    else if (unit() != nullptr)
        actions.push_back(change(give_theme(place_.unit, id)));
    place_.theme = id;
    if (anew) place_.unit = {};
    forget_marks();
}

void MeaningUnitsScreen::resize(CodingActions& actions) {
    const Span words = marked();
    if (unit() == nullptr || words.empty()) return;
    actions.push_back(change(cut_unit(place_.unit, words)));
    forget_marks();
}

void MeaningUnitsScreen::split(CodingActions& actions) {
    const auto at = cut();
    if (!at) return;
    actions.push_back(change(split_unit(place_.unit, *at)));
    forget_marks();
}

void MeaningUnitsScreen::merge(CodingActions& actions) {
    const coding::Unit* next = next_unit();
    if (next == nullptr) return;
    actions.push_back(change(merge_units(place_.unit, next->id)));
    forget_marks();
}

void MeaningUnitsScreen::remove(CodingActions& actions) {
    if (unit() == nullptr) return;
    actions.push_back(change(remove_unit(place_.unit)));
    place_.unit = {};
    forget_marks();
}

void MeaningUnitsScreen::decide(TextDecision decision, CodingActions& actions) {
    if (text() != nullptr)
        actions.push_back({CodingAction::Decide, {}, {}, text()->name, decision});
}

void MeaningUnitsScreen::take_letter(char32_t letter, CodingActions& actions) {
    if (letter >= U'1' && letter <= U'9') return give(letter - U'1', actions);
    const review::QueuedText* in_queue = text() == nullptr ? nullptr : queued(model_, *text());
    const auto row = place_of(*board(), place_.text).value_or(0);
    const auto decides = [&](TextDecision::Kind kind) {
        const auto rows = suggested();
        if (in_queue == nullptr || focus_ >= rows.size() || unit() != nullptr || anchor_) return;
        decide({kind, rows[focus_].span.from, rows[focus_].span.to, std::nullopt}, actions);
    };
    switch (letter) {
        case U'J':
            return show_text(row + 1);
        case U'K':
            return show_text(row - std::min<std::size_t>(row, 1));
        case U'T':
            return name_theme(Naming::New);
        case U'E':
            return name_theme(Naming::Again);
        case U'R':
            return resize(actions);
        case U'S':
            return split(actions);
        case U'M':
            return merge(actions);
        case U'Y':
            return decides(TextDecision::Redact);
        case U'N':
            return decides(TextDecision::Keep);
        case U'A':
            if (may_accept(model_, in_queue)) decide({TextDecision::Release}, actions);
            return;
        case U'W':
            if (may_withhold(model_, in_queue)) decide({TextDecision::Withhold}, actions);
            return;
        default:
            return;
    }
}

void MeaningUnitsScreen::take_key(const ui::KeyPress& key, CodingActions& actions) {
    if (key.key == ui::Key::Escape && (anchor_ || unit() != nullptr)) {
        forget_marks();
        place_.unit = {};
        return;
    }
    if (common_key(key, actions) || text() == nullptr) return;
    switch (key.key) {
        case ui::Key::Character:
            if (!key.ctrl && !key.alt) take_letter(key.character, actions);
            return;
        case ui::Key::Left:
            return move_word(false, key.shift);
        case ui::Key::Right:
            return move_word(true, key.shift);
        case ui::Key::Up:
            return choose_neighbour(-1);
        case ui::Key::Down:
            return choose_neighbour(1);
        case ui::Key::Home:
            return show_text(0);
        case ui::Key::End:
            return show_text(board()->texts.size());
        case ui::Key::PageDown:
            scroll_ += kTextPage;
            return;
        case ui::Key::PageUp:
            scroll_ -= kTextPage;
            return;
        case ui::Key::Delete:
        case ui::Key::Backspace:
            return remove(actions);
        default:
            return;
    }
}

void MeaningUnitsScreen::take_name(ui::Frame& frame, CodingActions& actions) {
    for (const ui::KeyPress& key : frame.input.keys) {
        if (key.key == ui::Key::Character && key.ctrl && key.character == U'L')
            actions.push_back({CodingAction::Lock});
        if (key.key == ui::Key::Enter) {
            const std::string& name = name_.text();
            if (naming_ == Naming::Again)
                actions.push_back(change(rename_theme(place_.theme, name)));
            else if (!name.empty())
                actions.push_back(change(add_theme(name)));
        }
        if (key.key == ui::Key::Enter || key.key == ui::Key::Escape) {
            naming_ = Naming::No;
            name_.wipe();
            return;
        }
    }
    (void)name_.type(frame.input, frame.canvas, kRight - kSideX);
}

// A key acts on what the one before it has left: while a step is on its way, those behind it wait.
void MeaningUnitsScreen::take_keys(ui::Frame& frame, CodingActions& actions) {
    if (naming_ != Naming::No) return take_name(frame, actions);
    for (const ui::KeyPress& key : frame.input.keys) {
        if (key.key == ui::Key::Character && key.ctrl && key.character == U'L') {
            keys_.clear();
            actions.push_back({CodingAction::Lock});
            return;
        }
        if (keys_.size() < kMostWaitingKeys) keys_.push_back(key);
    }
    while (!keys_.empty() && model_.settled() && board() != nullptr && naming_ == Naming::No) {
        const ui::KeyPress key = keys_.front();
        keys_.pop_front();
        take_key(key, actions);
        update();
        if (text() != nullptr) page_.show(frame.canvas, look_, *text(), kColumnRight - kColumnX);
        if (!actions.empty()) break;
    }
    if (!keys_.empty() && model_.settled()) frame.draw_again_at(frame.now_ms);
}

}  // namespace spine::clinic
