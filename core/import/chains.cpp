#include "import/chains.h"

#include <algorithm>
#include <limits>

namespace spine::importing {
namespace {
constexpr std::uint64_t kMaxCounter = std::numeric_limits<std::uint64_t>::max();
}

Chains::Chains(const std::vector<archive::SessionPlace>& known,
               const std::vector<archive::SessionPlace>& branches) {
    for (const archive::SessionPlace& place : known) add(place);
    for (const archive::SessionPlace& branch : branches) branches_[branch.ref()].push_back(branch);
}

void Chains::add(const archive::SessionPlace& place) {
    const bool is_new = places_.insert_or_assign(place.ref(), place).second;
    if (is_new) devices_[place.device].emplace(place.counter, place.session);
}

void Chains::set_ends(const std::vector<archive::SessionPlace>& ends) {
    add(ends.front());
    branches_.erase(ends.front().ref());
    if (ends.size() > 1) branches_[ends.front().ref()].assign(ends.begin() + 1, ends.end());
}

std::vector<archive::SessionPlace> Chains::ends(const crypto::SessionRef& session) const {
    std::vector<archive::SessionPlace> out;
    if (const archive::SessionPlace* own = find(session)) out.push_back(*own);
    const auto further = branches_.find(session);
    if (further != branches_.end())
        out.insert(out.end(), further->second.begin(), further->second.end());
    return out;
}

const archive::SessionPlace* Chains::find(const crypto::SessionRef& session) const {
    const auto found = places_.find(session);
    return found == places_.end() ? nullptr : &found->second;
}

bool Chains::knows(const crypto::DeviceId& device) const {
    return devices_.contains(device);
}

std::vector<ChainReport> Chains::forks() const {
    std::vector<ChainReport> out;
    for (const auto& [device, sessions] : devices_) {
        for (const auto& [counter, session] : sessions) {
            const archive::SessionPlace& place = places_.at({device, session});
            const auto [first, last] = sessions.equal_range(counter - 1);
            bool before_ended = false, follows = false;
            const auto look_at = [&](const archive::SessionPlace& earlier) {
                before_ended |= earlier.status != crypto::SessionStatus::Open;
                follows |= earlier.head == place.previous_head;
            };
            for (auto before = first; before != last; ++before) {
                const crypto::SessionRef earlier{device, before->second};
                look_at(places_.at(earlier));
                const auto further = branches_.find(earlier);
                if (further != branches_.end())
                    std::for_each(further->second.begin(), further->second.end(), look_at);
            }
            if (sessions.count(counter) > 1 || branches_.contains({device, session}) ||
                (before_ended && !follows))
                out.push_back({device.hex(), counter, session.hex(), 0});
        }
    }
    return out;
}

std::vector<ChainReport> Chains::gaps() const {
    std::vector<ChainReport> out;
    for (const auto& [device, sessions] : devices_) {
        std::uint64_t next = 1;
        for (const auto& [counter, session] : sessions) {
            if (next < counter) out.push_back({device.hex(), next, {}, counter - 1});
            if (places_.at({device, session}).status == crypto::SessionStatus::Open &&
                sessions.upper_bound(counter) != sessions.end())
                out.push_back({device.hex(), counter, session.hex(), counter});
            next = counter == kMaxCounter ? counter : counter + 1;
        }
    }
    return out;
}

}  // namespace spine::importing
