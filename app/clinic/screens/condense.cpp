#include "clinic/screens/condense.h"

#include <fmt/format.h>

#include <algorithm>

#include "clinic/parts/coding_frame.h"
#include "clinic/parts/controls.h"

namespace spine::clinic {
namespace {

constexpr float kWidth = kColumnRight - kColumnX, kFieldTop = 192, kFieldHeight = 232;

CodingAction change(CodingWish wish) {
    return {CodingAction::Change, {}, std::move(wish)};
}

}  // namespace

void CondenseScreen::forget() {
    stop_typing();
    written_of_ = {};
    which_ = focus_ = 0;
    themes_ = units_ = {};
}

const coding::Condensate* CondenseScreen::condensate() const {
    if (theme() == nullptr || theme()->condensates.empty()) return nullptr;
    const auto& all = theme()->condensates;
    return &board()->state.condensates.at(all[std::min(which_, all.size() - 1)]);
}

const coding::Unit* CondenseScreen::unit() const {
    if (theme() == nullptr || focus_ >= theme()->units.size()) return nullptr;
    return &board()->state.units.at(theme()->units[focus_]);
}

void CondenseScreen::hand_over(std::int64_t now_ms, bool at_once, CodingActions& actions) {
    auto words = draft_.due(now_ms, at_once);
    if (!words) return;
    // draft_.of() is the theme where there was no condensate of it.
    const coding::Guid id = draft_.of() == written_of_ ? coding::Guid{} : draft_.of();
    actions.push_back(change(condense(written_of_, id, std::move(*words))));
}

void CondenseScreen::show_theme(std::size_t row, CodingActions& actions) {
    if (board()->themes.empty()) return;
    hand_over(0, true, actions);
    place_.theme = board()->themes[std::min(row, board()->themes.size() - 1)].id;
    which_ = focus_ = 0;
    units_ = {};
}

void CondenseScreen::link(CodingActions& actions) {
    if (unit() == nullptr) return;
    hand_over(0, true, actions);
    const bool linked = condensate() != nullptr && condensate()->units.contains(unit()->id);
    const coding::Guid id = condensate() == nullptr ? coding::Guid{} : condensate()->id;
    actions.push_back(change(link_unit(place_.theme, id, unit()->id, !linked)));
}

void CondenseScreen::quote(CodingActions& actions) {
    if (unit() == nullptr) return;
    hand_over(0, true, actions);
    const coding::Guid id = condensate() == nullptr ? coding::Guid{} : condensate()->id;
    actions.push_back(change(quote_unit(place_.theme, id, unit()->id)));
}

void CondenseScreen::take_key(const ui::KeyPress& key, CodingActions& actions) {
    if (common_key(key, actions) || theme() == nullptr) return;
    const std::size_t row = board()->theme_places.at(place_.theme);
    const std::size_t units = theme()->units.size();
    if (key.key == ui::Key::Down && focus_ + 1 < units) ++focus_;
    if (key.key == ui::Key::Up && focus_ > 0) --focus_;
    if (key.key == ui::Key::Enter) typing_ = true;
    if (key.key != ui::Key::Character || key.ctrl || key.alt) return;
    if (key.character == U'J') show_theme(row + 1, actions);
    if (key.character == U'K') show_theme(row - std::min<std::size_t>(row, 1), actions);
    if (key.character == U' ' || key.character == U'L') link(actions);
    if (key.character == U'Q') quote(actions);
    if (key.character == U'N' && theme()->condensates.size() > 1) {
        hand_over(0, true, actions);
        which_ = (which_ + 1) % theme()->condensates.size();
    }
}

CodingActions CondenseScreen::draw_content(ui::Frame& frame) {
    CodingActions actions;
    take_keys(frame, actions);
    coding_header(frame, look_, model_, TextStep::Condense, place_, actions);
    if (nothing_to_code(frame, look_, board())) return actions;
    if (!has_themes(frame)) return actions;
    const auto row = [&](const CodedTheme& one) {
        const std::size_t left = one.unlinked;
        const auto n = [](std::size_t count) { return fmt::format("{}", count); };
        return TextRow{
            ui::fill_in(look_.word_of("condense.line", static_cast<int>(one.units.size())),
                        {{"n", n(one.units.size())}, {"left", n(left)}}),
            one.condensates.empty() ? TextMark::None
            : left > 0              ? TextMark::Begun
                                    : TextMark::Done};
    };
    if (const auto pressed = theme_list(frame, look_, *board(), themes_,
                                        board()->theme_places.at(place_.theme), row))
        show_theme(*pressed, actions);
    const coding::Condensate* one = condensate();
    // The first time that one is stored it is what is being typed already.
    const bool first = one != nullptr && written_of_ == place_.theme && draft_.of() == place_.theme;
    written_of_ = place_.theme;
    if (first)
        draft_.rename(one->id, one->text);
    else
        draft_.show(one == nullptr ? place_.theme : one->id,
                    one == nullptr ? std::string() : one->text);
    draw_column(frame, actions);
    draw_units(frame, actions);
    hand_over_in_time(frame, actions);
    return actions;
}

void CondenseScreen::draw_column(ui::Frame& frame, CodingActions& actions) {
    const ui::ClinicTheme& t = look_.theme;
    const CodedTheme& of = *theme();
    const std::size_t several = of.condensates.size();
    const std::string note =
        several > 1 ? ui::fill_in(look_.word("condense.several"),
                                  {{"n", fmt::format("{}", std::min(which_, several - 1) + 1)},
                                   {"of", fmt::format("{}", several)}})
                    : look_.word("condense.note");
    draw_theme_head(frame, note);
    const ui::Rect field{kColumnX, kFieldTop, kWidth, kFieldHeight};
    const bool pressed =
        draft_.field.draw(frame, look_, field, "condensate", typing_, look_.word("condense.hint"));
    if (pressed) typing_ = true;
    if (frame.input.pointer.went_down && typing_ && !pressed && !frame.targets.held("condensate")) {
        hand_over(frame.now_ms, true, actions);
        typing_ = false;
    }
    float y = kFieldTop + kFieldHeight + 19;
    frame.canvas.fill({kColumnX, y, kWidth, 1}, t.line);
    const std::size_t left = of.unlinked;
    coding_head(frame, look_, kColumnX, kColumnRight, y + 25, look_.word("condense.unit"),
                left == 0 ? look_.word("condense.all_linked")
                          : ui::fill_in(look_.word_of("condense.left", static_cast<int>(left)),
                                        {{"n", fmt::format("{}", left)}}));
    y += 47;
    // Read whole: what it says is what is condensed.
    if (unit() != nullptr) {
        const ui::Rect words{kColumnX, y, kWidth, 240};
        const ui::Canvas::Clip clip(frame.canvas, words);
        frame.canvas.block({kColumnX, y, kWidth, 20'000}, kBody, t.ink,
                           look_.word("guide.quote_open") + board()->words_of(*unit()) +
                               look_.word("guide.quote_close"));
    }
    const bool linked =
        unit() != nullptr && condensate() != nullptr && condensate()->units.contains(unit()->id);
    const float row = 744;
    if (button(frame, look_, {kColumnX, row, 190, 36},
               {"link", look_.word(linked ? "condense.unlink" : "condense.link"),
                linked ? icons::box_marked : icons::box_empty, "L", ButtonKind::Plain,
                unit() != nullptr}))
        link(actions);
    const bool quoted = linked && condensate()->quotation == unit()->id;
    if (button(frame, look_, {kColumnX + 198, row, 190, 36},
               {"quote", look_.word(quoted ? "condense.quoted" : "condense.quote"), 0, "Q",
                ButtonKind::Plain, unit() != nullptr && !quoted}))
        quote(actions);
    frame.canvas.label({kColumnX, 874, kColumnEnd - kColumnX, 20}, kCaption, t.ink2,
                       look_.word("condense.keys"));
}

void CondenseScreen::draw_units(ui::Frame& frame, CodingActions& actions) {
    frame.canvas.fill({kColumnEnd, kStrip, 1, 900 - kStrip}, look_.theme.line);
    const CodedTheme& of = *theme();
    const coding::Condensate* one = condensate();
    const auto counted = one == nullptr ? board()->linked.end() : board()->linked.find(one->id);
    const std::size_t linked = counted == board()->linked.end() ? 0 : counted->second;
    coding_head(
        frame, look_, kSideX, kRight, 166,
        ui::fill_in(look_.word("units.in"), {{"theme", of.letter}}),
        ui::fill_in(look_.word("condense.linked"), {{"n", fmt::format("{}", linked)},
                                                    {"of", fmt::format("{}", of.units.size())}}));
    if (of.units.empty())
        frame.canvas.block({kSideX, 188, kRight - kSideX, 72}, kBody, look_.theme.ink2,
                           look_.word("condense.no_unit"));
    const auto row = [&](const coding::Unit& shown) {
        const bool on = one != nullptr && one->units.contains(shown.id);
        const bool quoted = on && one->quotation == shown.id;
        return UnitRow{unit() != nullptr && shown.id == unit()->id,
                       on ? icons::box_marked : icons::box_empty, quoted,
                       quoted ? look_.word("condense.is_quoted")
                       : on   ? std::string()
                              : look_.word("condense.not_linked")};
    };
    const auto pressed =
        unit_list(frame, look_, *board(), of.units, units_, focus_, 180, kColumnBottom + 20, row);
    if (!pressed) return;
    // The one that is chosen already is linked, or not any more.
    const bool again = focus_ == *pressed;
    focus_ = *pressed;
    if (again) link(actions);
}

}  // namespace spine::clinic
