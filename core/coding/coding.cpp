#include "coding/coding.h"

#include <algorithm>
#include <functional>

namespace spine::coding {
namespace {

void add_below(const State& state, const Guid& parent, std::vector<const Code*>& into) {
    for (const Code* code : codes_under(state, parent)) {
        into.push_back(code);
        add_below(state, code->id, into);
    }
}

}  // namespace

Guid user_id(std::string_view name) {
    return derived_guid(std::string("user ").append(name));
}

std::vector<const Code*> codes_under(const State& state, const Guid& parent) {
    std::vector<const Code*> out;
    for (const auto& [id, code] : state.codes)
        if (code.parent == parent) out.push_back(&code);
    std::sort(out.begin(), out.end(),
              [](const Code* a, const Code* b) { return a->place < b->place; });
    return out;
}

std::vector<const Code*> codes_in_order(const State& state) {
    std::map<Guid, std::vector<const Code*>> below;
    for (const auto& [id, code] : state.codes) below[code.parent].push_back(&code);
    for (auto& [parent, codes] : below)
        std::sort(codes.begin(), codes.end(),
                  [](const Code* a, const Code* b) { return a->place < b->place; });
    std::vector<const Code*> out;
    const std::function<void(const Guid&)> add = [&](const Guid& parent) {
        const auto found = below.find(parent);
        if (found == below.end()) return;
        for (const Code* code : found->second) {
            out.push_back(code);
            add(code->id);
        }
    };
    add({});
    return out;
}

std::vector<Guid> units_under(const State& state, const Guid& code) {
    std::set<Guid> codes = {code};
    std::vector<const Code*> below;
    add_below(state, code, below);
    for (const Code* one : below) codes.insert(one->id);
    std::vector<Guid> out;
    for (const auto& [id, unit] : state.units)
        if (std::any_of(unit.codings.begin(), unit.codings.end(),
                        [&](const Coding& one) { return codes.contains(one.code); }))
            out.push_back(id);
    return out;
}

std::vector<Guid> left_out(const State& state, const Condensate& condensate) {
    std::vector<Guid> out = units_under(state, condensate.group);
    std::erase_if(out, [&](const Guid& unit) { return condensate.units.contains(unit); });
    return out;
}

std::vector<Guid> unchecked(const State& state, const Synthesis& synthesis) {
    std::vector<Guid> out = units_under(state, synthesis.group);
    std::erase_if(out, [&](const Guid& unit) { return synthesis.checks.contains(unit); });
    return out;
}

State restricted_to(State state, const std::set<Guid>& texts) {
    const auto gone = [&](const Guid& unit) { return !state.units.contains(unit); };
    std::erase_if(state.units, [&](const auto& one) {
        if (texts.contains(one.second.text)) return false;
        for (const Coding& coding : one.second.codings) state.ids.erase(coding.id);
        state.ids.erase(one.first);
        return true;
    });
    for (auto& [id, condensate] : state.condensates) {
        std::erase_if(condensate.units, gone);
        if (gone(condensate.quotation)) condensate.quotation = {};
    }
    for (auto& [id, synthesis] : state.syntheses)
        std::erase_if(synthesis.checks, [&](const auto& check) { return gone(check.first); });
    std::erase_if(state.readings, [&](const auto& one) { return !texts.contains(one.first); });
    return state;
}

}  // namespace spine::coding
