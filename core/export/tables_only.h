// What leaves of a study with fewer sessions than rows may leave of: tables, and nobody's row.
// Internal to the module.
//
// Two exports a day apart can be subtracted: with one patient more, every figure that moved is that
// patient's. So people are counted by batches of sessions as they came, whoever they are, and the
// clinic's ledger keeps each batch as it was first cut (batches.h): two exports, of whichever
// computer, are of the same people, or differ by whole batches. A batch with a session that has
// gone, has not ended, or may have counted before and does no more is not counted at all, or the
// difference would be that person; nor one with few that count. Of those who left before, in tables
// of another study say, as many as are hidden alone are counted or left out, or none. What is
// answered after a visit comes one by one: it is in no table. Who was left out, and why, is not
// told: those counts move with each visit. METHODS.md says what remains.
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
// How many sessions are counted together or not at all: for most studies one of the ledger's
// batches, and for the others several, so that another k cuts nobody out.
[[nodiscard]] std::uint64_t batch_of(const Study& study);
// How many of them must count.
[[nodiscard]] std::uint64_t least_in_batch(const Study& study);

// The rows of those who are counted, `batch` and `least` as above.
[[nodiscard]] CountedRows counted_rows(std::span<const BatchPlace> places, const Batches& batches,
                                       std::uint64_t batch, std::uint64_t least);

// Report, tables, codebook and disclosure report into `folder`; null: a dry run. `data` was
// gathered with a spill where there is a folder. Its entry is in the ledger before any table is on
// the disk. Faults: too_few_sessions where nobody is counted; cannot_protect; joint_too_small,
// where rows of some of these people have left, or other tables of all but a few; those of archive,
// ledger and folder.
[[nodiscard]] Result<ExportResult> export_tables(archive::Archive& archive,
                                                 const ExportRequest& request, const DataPlan& plan,
                                                 ResearchData& data, const EarlierExports& earlier,
                                                 ExportFolder* folder, Random& random,
                                                 const ExportProgress& progress);

// As in disclosure.h, of tables alone.
[[nodiscard]] std::string tables_markdown(const ExportRequest& request, const ExportResult& result);
[[nodiscard]] std::string tables_json(const ExportRequest& request, const ExportResult& result);

}  // namespace spine::exporting
