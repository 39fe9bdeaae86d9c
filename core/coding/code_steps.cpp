// Steps of users and of codes.
#include <algorithm>

#include "coding/applying.h"
#include "coding/qde.h"
#include "coding/words.h"

namespace spine::coding {
namespace {

bool is_colour(std::string_view text) {
    return text.empty() ||
           (text.size() == 7 && text.front() == '#' && from_hex(text.substr(1)).has_value());
}

// Those under `parent` are numbered from 0, without a gap.
void number(State& state, const Guid& parent) {
    std::uint32_t place = 0;
    for (const Code* code : codes_under(state, parent)) state.codes.at(code->id).place = place++;
}

std::uint32_t count_under(const State& state, const Guid& parent) {
    return static_cast<std::uint32_t>(codes_under(state, parent).size());
}

using Below = std::map<Guid, std::vector<Guid>>;

std::size_t height(const Below& below, const Guid& code) {
    std::size_t highest = 0;
    if (const auto found = below.find(code); found != below.end())
        for (const Guid& one : found->second) highest = std::max(highest, height(below, one));
    return highest + 1;
}

std::size_t height(const State& state, const Guid& code) {
    Below below;
    for (const auto& [id, one] : state.codes) below[one.parent].push_back(id);
    return height(below, code);
}

// That `code` may stand under `parent`: not under itself, and not too deep.
Status check_parent(const State& state, const Guid& code, const Guid& parent) {
    std::size_t above = 0;
    for (Guid at = parent; !at.is_zero(); ++above) {
        if (at == code) return refused("A code cannot stand under itself.");
        const auto found = state.codes.find(at);
        if (found == state.codes.end()) return not_there("code");
        at = found->second.parent;
    }
    const std::size_t own = state.codes.contains(code) ? height(state, code) : 1;
    if (above + own > kDeepestCode) return refused("Codes would stand too deep.");
    return {};
}

Status add_code(State& state, Code code) {
    if (auto right = check_words(code); !right) return right;
    if (auto right = check_parent(state, code.id, code.parent); !right) return right;
    if (state.codes.size() >= kMostCodes)
        return fail(causes::too_large, "There are too many codes.", "Merge some first.");
    if (auto claimed = claim(state, code.id); !claimed) return claimed;
    code.place = count_under(state, code.parent);
    state.codes.emplace(code.id, std::move(code));
    return {};
}

// Each unit under it stands under the other, once.
void hand_over(State& state, Unit& unit, const Guid& from, const Guid& into) {
    auto& codings = unit.codings;
    const auto under = [&](const Guid& code) {
        return std::find_if(codings.begin(), codings.end(),
                            [&](const Coding& one) { return one.code == code; });
    };
    const auto moved = under(from);
    if (moved == codings.end()) return;
    if (under(into) == codings.end()) {
        moved->code = into;
        return;
    }
    state.ids.erase(moved->id);
    codings.erase(moved);
}

bool in_use(const State& state, const Guid& code) {
    const auto by = [&](const auto& one) { return one.second.group == code; };
    return !codes_under(state, code).empty() ||
           std::any_of(state.condensates.begin(), state.condensates.end(), by) ||
           std::any_of(state.syntheses.begin(), state.syntheses.end(), by) ||
           std::any_of(state.units.begin(), state.units.end(), [&](const auto& unit) {
               return std::any_of(unit.second.codings.begin(), unit.second.codings.end(),
                                  [&](const Coding& one) { return one.code == code; });
           });
}

void drop(State& state, const Guid& code) {
    const Guid parent = state.codes.at(code).parent;
    state.codes.erase(code);
    state.ids.erase(code);
    number(state, parent);
}

}  // namespace

Status check_links(const State& state, std::size_t more) {
    for (const auto& [id, one] : state.condensates) more += one.units.size();
    for (const auto& [id, one] : state.syntheses) more += one.checks.size();
    if (more <= kMostLinks) return {};
    return fail(causes::too_large, "What is written rests on too many units.",
                "Let each condensate rest on fewer.");
}

tl::unexpected<Fault> not_there(std::string_view what) {
    return fail(causes::unknown, std::string("There is no such ").append(what).append("."),
                "List the coding again: somebody may have changed it.");
}

tl::unexpected<Fault> refused(std::string why) {
    return fail(causes::refused, std::move(why), "Nothing was changed.");
}

Status claim(State& state, const Guid& id) {
    if (state.ids.size() >= kMostThings)
        return fail(causes::too_large, "There is too much in this coding.", "Remove some first.");
    if (id.is_zero() || is_reserved(id) || !state.ids.insert(id).second)
        return fail(causes::exists, "A guid is zero, or used twice.", "Nothing was changed.");
    return {};
}

Status check_made(const State& state, const Made& made) {
    if (!made.by.is_zero() && !state.users.contains(made.by)) return not_there("user");
    constexpr UnixMs kYear10000 = 253'402'300'800'000;
    if (made.at < 0 || made.at >= kYear10000) return refused("A time is none.");
    return {};
}

Status check_words(const Code& code) {
    if (!is_name(code.name)) return refused("A code's name is empty, too long or no line of text.");
    if (!is_prose(code.description)) return refused("A code's description is too long or no text.");
    if (!is_colour(code.colour)) return refused("A code's colour is none.");
    return {};
}

Status check_group(const State& state, const Guid& group) {
    return state.codes.contains(group) ? Status() : not_there("code group");
}

Status take_step(const Step& step, State& state) {
    return std::visit([&](const auto& one) { return apply_one(one, state); }, step);
}

Status apply_one(const AddUser& step, State& state) {
    if (!is_name(step.user.name)) return refused("A user's name is none.");
    if (const auto found = state.users.find(step.user.id); found != state.users.end()) {
        // Somebody else may have brought it under a name from which it does not follow.
        if (step.user.id == user_id(step.user.name)) found->second.name = step.user.name;
        return {};
    }
    if (auto claimed = claim(state, step.user.id); !claimed) return claimed;
    state.users.emplace(step.user.id, step.user);
    return {};
}

Status apply_one(const AddCode& step, State& state) {
    return add_code(state, step.code);
}

Status apply_one(const ChangeCode& step, State& state) {
    const auto code = find(state.codes, step.code, "code");
    if (!code) return fail(code.error());
    Code changed = **code;
    changed.name = step.name;
    changed.description = step.description;
    changed.colour = step.colour;
    changed.codable = step.codable;
    if (auto right = check_words(changed); !right) return right;
    **code = std::move(changed);
    return {};
}

Status apply_one(const MoveCode& step, State& state) {
    const auto code = find(state.codes, step.code, "code");
    if (!code) return fail(code.error());
    if (auto right = check_parent(state, step.code, step.parent); !right) return right;
    const Guid before = (*code)->parent;
    (*code)->parent = step.parent;
    std::vector<Guid> there;
    for (const Code* one : codes_under(state, step.parent))
        if (one->id != step.code) there.push_back(one->id);
    const auto place = std::min<std::size_t>(step.place, there.size());
    there.insert(there.begin() + static_cast<std::ptrdiff_t>(place), step.code);
    for (std::uint32_t i = 0; i < there.size(); ++i) state.codes.at(there[i]).place = i;
    if (before != step.parent) number(state, before);
    return {};
}

Status apply_one(const MergeCodes& step, State& state) {
    if (step.from == step.into) return refused("A code cannot be merged with itself.");
    for (const Guid& one : {step.from, step.into})
        if (auto code = find(state.codes, one, "code"); !code) return fail(code.error());
    for (const Code* below : codes_under(state, step.from)) {
        const MoveCode moved{below->id, step.into, count_under(state, step.into)};
        if (auto done = apply_one(moved, state); !done) return done;
    }
    for (auto& [id, unit] : state.units) hand_over(state, unit, step.from, step.into);
    for (auto& [id, condensate] : state.condensates)
        if (condensate.group == step.from) condensate.group = step.into;
    for (auto& [id, synthesis] : state.syntheses)
        if (synthesis.group == step.from) synthesis.group = step.into;
    drop(state, step.from);
    return {};
}

Status apply_one(const SplitCode& step, State& state) {
    if (auto code = find(state.codes, step.from, "code"); !code) return fail(code.error());
    if (auto added = add_code(state, step.code); !added) return added;
    for (const Guid& id : step.units) {
        const auto unit = find(state.units, id, "unit");
        if (!unit) return fail(unit.error());
        const auto& codings = (*unit)->codings;
        if (std::none_of(codings.begin(), codings.end(),
                         [&](const Coding& one) { return one.code == step.from; }))
            return not_there("unit under this code");
        hand_over(state, **unit, step.from, step.code.id);
    }
    return {};
}

Status apply_one(const RemoveCode& step, State& state) {
    if (auto code = find(state.codes, step.code, "code"); !code) return fail(code.error());
    if (in_use(state, step.code))
        return refused("Something stands under this code: move or merge it first.");
    drop(state, step.code);
    return {};
}

}  // namespace spine::coding
