#include "clinic/coding_wishes.h"

#include <algorithm>
#include <array>

#include "clinic/coding_board.h"

namespace spine::clinic {
namespace {

using coding::Guid;
using coding::State;
using coding::Step;
using Steps = std::vector<Step>;

// As look/clinic.md has them in light: what other programs show beside the name.
constexpr std::array kColours = {"#0b63a5", "#b34a00", "#007a5c", "#7c2a66", "#3d434b"};

// The theme's first condensate, or a new one.
coding::Condensate condensate_of(const State& state, const CodingMaker& maker, const Guid& theme,
                                 const Guid& id) {
    for (const auto& [known, one] : state.condensates)
        if (known == id || (id.is_zero() && one.group == theme)) return one;
    coding::Condensate made;
    made.id = maker.guid();
    made.group = theme;
    const auto code = state.codes.find(theme);
    made.name = code == state.codes.end() ? std::string() : code->second.name;
    made.made = maker.made;
    return made;
}

bool stands_under(const State& state, Guid code, const Guid& theme) {
    for (auto found = state.codes.find(code); found != state.codes.end();
         found = state.codes.find(code)) {
        if (code == theme) return true;
        code = found->second.parent;
    }
    return false;
}

}  // namespace

CodingWish read_text(const Guid& text) {
    return [text](const State& state, const CodingMaker& maker) -> Steps {
        if (state.readings.contains({text, maker.made.by})) return {};
        return {coding::ReadText{text, maker.made.by}};
    };
}

CodingWish note_impression(const Guid& text, std::string words) {
    return [text, words = std::move(words)](const State& state, const CodingMaker& maker) -> Steps {
        const Guid id = impression_id(text, maker.made.by);
        const auto before = state.themes.find(id);
        if (before == state.themes.end() ? words.empty() : before->second.words == words) return {};
        if (words.empty()) return {coding::RemoveTheme{id}};
        return {coding::WriteTheme{{id, words, maker.made}}};
    };
}

CodingWish add_theme(std::string name) {
    return [name = std::move(name)](const State& state, const CodingMaker& maker) -> Steps {
        coding::Code code;
        code.id = maker.guid();
        code.name = name;
        code.colour = kColours.at(state.codes.size() % kColours.size());
        return {coding::AddCode{std::move(code)}};
    };
}

CodingWish rename_theme(const Guid& theme, std::string name) {
    return [theme, name = std::move(name)](const State& state, const CodingMaker&) -> Steps {
        if (name.empty()) return {coding::RemoveCode{theme}};
        const auto found = state.codes.find(theme);
        if (found == state.codes.end() || found->second.name == name) return {};
        const coding::Code& code = found->second;
        return {coding::ChangeCode{theme, name, code.description, code.colour, code.codable}};
    };
}

CodingWish mark_unit(const Guid& text, Span span, const Guid& theme) {
    return [text, span, theme](const State&, const CodingMaker& maker) -> Steps {
        coding::Unit unit;
        unit.id = maker.guid();
        unit.text = text;
        unit.from = span.from;
        unit.to = span.to;
        unit.made = maker.made;
        unit.codings.push_back({maker.guid(), theme, maker.made});
        return {coding::MarkUnit{std::move(unit)}};
    };
}

CodingWish give_theme(const Guid& unit, const Guid& theme) {
    return [unit, theme](const State& state, const CodingMaker& maker) -> Steps {
        const auto found = state.units.find(unit);
        if (found == state.units.end() || found->second.codings.empty())
            return {coding::CodeUnit{unit, {maker.guid(), theme, maker.made}}};
        const Guid from = found->second.codings.front().code;
        if (from == theme) return {};
        return {coding::MoveUnit{unit, from, theme}};
    };
}

CodingWish cut_unit(const Guid& unit, Span span) {
    return [unit, span](const State& state, const CodingMaker&) -> Steps {
        const auto found = state.units.find(unit);
        if (found != state.units.end() && found->second.from == span.from &&
            found->second.to == span.to)
            return {};
        return {coding::SpanUnit{unit, span.from, span.to}};
    };
}

CodingWish split_unit(const Guid& unit, std::uint32_t at) {
    return [unit, at](const State& state, const CodingMaker& maker) -> Steps {
        coding::SplitUnit step{unit, at, maker.guid(), {}};
        const auto found = state.units.find(unit);
        const std::size_t codings = found == state.units.end() ? 0 : found->second.codings.size();
        for (std::size_t i = 0; i < codings; ++i) step.codings.push_back(maker.guid());
        return {std::move(step)};
    };
}

CodingWish merge_units(const Guid& unit, const Guid& with) {
    return [unit, with](const State&, const CodingMaker&) -> Steps {
        return {coding::MergeUnits{unit, with}};
    };
}

CodingWish remove_unit(const Guid& unit) {
    return [unit](const State&, const CodingMaker&) -> Steps { return {coding::RemoveUnit{unit}}; };
}

CodingWish condense(const Guid& theme, const Guid& condensate, std::string text) {
    return [theme, condensate, text = std::move(text)](const State& state,
                                                       const CodingMaker& maker) -> Steps {
        coding::Condensate one = condensate_of(state, maker, theme, condensate);
        if (one.text == text) return {};
        one.text = text;
        one.made = maker.made;
        return {coding::WriteCondensate{std::move(one)}};
    };
}

CodingWish link_unit(const Guid& theme, const Guid& condensate, const Guid& unit, bool linked) {
    return [=](const State& state, const CodingMaker& maker) -> Steps {
        coding::Condensate one = condensate_of(state, maker, theme, condensate);
        if (one.units.contains(unit) == linked) return {};
        if (linked)
            one.units.insert(unit);
        else
            one.units.erase(unit);
        if (!linked && one.quotation == unit) one.quotation = {};
        return {coding::WriteCondensate{std::move(one)}};
    };
}

CodingWish quote_unit(const Guid& theme, const Guid& condensate, const Guid& unit) {
    return [=](const State& state, const CodingMaker& maker) -> Steps {
        coding::Condensate one = condensate_of(state, maker, theme, condensate);
        if (one.quotation == unit) return {};
        one.units.insert(unit);
        one.quotation = unit;
        return {coding::WriteCondensate{std::move(one)}};
    };
}

CodingWish synthesise(const Guid& theme, std::string text) {
    return [theme, text = std::move(text)](const State& state, const CodingMaker& maker) -> Steps {
        coding::Synthesis one;
        for (const auto& [id, known] : state.syntheses)
            if (known.group == theme) {
                one = known;
                break;
            }
        if (one.id.is_zero()) {
            one.id = maker.guid();
            one.group = theme;
            const auto code = state.codes.find(theme);
            if (code != state.codes.end()) one.heading = code->second.name;
        }
        if (one.text == text) return {};
        one.text = text;
        one.made = maker.made;
        one.checks.clear();
        one.condensates.clear();
        for (const auto& [id, condensate] : state.condensates)
            if (stands_under(state, condensate.group, theme)) one.condensates.insert(id);
        return {coding::WriteSynthesis{std::move(one)}};
    };
}

CodingWish check_unit(const Guid& synthesis, const Guid& unit, coding::Verdict verdict) {
    return [=](const State& state, const CodingMaker&) -> Steps {
        const auto found = state.syntheses.find(synthesis);
        if (found != state.syntheses.end()) {
            const auto before = found->second.checks.find(unit);
            if (before != found->second.checks.end() && before->second == verdict) return {};
        }
        return {coding::CheckUnit{synthesis, unit, verdict}};
    };
}

}  // namespace spine::clinic
