#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "deidentify/joint.h"
#include "deidentify/person_key.h"

namespace spine::deidentify {

void ReleaseHistory::begin_release(std::vector<FormerColumn> sensitive) {
    ++releases_;
    first_of_release_ = former_.size();
    for (FormerColumn& one : sensitive) {
        std::vector<std::uint32_t> rank(one.rows.size());
        std::iota(rank.begin(), rank.end(), 0);
        values_in_.push_back(one.rows.size());
        former_.emplace_back(one.asked, std::move(rank), one.rows, one.missing);
    }
}

bool ReleaseHistory::fit(std::span<const std::uint32_t> values) const {
    bool fits = values.size() == former_.size() - first_of_release_;
    for (std::size_t i = 0; fits && i < values.size(); ++i)
        fits = values[i] < values_in_[first_of_release_ + i];
    return fits;
}

Status ReleaseHistory::add(const PersonId& person, std::uint32_t equivalence_class,
                           std::span<const std::uint32_t> values) {
    if (!fit(values))
        return fail(causes::values_unfit,
                    "A person's sensitive values are not those of the release.",
                    "Give one number for each sensitive column that the release was begun with.");
    const std::size_t number = ids_.add(key_of(person));
    if (number == people_.size()) people_.emplace_back();
    Person& known = people_[number];
    if (known.last_release == releases_)
        return fail(causes::person_twice, "A person has two rows in one release.",
                    "Joint classes are counted in people: release one row for each.");
    const std::array<std::uint64_t, 2> step = {std::uint64_t{known.trace} << 32U | releases_,
                                               equivalence_class};
    const Trace trace = steps_.add(step) + 1;
    if (trace == people_with_.size()) people_with_.push_back(0);
    if (known.trace != 0) --people_with_[known.trace];
    ++people_with_[trace];
    known.trace = trace;
    known.last_release = releases_;
    for (std::size_t i = 0; i < values.size(); ++i)
        known.values.push_back({static_cast<std::uint32_t>(first_of_release_ + i), values[i]});
    return {};
}

Trace ReleaseHistory::trace_of(const PersonId& person) const {
    const auto number = ids_.find(key_of(person));
    return number ? people_[*number].trace : 0;
}

std::vector<std::uint32_t> ReleaseHistory::releases_of(Trace trace) const {
    std::vector<std::uint32_t> releases;
    for (const auto& [release, number] : classes_of(trace)) releases.push_back(release);
    return releases;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> ReleaseHistory::classes_of(Trace trace) const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> classes;
    while (trace != 0) {
        const auto step = steps_.key(trace - 1);
        classes.emplace_back(static_cast<std::uint32_t>(step[0]) - 1,
                             static_cast<std::uint32_t>(step[1]));
        trace = static_cast<Trace>(step[0] >> 32U);
    }
    std::reverse(classes.begin(), classes.end());
    return classes;
}

std::uint64_t ReleaseHistory::people_with(Trace trace) const {
    return trace < people_with_.size() ? people_with_[trace] : 0;
}

std::uint64_t ReleaseHistory::joint_classes() const {
    return static_cast<std::uint64_t>(std::count_if(
        people_with_.begin(), people_with_.end(), [](std::uint64_t people) { return people > 0; }));
}

std::uint64_t ReleaseHistory::smallest() const {
    std::uint64_t smallest = 0;
    for (const std::uint64_t people : people_with_)
        if (people > 0 && (smallest == 0 || people < smallest)) smallest = people;
    return smallest;
}

const std::vector<FormerValue>& ReleaseHistory::values_of(const PersonId& person) const {
    const auto number = ids_.find(key_of(person));
    return number ? people_[*number].values : nothing_;
}

std::vector<FormerTally> ReleaseHistory::tallies() const {
    std::vector<FormerTally> tallies(people_with_.size());
    if (former_.empty()) return tallies;
    for (const Person& one : people_)
        for (const FormerValue& value : one.values) ++tallies[one.trace][value];
    return tallies;
}

}  // namespace spine::deidentify
