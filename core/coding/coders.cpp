#include "coding/coders.h"

namespace spine::coding {
namespace {

constexpr std::size_t kDigits = 6;

}  // namespace

std::map<Guid, User> coders(const History& history) {
    std::map<Guid, User> out;
    for (const Entry& entry : history.entries())
        for (const Step& step : entry.steps) {
            const auto* added = std::get_if<AddUser>(&step);
            if (added == nullptr || out.contains(added->user.id)) continue;
            const Guid of = derived_guid("coders", history.entries().front().id);
            std::string name = "Coder ";
            name.append(std::to_string(out.size() + 1)).append(" (");
            name.append(to_text(of).substr(0, kDigits)).append(")");
            const Guid id = user_id(name);
            out.emplace(added->user.id, User{id, std::move(name)});
        }
    return out;
}

State with_users(State state, const std::map<Guid, User>& instead) {
    const auto exchange = [&](Guid& id) {
        if (const auto found = instead.find(id); found != instead.end()) id = found->second.id;
    };
    std::map<Guid, User> users;
    for (const auto& [id, user] : state.users) {
        const auto found = instead.find(id);
        const User& now = found == instead.end() ? user : found->second;
        state.ids.erase(id);
        users.emplace(now.id, now);
    }
    for (const auto& [id, user] : users) state.ids.insert(id);
    state.users = std::move(users);
    for (auto& [id, unit] : state.units) {
        exchange(unit.made.by);
        for (Coding& one : unit.codings) exchange(one.made.by);
    }
    for (auto& [id, one] : state.condensates) exchange(one.made.by);
    for (auto& [id, one] : state.syntheses) exchange(one.made.by);
    for (auto& [id, one] : state.themes) exchange(one.made.by);
    std::set<std::pair<Guid, Guid>> readings;
    for (auto [text, by] : state.readings) {
        exchange(by);
        readings.emplace(text, by);
    }
    state.readings = std::move(readings);
    return state;
}

}  // namespace spine::coding
