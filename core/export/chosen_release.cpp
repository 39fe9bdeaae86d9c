#include "export/chosen_release.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <stop_token>
#include <utility>

namespace spine::exporting {
namespace {

constexpr std::size_t kMostNamed = 3;

std::string day_of(const archive::LedgerEntry& entry) {
    return to_rfc3339(entry.at).substr(0, 10);
}

tl::unexpected<Fault> refused(const Study& study,
                              const std::vector<const EarlierExports::Earlier*>& overlapping) {
    if (overlapping.empty())
        return fail(
            causes::cannot_protect,
            fmt::format("Nothing keeps every class at {} rows and what the study asks of its "
                        "sensitive columns with at most {:g} % left out.",
                        study.k, study.suppression * 100),
            "Take a quasi-identifier out, give one coarser rows, or widen the period.");
    return fail(
        causes::joint_too_small,
        fmt::format("Whoever has this data set and an earlier one of the same people, too, would "
                    "find some of them among fewer than {}. In the way: {}.",
                    study.k, named(overlapping)),
        "Give that data set to whoever asks now; or take a quasi-identifier out, give one coarser "
        "rows, allow more to be left out, or wait until more new patients have come.");
}

// The levels at which an earlier export of the same study left; nothing where the questionnaires
// have changed what they mean.
std::optional<deidentify::Levels> levels_of(const archive::LedgerEntry& entry,
                                            const deidentify::Microdata& data) {
    const auto& hierarchies = data.quasi_identifiers();
    if (entry.columns.size() != hierarchies.size()) return std::nullopt;
    deidentify::Levels levels;
    for (std::size_t i = 0; i < hierarchies.size(); ++i) {
        const archive::LedgerColumn& column = entry.columns[i];
        if (column.name != hierarchies[i].column() || column.levels != hierarchies[i].levels())
            return std::nullopt;
        levels.push_back(column.level);
    }
    return levels;
}

Result<std::optional<deidentify::JointRelease>> made_again(
    const ResearchData& data, const deidentify::Requirements& requirements,
    const EarlierExports::Earlier* same) {
    const auto levels =
        same == nullptr ? std::nullopt : levels_of(same->entry, data.joint.microdata());
    if (!levels) return std::nullopt;
    return deidentify::same_release(data.joint, requirements, *levels, same->release);
}

}  // namespace

std::string named(const std::vector<const EarlierExports::Earlier*>& overlapping) {
    std::string text;
    for (std::size_t i = 0; i < overlapping.size() && i < kMostNamed; ++i) {
        const archive::LedgerEntry& entry = overlapping[overlapping.size() - 1 - i]->entry;
        if (i > 0) text.append(", ");
        text.append(fmt::format("that of {} (\"{}\")", day_of(entry), entry.title));
    }
    if (overlapping.size() > kMostNamed)
        text.append(fmt::format(" and {} before", overlapping.size() - kMostNamed));
    return text;
}

Result<ChosenRelease> choose_release(const ResearchData& data,
                                     const deidentify::Requirements& requirements,
                                     const Study& study, const EarlierExports& earlier,
                                     const ExportProgress& progress) {
    const auto overlapping = earlier.with(data.joint.traces());
    ExportResult::Joint joint;
    joint.releases = earlier.all().size();
    joint.overlapping = overlapping.size();
    const auto* same = earlier.latest_of(study);
    auto again = made_again(data, requirements, same);
    if (!again) return fail(std::move(again));
    if (*again) {
        joint.k = (*again)->smallest;
        joint.repeats = day_of(same->entry);
        return ChosenRelease{std::move(**again), std::move(joint)};
    }
    std::stop_source stop;
    deidentify::SearchWatch watch;
    watch.stop = stop.get_token();
    watch.progress = [&](double share) {
        if (progress && !progress({ExportStep::Searching, share})) stop.request_stop();
    };
    auto found = deidentify::joint_release(data.joint, requirements, watch);
    // Also where the search was over before it saw it.
    if (stop.stop_requested())
        return fail(causes::export_cancelled, "The export was cancelled.",
                    "Nothing was written; start it again when you like.");
    if (!found && found.error().cause == deidentify::causes::joint_refused)
        return refused(study, overlapping);
    if (!found) return fail(std::move(found));
    joint.k = found->smallest;
    return ChosenRelease{std::move(*found), std::move(joint)};
}

}  // namespace spine::exporting
