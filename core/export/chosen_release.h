// Which release leaves: that of an earlier export of the same study made again, where the data
// still give it, or the best that keeps k together with all that left before. Internal to the
// module.
#pragma once

#include <string>
#include <vector>

#include "deidentify/joint.h"
#include "export/earlier_exports.h"
#include "export/research_data.h"
#include "export/research_export.h"

namespace spine::exporting {

struct ChosenRelease {
    deidentify::JointRelease release;
    ExportResult::Joint joint;
};

// For a person: by day and title, the latest first, and how many more.
[[nodiscard]] std::string named(const std::vector<const EarlierExports::Earlier*>& overlapping);

// Faults: cannot_protect; joint_too_small, where earlier exports have some of the same people: it
// names them by day and title; export_cancelled; the engine's.
[[nodiscard]] Result<ChosenRelease> choose_release(const ResearchData& data,
                                                   const deidentify::Requirements& requirements,
                                                   const Study& study,
                                                   const EarlierExports& earlier,
                                                   const ExportProgress& progress);

}  // namespace spine::exporting
