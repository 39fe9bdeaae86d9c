#include "export/batches.h"

#include <algorithm>
#include <set>
#include <utility>

#include "archive/export_ledger.h"

namespace spine::exporting {

void Batches::take(std::map<std::uint32_t, std::vector<deidentify::PersonId>> cut) {
    for (auto& [number, people] : cut) {
        // Under two keys of the clinic somebody can be made to stand there twice; whoever copied
        // that would write what no export writes.
        const bool is_whole = std::set(people.begin(), people.end()).size() == people.size() &&
                              people.size() == archive::kSessionsInBatch;
        const bool is_new = is_whole && std::none_of(people.begin(), people.end(),
                                                     [&](auto& one) { return of_.contains(one); });
        const std::uint32_t batch = is_new ? static_cast<std::uint32_t>(batches_.size()) : kNone;
        // Where they are one that is known, or parts of several, this changes nobody who has a
        // place.
        for (const deidentify::PersonId& one : people) of_.try_emplace(one, batch);
        if (is_new) batches_.push_back(std::move(people));
    }
}

void Batches::cut(std::span<const deidentify::PersonId> as_they_came) {
    std::vector<deidentify::PersonId> next;
    for (const deidentify::PersonId& one : as_they_came) {
        if (of_.contains(one)) continue;
        next.push_back(one);
        if (next.size() == archive::kSessionsInBatch) take({{0, std::exchange(next, {})}});
    }
}

}  // namespace spine::exporting
