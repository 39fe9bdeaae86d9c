#include <algorithm>

#include "deidentify/joint.h"
#include "deidentify/some_releases.h"

namespace spine::deidentify {
namespace {

bool has(const ReleaseHistory& history, Trace trace, std::uint32_t release) {
    const auto releases = history.releases_of(trace);
    return std::binary_search(releases.begin(), releases.end(), release);
}

std::uint64_t people_of(const ReleaseHistory& history, std::uint32_t release) {
    std::uint64_t people = 0;
    for (Trace trace = 1; trace < history.traces(); ++trace)
        if (has(history, trace, release)) people += history.people_with(trace);
    return people;
}

}  // namespace

Result<std::optional<JointRelease>> same_release(const JointData& data,
                                                 const Requirements& requirements,
                                                 const Levels& levels, std::uint32_t release) {
    if (!data.history_is_the_same())
        return fail(causes::history_changed, "The history has a further release by now.",
                    "Begin the data again, so that each row is looked up in the whole history.");
    auto made = Release::make(data.microdata(), requirements, levels);
    if (!made) return fail(std::move(made));
    JointRelease out{std::move(*made), 0, 0, 0};
    const Microdata& table = data.microdata();
    std::vector<bool> was_there;
    for (const Trace trace : data.traces())
        was_there.push_back(has(data.history(), trace, release));
    std::vector<bool> met(out.release.classes().size());
    std::uint64_t people = 0;
    std::vector<std::uint64_t> present(data.history().traces());
    for (std::size_t at = 0; at < table.combinations(); ++at) {
        const std::size_t number = out.release.class_of(at);
        if (met[number]) continue;
        met[number] = true;
        const Code code = table.code(at, table.quasi_identifiers().size());
        const EquivalenceClass& one = out.release.classes()[number];
        if (!was_there[code]) {
            if (one.kept) out.release.withhold(number, one.rows);
            continue;
        }
        // Not whole, or parted.
        if (!one.kept || one.rows != data.history().people_with(data.traces()[code]))
            return std::nullopt;
        people += one.rows;
        present[data.traces()[code]] += one.rows;
        if (out.smallest == 0 || one.rows < out.smallest) out.smallest = one.rows;
    }
    if (people == 0 || people != people_of(data.history(), release) ||
        out.release.suppressed() > suppression_limit(requirements, table.rows()))
        return std::nullopt;
    const SomeReleases some(data.history(), requirements.k);
    const auto seen = some.look(present);
    if (some.too_many() || seen.too_whole) return std::nullopt;
    if (seen.least > 0) out.smallest = std::min(out.smallest, seen.least);
    return out;
}

}  // namespace spine::deidentify
