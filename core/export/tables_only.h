// What leaves of a study with fewer sessions than rows may leave of: tables, and nobody's row.
// Internal to the module.
//
// Two exports a day apart can be subtracted: with one patient more, every figure that moved is that
// patient's. So people are counted by batches, in the order in which their sessions came: two
// exports are of the same people, or differ by a whole batch. A batch that somebody has left
// (consent withdrawn, erased, a second end, an end that has not come) is not counted at all, or the
// difference would be that person. Who was left out, and why, is not told: those counts move with
// each visit. METHODS.md says what remains.
//
// One thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/clock.h"
#include "export/data_plan.h"
#include "export/released_rows.h"
#include "export/research_data.h"
#include "export/research_export.h"

namespace spine::exporting {

// Counts below it are hidden: the study's, and where no row leaves also k, which is the profile's
// promise.
[[nodiscard]] std::uint64_t table_threshold(const Study& study);
// How many people a batch has.
[[nodiscard]] std::uint64_t batch_of(const Study& study);

// Of `places`, whose rows' numbers rise. What was answered after a visit comes one by one: it is
// counted once no more can come for anybody of the batch, whose visits are all before `settled`.
[[nodiscard]] CountedRows counted_rows(std::span<const FirstPlace> places, std::uint64_t batch,
                                       UnixMs settled);

// Report, tables, codebook and disclosure report into `folder`; null: a dry run. `data` was
// gathered with a spill where there is a folder. Faults: too_few_sessions where nobody is counted;
// cannot_protect; those of archive and folder.
[[nodiscard]] Result<ExportResult> export_tables(archive::Archive& archive,
                                                 const ExportRequest& request, const DataPlan& plan,
                                                 ResearchData& data, ExportFolder* folder,
                                                 Random& random, const ExportProgress& progress);

// As in disclosure.h, of tables alone.
[[nodiscard]] std::string tables_markdown(const ExportRequest& request, const ExportResult& result);
[[nodiscard]] std::string tables_json(const ExportRequest& request, const ExportResult& result);

}  // namespace spine::exporting
