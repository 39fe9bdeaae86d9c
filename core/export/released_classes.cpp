#include "export/released_classes.h"

#include <algorithm>
#include <set>

namespace spine::exporting {
namespace {

// First-time sessions that leave, by what became of them before.
std::map<deidentify::Trace, std::uint64_t> first_by_trace(const deidentify::JointData& data,
                                                          const deidentify::Release& release) {
    std::map<deidentify::Trace, std::uint64_t> present;
    const deidentify::Microdata& table = data.microdata();
    std::vector<bool> met(release.classes().size());
    for (std::size_t at = 0; at < table.combinations(); ++at) {
        const std::size_t number = release.class_of(at);
        if (met[number] || !release.classes()[number].kept) continue;
        met[number] = true;
        present[data.traces()[table.code(at, table.quasi_identifiers().size())]] +=
            release.classes()[number].rows;
    }
    return present;
}

}  // namespace

ClassKey key_of(const DataPlan& plan, const std::vector<Cell>& row) {
    ClassKey key;
    for (std::size_t i = 0; i < plan.hierarchies.size(); ++i)
        key.push_back(std::get<Coded>(row.at(1 + i)).label);
    return key;
}

void WaitingRows::add_first(const deidentify::PersonId& person, std::uint32_t combination,
                            const std::vector<std::uint32_t>& codes) {
    rows_.push_back({person, combination});
    codes_.insert(codes_.end(), codes.begin(), codes.end());
}

void WaitingRows::add_later(const deidentify::PersonId& person, const ClassKey& finest,
                            deidentify::Trace trace, bool left_first) {
    const auto next = static_cast<std::uint32_t>(later_.size());
    const auto [found, is_new] = numbers_.try_emplace({trace, finest}, next);
    if (is_new) later_.push_back({finest, trace, left_first, 0});
    ++later_[found->second].visits;
    rows_.push_back({person, found->second | kLater});
    codes_.resize(codes_.size() + columns_);
}

ReleasedClasses::ReleasedClasses(const DataPlan& plan, const deidentify::JointData& data,
                                 const deidentify::Release& release, const WaitingRows& waiting,
                                 Random& random)
    : plan_(plan), k_(static_cast<std::uint64_t>(plan.study.k)) {
    map_labels(release);
    Groups groups = group_later(release, waiting);
    leave_none_alone(groups, data, release);
    decide(release, waiting, groups, random);
}

void ReleasedClasses::map_labels(const deidentify::Release& release) {
    const auto& hierarchies = release.data().quasi_identifiers();
    for (std::size_t i = 0; i < hierarchies.size(); ++i) {
        std::vector<Coded> labels;
        for (const auto& row : plan_.hierarchies[i]) {
            const deidentify::Code finest = hierarchies[i].find(row.front()).value_or(0);
            labels.push_back({static_cast<std::uint16_t>(
                hierarchies[i].generalised(release.levels().at(i), finest))});
        }
        released_.push_back(std::move(labels));
    }
}

ClassKey ReleasedClasses::released_key(const ClassKey& finest) const {
    ClassKey key;
    for (std::size_t i = 0; i < finest.size(); ++i) key.push_back(released_[i].at(finest[i]).label);
    return key;
}

ReleasedClasses::Groups ReleasedClasses::group_later(const deidentify::Release& release,
                                                     const WaitingRows& waiting) {
    const deidentify::Microdata& data = release.data();
    std::set<ClassKey> leaving;
    for (std::size_t at = 0; at < data.combinations() && !waiting.later().empty(); ++at) {
        if (!release.classes().at(release.class_of(at)).kept) continue;
        ClassKey key;
        for (std::size_t i = 0; i < released_.size(); ++i)
            key.push_back(static_cast<std::uint16_t>(
                data.quasi_identifiers()[i].generalised(release.levels().at(i), data.code(at, i))));
        leaving.insert(std::move(key));
    }
    Groups groups;
    const auto first = static_cast<std::uint32_t>(release.classes().size());
    for (const WaitingRows::Later& one : waiting.later()) {
        const ClassKey key = released_key(one.finest);
        const auto next = first + static_cast<std::uint32_t>(groups.size());
        Group& group = groups.try_emplace({one.trace, key}, Group{next, 0, false}).first->second;
        later_class_.push_back(group.number);
        if (!one.left_first && leaving.contains(key)) group.visits += one.visits;
    }
    for (auto& [key, group] : groups) group.leaves = group.visits >= k_;
    return groups;
}

// Of each past, those who do not leave are k or nobody: until then its smallest group stays behind.
void ReleasedClasses::leave_none_alone(Groups& groups, const deidentify::JointData& data,
                                       const deidentify::Release& release) {
    auto present = groups.empty() ? std::map<deidentify::Trace, std::uint64_t>()
                                  : first_by_trace(data, release);
    for (auto from = groups.begin(); from != groups.end();) {
        const deidentify::Trace trace = from->first.first;
        std::vector<Group*> leaving;
        std::uint64_t there = present[trace];
        for (; from != groups.end() && from->first.first == trace; ++from) {
            if (!from->second.leaves) continue;
            leaving.push_back(&from->second);
            there += from->second.visits;
        }
        if (trace == 0) continue;  // of who never left nobody is absent
        std::sort(leaving.begin(), leaving.end(),
                  [](const Group* a, const Group* b) { return a->visits > b->visits; });
        const std::uint64_t all = data.history().people_with(trace);
        while (!leaving.empty() && there < all && all - there < k_) {
            there -= leaving.back()->visits;
            leaving.back()->leaves = false;
            leaving.pop_back();
        }
        if (all >= k_) note_smallest(all - there);
    }
    for (const auto& [key, group] : groups)
        if (group.leaves) note_smallest(group.visits);
}

void ReleasedClasses::note_smallest(std::uint64_t visits) {
    if (visits > 0 && (smallest_later_ == 0 || visits < smallest_later_)) smallest_later_ = visits;
}

void ReleasedClasses::decide(const deidentify::Release& release, const WaitingRows& waiting,
                             const Groups& groups, Random& random) {
    std::set<std::uint32_t> leaving;
    for (const auto& [key, group] : groups)
        if (group.leaves) leaving.insert(group.number);
    for (std::size_t at = 0; at < release.data().combinations(); ++at)
        first_class_.push_back(static_cast<std::uint32_t>(release.class_of(at)));
    deidentify::WithheldRows withheld(release);
    leaves_.resize(waiting.size());
    for (std::size_t row = 0; row < waiting.size(); ++row) {
        const std::uint32_t place = waiting.place(row);
        if (waiting.is_later(row)) {
            leaves_[row] =
                !waiting.later()[place].left_first && leaving.contains(later_class_[place]);
            later_ += leaves_[row] ? 1 : 0;
        } else {
            const std::size_t number = first_class_[place];
            leaves_[row] = release.classes()[number].kept && !withheld.leaves_out(number, random);
            first_ += leaves_[row] ? 1 : 0;
        }
    }
}

std::uint32_t ReleasedClasses::class_of(std::size_t number, const WaitingRows& waiting) const {
    const std::uint32_t place = waiting.place(number);
    return waiting.is_later(number) ? later_class_[place] : first_class_[place];
}

bool ReleasedClasses::generalise(std::vector<Cell>& row, std::size_t number) const {
    for (std::size_t i = 0; i < released_.size(); ++i)
        row[1 + i] = released_[i].at(std::get<Coded>(row.at(1 + i)).label);
    return leaves_[number];
}

}  // namespace spine::exporting
