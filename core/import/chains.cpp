#include "import/chains.h"

#include <limits>

namespace spine::importing {
namespace {
constexpr std::uint64_t kMaxCounter = std::numeric_limits<std::uint64_t>::max();
}

Chains::Chains(const std::vector<archive::SessionPlace>& known) {
    for (const archive::SessionPlace& place : known) add(place);
}

void Chains::add(const archive::SessionPlace& place) {
    const bool is_new = places_.insert_or_assign(place.ref(), place).second;
    if (is_new) devices_[place.device].emplace(place.counter, place.session);
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
            for (auto before = first; before != last; ++before) {
                const archive::SessionPlace& earlier = places_.at({device, before->second});
                before_ended |= earlier.status != crypto::SessionStatus::Open;
                follows |= earlier.head == place.previous_head;
            }
            if (sessions.count(counter) > 1 || (before_ended && !follows))
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
