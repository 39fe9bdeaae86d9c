// Steps of meaning units.
#include <algorithm>

#include "coding/applying.h"
#include "coding/words.h"

namespace spine::coding {
namespace {

Status check_span(std::uint32_t from, std::uint32_t to) {
    return from < to ? Status() : refused("A unit would have no words.");
}

tl::unexpected<Fault> too_many_units() {
    return fail(causes::too_large, "There are too many units.", "Remove some first.");
}

auto under(std::vector<Coding>& codings, const Guid& code) {
    return std::find_if(codings.begin(), codings.end(),
                        [&](const Coding& one) { return one.code == code; });
}

void put_in_order(Unit& unit) {
    std::sort(unit.codings.begin(), unit.codings.end(),
              [](const Coding& a, const Coding& b) { return a.id < b.id; });
}

Status code_unit(State& state, Unit& unit, const Coding& coding) {
    if (auto code = find(state.codes, coding.code, "code"); !code) return fail(code.error());
    if (under(unit.codings, coding.code) != unit.codings.end())
        return refused("The unit stands under this code already.");
    if (auto right = check_made(state, coding.made); !right) return right;
    if (auto claimed = claim(state, coding.id); !claimed) return claimed;
    unit.codings.push_back(coding);
    put_in_order(unit);
    return {};
}

// Wherever the first is rested on, the second is, too.
Status rest_on_both(State& state, const Guid& first, const Guid& second) {
    std::size_t more = 0;
    for (auto& [id, condensate] : state.condensates)
        if (condensate.units.contains(first)) ++more;
    if (auto right = check_links(state, more); !right) return right;
    for (auto& [id, condensate] : state.condensates)
        if (condensate.units.contains(first)) condensate.units.insert(second);
    return {};
}

void forget(State& state, const Guid& unit) {
    for (auto& [id, condensate] : state.condensates) {
        condensate.units.erase(unit);
        if (condensate.quotation == unit) condensate.quotation = {};
    }
    uncheck(state, unit);
    for (const Coding& one : state.units.at(unit).codings) state.ids.erase(one.id);
    state.units.erase(unit);
    state.ids.erase(unit);
}

}  // namespace

void uncheck(State& state, const Guid& unit) {
    for (auto& [id, synthesis] : state.syntheses) synthesis.checks.erase(unit);
}

Status apply_one(const MarkUnit& step, State& state) {
    Unit unit = step.unit;
    if (unit.text.is_zero()) return not_there("text");
    if (auto right = check_span(unit.from, unit.to); !right) return right;
    if (auto right = check_made(state, unit.made); !right) return right;
    if (!is_prose(unit.note)) return refused("A unit's note is too long or no text.");
    if (state.units.size() >= kMostUnits) return too_many_units();
    if (auto claimed = claim(state, unit.id); !claimed) return claimed;
    unit.codings.clear();
    for (const Coding& one : step.unit.codings)
        if (auto done = code_unit(state, unit, one); !done) return done;
    state.units.emplace(unit.id, std::move(unit));
    return {};
}

Status apply_one(const CodeUnit& step, State& state) {
    const auto unit = find(state.units, step.unit, "unit");
    return unit ? code_unit(state, **unit, step.coding) : Status(fail(unit.error()));
}

Status apply_one(const UncodeUnit& step, State& state) {
    const auto unit = find(state.units, step.unit, "unit");
    if (!unit) return fail(unit.error());
    const auto coding = under((*unit)->codings, step.code);
    if (coding == (*unit)->codings.end()) return not_there("unit under this code");
    state.ids.erase(coding->id);
    (*unit)->codings.erase(coding);
    return {};
}

Status apply_one(const MoveUnit& step, State& state) {
    const auto unit = find(state.units, step.unit, "unit");
    if (!unit) return fail(unit.error());
    if (auto into = find(state.codes, step.into, "code"); !into) return fail(into.error());
    auto& codings = (*unit)->codings;
    const auto coding = under(codings, step.from);
    if (coding == codings.end()) return not_there("unit under this code");
    if (step.from == step.into) return {};
    if (under(codings, step.into) == codings.end()) {
        coding->code = step.into;
        return {};
    }
    state.ids.erase(coding->id);
    codings.erase(coding);
    return {};
}

Status apply_one(const SpanUnit& step, State& state) {
    const auto unit = find(state.units, step.unit, "unit");
    if (!unit) return fail(unit.error());
    if (auto right = check_span(step.from, step.to); !right) return right;
    (*unit)->from = step.from;
    (*unit)->to = step.to;
    uncheck(state, step.unit);
    return {};
}

Status apply_one(const NoteUnit& step, State& state) {
    const auto unit = find(state.units, step.unit, "unit");
    if (!unit) return fail(unit.error());
    if (!is_prose(step.note)) return refused("A unit's note is too long or no text.");
    (*unit)->note = step.note;
    return {};
}

Status apply_one(const SplitUnit& step, State& state) {
    const auto unit = find(state.units, step.unit, "unit");
    if (!unit) return fail(unit.error());
    Unit& first = **unit;
    if (step.at <= first.from || step.at >= first.to)
        return refused("A unit is split within its words.");
    if (step.codings.size() != first.codings.size())
        return refused("A split has a guid for each coding of the second part.");
    Unit second = first;
    second.id = step.second;
    second.note.clear();
    for (std::size_t i = 0; i < step.codings.size(); ++i) second.codings[i].id = step.codings[i];
    if (state.units.size() >= kMostUnits) return too_many_units();
    if (auto claimed = claim(state, second.id); !claimed) return claimed;
    for (const Guid& id : step.codings)
        if (auto claimed = claim(state, id); !claimed) return claimed;
    put_in_order(second);
    first.to = step.at;
    second.from = step.at;
    uncheck(state, step.unit);
    if (auto done = rest_on_both(state, step.unit, step.second); !done) return done;
    state.units.emplace(step.second, std::move(second));
    return {};
}

Status apply_one(const MergeUnits& step, State& state) {
    if (step.unit == step.with) return refused("A unit cannot be merged with itself.");
    const auto first = find(state.units, step.unit, "unit");
    if (!first) return fail(first.error());
    const auto second = find(state.units, step.with, "unit");
    if (!second) return fail(second.error());
    Unit merged = **first;
    const Unit gone = **second;
    if (merged.text != gone.text) return refused("Units of two texts cannot be merged.");
    merged.from = std::min(merged.from, gone.from);
    merged.to = std::max(merged.to, gone.to);
    if (!merged.note.empty() && !gone.note.empty()) merged.note.push_back('\n');
    merged.note.append(gone.note);
    if (!is_prose(merged.note)) return refused("The unit's note would be too long.");
    if (auto done = rest_on_both(state, step.with, step.unit); !done) return done;
    for (auto& [id, condensate] : state.condensates)
        if (condensate.quotation == step.with) condensate.quotation = step.unit;
    forget(state, step.with);
    for (const Coding& one : gone.codings) {
        if (under(merged.codings, one.code) != merged.codings.end()) continue;
        if (auto claimed = claim(state, one.id); !claimed) return claimed;
        merged.codings.push_back(one);
    }
    put_in_order(merged);
    uncheck(state, step.unit);
    state.units.at(step.unit) = std::move(merged);
    return {};
}

Status apply_one(const RemoveUnit& step, State& state) {
    if (auto unit = find(state.units, step.unit, "unit"); !unit) return fail(unit.error());
    forget(state, step.unit);
    return {};
}

}  // namespace spine::coding
