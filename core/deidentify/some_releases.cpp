#include "deidentify/some_releases.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace spine::deidentify {
namespace {

// Some seconds.
constexpr std::uint64_t kMostSteps = 2'000'000'000;

// By release: the class, one more than its number; 0 of who is absent.
using Path = std::vector<std::uint64_t>;
// By release: whether two traces are alike in it.
using Alike = std::vector<bool>;

Path path_of(const ReleaseHistory& history, Trace trace) {
    Path path(history.releases(), 0);
    for (const auto& [release, number] : history.classes_of(trace))
        path[release] = std::uint64_t{number} + 1;
    return path;
}

// Nothing where no release has both in one class: who is absent from all is seen by nobody.
std::optional<Alike> alike(const Path& a, const Path& b) {
    Alike same(a.size());
    bool together = false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        same[i] = a[i] == b[i];
        together = together || (same[i] && a[i] != 0);
    }
    return together ? std::optional(std::move(same)) : std::nullopt;
}

bool holds_all(const Alike& whole, const Alike& part) {
    for (std::size_t i = 0; i < part.size(); ++i)
        if (part[i] && !whole[i]) return false;
    return true;
}

}  // namespace

// Of all choices of releases that do not tell two traces apart the largest one leaves the fewest
// beside them: so one union for each pair is enough.
SomeReleases::SomeReleases(const ReleaseHistory& history, std::uint64_t k) : k_(k) {
    std::vector<Trace> there, small;
    for (Trace trace = 0; trace < history.traces(); ++trace) {
        people_.push_back(trace == 0 ? 0 : history.people_with(trace));
        if (people_[trace] == 0) continue;
        there.push_back(trace);
        if (people_[trace] < k) small.push_back(trace);
    }
    too_many_ = !small.empty() &&
                there.size() > kMostSteps / small.size() / std::max(history.releases(), 1U);
    if (small.empty() || too_many_) return;
    std::vector<Path> paths;
    for (const Trace trace : there) paths.push_back(path_of(history, trace));
    std::set<std::vector<Trace>> unions;
    for (const Trace few : small) {
        const Path path = path_of(history, few);
        std::map<Alike, std::vector<Trace>> by_choice;
        for (std::size_t i = 0; i < there.size(); ++i)
            if (auto same = alike(path, paths[i])) by_choice[std::move(*same)].push_back(there[i]);
        for (const auto& [choice, unused] : by_choice) {
            std::vector<Trace> all;
            for (const auto& [other, traces] : by_choice)
                if (holds_all(other, choice)) all.insert(all.end(), traces.begin(), traces.end());
            std::sort(all.begin(), all.end());
            unions.insert(std::move(all));
        }
    }
    unions_.assign(unions.begin(), unions.end());
}

SomeReleases::Seen SomeReleases::look(const std::vector<std::uint64_t>& present) const {
    Seen seen;
    const auto here = [&](Trace trace) { return trace < present.size() ? present[trace] : 0; };
    for (const std::vector<Trace>& one : unions_) {
        std::uint64_t absent = 0;
        for (const Trace trace : one) absent += people_[trace] - here(trace);
        const auto most = std::max_element(one.begin(), one.end(),
                                           [&](Trace a, Trace b) { return here(a) < here(b); });
        if (here(*most) == 0) continue;
        if (absent < k_) return {*most, 0};
        if (seen.least == 0 || absent < seen.least) seen.least = absent;
    }
    return seen;
}

}  // namespace spine::deidentify
