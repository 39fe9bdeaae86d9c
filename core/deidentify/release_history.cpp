#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "deidentify/joint.h"

namespace spine::deidentify {
namespace {

std::array<std::uint64_t, 2> key_of(const PersonId& person) {
    ByteReader in(person);
    const std::uint64_t first = in.u64();
    return {first, in.u64()};
}

}  // namespace

void ReleaseHistory::begin_release() {
    ++releases_;
}

Status ReleaseHistory::add(const PersonId& person, std::uint32_t equivalence_class) {
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
    known = {trace, releases_};
    return {};
}

Trace ReleaseHistory::trace_of(const PersonId& person) const {
    const auto number = ids_.find(key_of(person));
    return number ? people_[*number].trace : 0;
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

std::string trace_cell(Trace trace) {
    return fmt::format("{}", trace);
}

}  // namespace spine::deidentify
