// Steps of what people write: themes, condensates, syntheses, and what they have read and checked.
#include <algorithm>

#include "coding/applying.h"
#include "coding/words.h"

namespace spine::coding {
namespace {

// In the place of the one with its guid, or new. Fault: exists, of another kind.
template <typename T>
Status put(State& state, std::map<Guid, T>& in, const T& one) {
    if (!in.contains(one.id))
        if (auto claimed = claim(state, one.id); !claimed) return claimed;
    in.insert_or_assign(one.id, one);
    return {};
}

template <typename T>
Status remove(State& state, std::map<Guid, T>& from, const Guid& id, std::string_view what) {
    if (from.erase(id) == 0) return not_there(what);
    state.ids.erase(id);
    return {};
}

}  // namespace

Status apply_one(const WriteCondensate& step, State& state) {
    const Condensate& it = step.condensate;
    if (auto right = check_group(state, it.group); !right) return right;
    if (auto right = check_made(state, it.made); !right) return right;
    if (!is_name(it.name)) return refused("A condensate's name is empty, too long or no line.");
    if (!is_prose(it.text)) return refused("A condensate is too long or no text.");
    if (!it.quotation.is_zero() && !it.units.contains(it.quotation))
        return refused("What a condensate quotes is none of its units.");
    for (const Guid& unit : it.units)
        if (!state.units.contains(unit)) return not_there("unit");
    const auto before = state.condensates.find(it.id);
    const std::size_t had = before == state.condensates.end() ? 0 : before->second.units.size();
    if (it.units.size() > had)
        if (auto right = check_links(state, it.units.size() - had); !right) return right;
    return put(state, state.condensates, it);
}

Status apply_one(const RemoveCondensate& step, State& state) {
    for (const auto& [id, synthesis] : state.syntheses)
        if (synthesis.condensates.contains(step.condensate))
            return refused("A synthesis rests on this condensate: write that first.");
    return remove(state, state.condensates, step.condensate, "condensate");
}

Status apply_one(const WriteSynthesis& step, State& state) {
    Synthesis it = step.synthesis;
    if (auto right = check_group(state, it.group); !right) return right;
    if (auto right = check_made(state, it.made); !right) return right;
    if (!is_name(it.heading)) return refused("A heading is empty, too long or no line.");
    if (!is_prose(it.text)) return refused("A synthesis is too long or no text.");
    if (!it.checks.empty()) return refused("A synthesis is checked once it is written.");
    for (const Guid& one : it.condensates)
        if (!state.condensates.contains(one)) return not_there("condensate");
    const auto before = state.syntheses.find(it.id);
    if (before != state.syntheses.end() && before->second.heading == it.heading &&
        before->second.text == it.text && before->second.condensates == it.condensates)
        it.checks = before->second.checks;
    return put(state, state.syntheses, it);
}

Status apply_one(const RemoveSynthesis& step, State& state) {
    return remove(state, state.syntheses, step.synthesis, "synthesis");
}

Status apply_one(const CheckUnit& step, State& state) {
    const auto synthesis = find(state.syntheses, step.synthesis, "synthesis");
    if (!synthesis) return fail(synthesis.error());
    if (!state.units.contains(step.unit)) return not_there("unit");
    if (step.verdict > Verdict::Contradicts) return refused("A verdict is none.");
    auto& checks = (*synthesis)->checks;
    if (step.verdict == Verdict::Unchecked) {
        checks.erase(step.unit);
        return {};
    }
    if (!checks.contains(step.unit))
        if (auto right = check_links(state, 1); !right) return right;
    checks[step.unit] = step.verdict;
    return {};
}

Status apply_one(const WriteTheme& step, State& state) {
    if (auto right = check_made(state, step.theme.made); !right) return right;
    if (step.theme.words.empty() || !is_prose(step.theme.words))
        return refused("A theme is empty, too long or no text.");
    return put(state, state.themes, step.theme);
}

Status apply_one(const RemoveTheme& step, State& state) {
    return remove(state, state.themes, step.theme, "theme");
}

Status apply_one(const ReadText& step, State& state) {
    if (step.text.is_zero()) return not_there("text");
    if (!state.users.contains(step.by)) return not_there("user");
    state.readings.emplace(step.text, step.by);
    return {};
}

}  // namespace spine::coding
