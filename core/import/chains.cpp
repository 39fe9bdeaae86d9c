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

void Chains::add_taken_out(const archive::TakenOut& session) {
    if (taken_out_.emplace(session.session, session.head).second)
        heads_taken_out_[session.session.device].emplace(session.counter, session.head);
}

void Chains::forget(const archive::TakenOut& session) {
    const auto place = places_.find(session.session);
    if (place == places_.end() || !place->second.by_receipt_alone() ||
        place->second.head != session.head)
        return;
    auto& of_device = devices_[session.session.device];
    std::erase_if(of_device,
                  [&](const auto& one) { return one.second == session.session.session; });
    if (of_device.empty()) devices_.erase(session.session.device);
    places_.erase(place);
}

bool Chains::was_taken_out(const crypto::SessionRef& session, const crypto::Hash& head) const {
    return taken_out_.contains({session, head});
}

std::uint64_t Chains::taken_out() const {
    std::set<crypto::SessionRef> sessions;
    for (const auto& [session, head] : taken_out_) {
        const archive::SessionPlace* place = find(session);
        if (place == nullptr || place->by_receipt_alone()) sessions.insert(session);
    }
    return sessions.size();
}

bool Chains::is_previous(const archive::TakenOut& session) const {
    const auto found = devices_.find(session.session.device);
    if (found == devices_.end()) return false;
    const auto [first, last] = found->second.equal_range(session.counter + 1);
    return std::any_of(first, last, [&](const auto& one) {
        return places_.at({session.session.device, one.second}).previous_head == session.head;
    });
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

// By the receipts alone: whether one of these was its end is not known.
bool Chains::taken_out_before(const archive::SessionPlace& place) const {
    const auto gone = heads_taken_out_.find(place.device);
    if (gone == heads_taken_out_.end()) return false;
    const auto [first, last] = gone->second.equal_range(place.counter - 1);
    return std::any_of(first, last,
                       [&](const auto& one) { return one.second == place.previous_head; });
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
            follows |= taken_out_before(place);
            if (sessions.count(counter) > 1 || branches_.contains({device, session}) ||
                (before_ended && !follows && !place.by_receipt_alone()))
                out.push_back({device.hex(), counter, session.hex(), 0});
        }
    }
    return out;
}

std::set<std::uint64_t> Chains::counters(const crypto::DeviceId& device) const {
    std::set<std::uint64_t> all;
    if (const auto here = devices_.find(device); here != devices_.end())
        for (const auto& [counter, session] : here->second) all.insert(counter);
    if (const auto gone = heads_taken_out_.find(device); gone != heads_taken_out_.end())
        for (const auto& [counter, head] : gone->second) all.insert(counter);
    return all;
}

std::vector<ChainReport> Chains::gaps() const {
    std::vector<ChainReport> out;
    for (const auto& [device, sessions] : devices_) {
        const std::set<std::uint64_t> known = counters(device);
        std::uint64_t next = 1;
        for (const std::uint64_t counter : known) {
            if (next < counter) out.push_back({device.hex(), next, {}, counter - 1});
            const auto [first, last] = sessions.equal_range(counter);
            for (auto one = first; one != last && counter != *known.rbegin(); ++one)
                if (const auto& place = places_.at({device, one->second});
                    place.status == crypto::SessionStatus::Open && !place.by_receipt_alone())
                    out.push_back({device.hex(), counter, one->second.hex(), counter});
            next = counter == kMaxCounter ? counter : counter + 1;
        }
    }
    return out;
}

}  // namespace spine::importing
