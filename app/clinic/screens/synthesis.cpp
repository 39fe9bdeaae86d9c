#include "clinic/screens/synthesis.h"

#include <fmt/format.h>

#include <algorithm>

#include "clinic/parts/coding_frame.h"
#include "clinic/parts/controls.h"

namespace spine::clinic {
namespace {

using coding::Verdict;

constexpr float kWidth = kColumnRight - kColumnX, kFieldHeight = 184, kMostCondensates = 130;

}  // namespace

void SynthesisScreen::forget() {
    stop_typing();
    focus_ = 0;
    themes_ = units_ = {};
}

const coding::Synthesis* SynthesisScreen::synthesis() const {
    if (theme() == nullptr || theme()->synthesis.is_zero()) return nullptr;
    return &board()->state.syntheses.at(theme()->synthesis);
}

const coding::Unit* SynthesisScreen::unit() const {
    if (theme() == nullptr || focus_ >= theme()->units.size()) return nullptr;
    return &board()->state.units.at(theme()->units[focus_]);
}

Verdict SynthesisScreen::verdict_of(const CodedTheme& of, const coding::Guid& unit) const {
    if (of.synthesis.is_zero()) return Verdict::Unchecked;
    const auto& checks = board()->state.syntheses.at(of.synthesis).checks;
    const auto found = checks.find(unit);
    return found == checks.end() ? Verdict::Unchecked : found->second;
}

void SynthesisScreen::hand_over(std::int64_t now_ms, bool at_once, CodingActions& actions) {
    if (auto words = draft_.due(now_ms, at_once))
        actions.push_back({CodingAction::Change, {}, synthesise(draft_.of(), std::move(*words))});
}

void SynthesisScreen::show_theme(std::size_t row, CodingActions& actions) {
    if (board()->themes.empty()) return;
    hand_over(0, true, actions);
    place_.theme = board()->themes[std::min(row, board()->themes.size() - 1)].id;
    focus_ = 0;
    units_ = {};
}

// And on to the next unit.
void SynthesisScreen::say(Verdict verdict, CodingActions& actions) {
    if (unit() == nullptr || synthesis() == nullptr || draft_.changed()) return;
    actions.push_back({CodingAction::Change, {}, check_unit(synthesis()->id, unit()->id, verdict)});
    if (verdict != Verdict::Unchecked && focus_ + 1 < theme()->units.size()) ++focus_;
}

void SynthesisScreen::take_key(const ui::KeyPress& key, CodingActions& actions) {
    if (common_key(key, actions) || theme() == nullptr) return;
    const std::size_t row = board()->theme_places.at(place_.theme);
    if (key.key == ui::Key::Down && focus_ + 1 < theme()->units.size()) ++focus_;
    if (key.key == ui::Key::Up && focus_ > 0) --focus_;
    if (key.key == ui::Key::Enter) typing_ = true;
    if (key.key != ui::Key::Character || key.ctrl || key.alt) return;
    if (key.character == U'J') show_theme(row + 1, actions);
    if (key.character == U'K') show_theme(row - std::min<std::size_t>(row, 1), actions);
    if (key.character == U'Y') say(Verdict::Supports, actions);
    if (key.character == U'N') say(Verdict::Contradicts, actions);
}

CodingActions SynthesisScreen::draw_content(ui::Frame& frame) {
    CodingActions actions;
    take_keys(frame, actions);
    coding_header(frame, look_, model_, TextStep::Synthesis, place_, actions);
    if (nothing_to_code(frame, look_, board())) return actions;
    if (!has_themes(frame)) return actions;
    const auto row = [&](const CodedTheme& one) {
        const std::size_t left = one.unchecked;
        return TextRow{one.synthesis.is_zero()
                           ? look_.word("synthesis.none")
                           : ui::fill_in(look_.word("synthesis.line"),
                                         {{"n", fmt::format("{}", one.units.size() - left)},
                                          {"of", fmt::format("{}", one.units.size())}}),
                       one.synthesis.is_zero() ? TextMark::None
                       : left > 0              ? TextMark::Begun
                                               : TextMark::Done};
    };
    if (const auto pressed = theme_list(frame, look_, *board(), themes_,
                                        board()->theme_places.at(place_.theme), row))
        show_theme(*pressed, actions);
    draft_.show(place_.theme, synthesis() == nullptr ? std::string() : synthesis()->text);
    draw_column(frame, actions);
    draw_units(frame);
    hand_over_in_time(frame, actions);
    return actions;
}

void SynthesisScreen::draw_column(ui::Frame& frame, CodingActions& actions) {
    const ui::ClinicTheme& t = look_.theme;
    draw_theme_head(frame, look_.word("synthesis.note"));
    float y = draw_condensates(frame, 188);
    const ui::Rect field{kColumnX, y, kWidth, kFieldHeight};
    const bool pressed =
        draft_.field.draw(frame, look_, field, "synthesis", typing_, look_.word("synthesis.hint"));
    if (pressed) typing_ = true;
    if (frame.input.pointer.went_down && typing_ && !pressed && !frame.targets.held("synthesis")) {
        hand_over(frame.now_ms, true, actions);
        typing_ = false;
    }
    draw_check(frame, y + kFieldHeight + 19, actions);
    frame.canvas.label({kColumnX, 874, kColumnEnd - kColumnX, 20}, kCaption, t.ink2,
                       look_.word("synthesis.keys"));
}

// What it is made of, to lean on while one writes.
float SynthesisScreen::draw_condensates(ui::Frame& frame, float top) {
    const ui::ClinicTheme& t = look_.theme;
    const CodedTheme& of = *theme();
    if (of.condensates.empty()) {
        frame.canvas.label({kColumnX, top, kWidth, 24}, kBody, t.ink2,
                           look_.word("synthesis.no_condensate"));
        return top + 36;
    }
    const ui::Canvas::Clip clip(frame.canvas, {kColumnX, top, kWidth, kMostCondensates});
    float y = top;
    for (const coding::Guid& id : of.condensates) {
        if (y >= top + kMostCondensates) break;
        const coding::Condensate& one = board()->state.condensates.at(id);
        y += frame.canvas.block({kColumnX, y, kWidth, 20'000}, kBody, t.ink2,
                                one.text.empty() ? one.name : one.text);
    }
    return std::min(y, top + kMostCondensates) + 12;
}

void SynthesisScreen::draw_check(ui::Frame& frame, float top, CodingActions& actions) {
    const ui::ClinicTheme& t = look_.theme;
    frame.canvas.fill({kColumnX, top, kWidth, 1}, t.line);
    const std::size_t left = theme()->unchecked;
    const bool on = synthesis() != nullptr && unit() != nullptr && !draft_.changed();
    coding_head(frame, look_, kColumnX, kColumnRight, top + 25, look_.word("check.title"),
                synthesis() == nullptr ? look_.word("check.first_write")
                : left == 0            ? look_.word("check.done")
                            : ui::fill_in(look_.word_of("check.left", static_cast<int>(left)),
                                          {{"n", fmt::format("{}", left)}}));
    if (unit() == nullptr) return;
    const float y = top + 47, row = 744;
    {
        const ui::Rect words{kColumnX, y, kWidth, row - y - 12};
        const ui::Canvas::Clip clip(frame.canvas, words);
        frame.canvas.block({kColumnX, y, kWidth, 20'000}, kBody, t.ink,
                           look_.word("guide.quote_open") + board()->words_of(*unit()) +
                               look_.word("guide.quote_close"));
    }
    const Verdict said = verdict_of(*theme(), unit()->id);
    if (button(
            frame, look_, {kColumnX, row, 190, 36},
            {"supports", look_.word("check.supports"),
             said == Verdict::Supports ? icons::check : ui::Icon{0}, "Y", ButtonKind::Plain, on}))
        say(Verdict::Supports, actions);
    if (button(frame, look_, {kColumnX + 198, row, 190, 36},
               {"contradicts", look_.word("check.contradicts"),
                said == Verdict::Contradicts ? icons::triangle : ui::Icon{0}, "N",
                ButtonKind::Plain, on}))
        say(Verdict::Contradicts, actions);
}

void SynthesisScreen::draw_units(ui::Frame& frame) {
    frame.canvas.fill({kColumnEnd, kStrip, 1, 900 - kStrip}, look_.theme.line);
    const CodedTheme& of = *theme();
    const std::size_t checked = of.units.size() - of.unchecked;
    coding_head(
        frame, look_, kSideX, kRight, 166,
        ui::fill_in(look_.word("units.in"), {{"theme", of.letter}}),
        ui::fill_in(look_.word("synthesis.line"), {{"n", fmt::format("{}", checked)},
                                                   {"of", fmt::format("{}", of.units.size())}}));
    if (of.units.empty())
        frame.canvas.block({kSideX, 188, kRight - kSideX, 72}, kBody, look_.theme.ink2,
                           look_.word("condense.no_unit"));
    const auto row = [&](const coding::Unit& shown) {
        const Verdict said = verdict_of(of, shown.id);
        return UnitRow{unit() != nullptr && shown.id == unit()->id,
                       said == Verdict::Supports      ? icons::check
                       : said == Verdict::Contradicts ? icons::triangle
                                                      : icons::box_empty,
                       false,
                       look_.word(said == Verdict::Supports      ? "check.supports"
                                  : said == Verdict::Contradicts ? "check.contradicts"
                                                                 : "check.open")};
    };
    if (const auto pressed = unit_list(frame, look_, *board(), of.units, units_, focus_, 180,
                                       kColumnBottom + 20, row))
        focus_ = *pressed;
}

}  // namespace spine::clinic
