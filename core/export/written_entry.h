// What the clinic's ledger keeps of an export. Internal to the module.
#pragma once

#include <span>

#include "archive/archive.h"
#include "deidentify/release.h"
#include "deidentify/requirements.h"
#include "export/data_plan.h"
#include "export/earlier_exports.h"
#include "export/released_classes.h"
#include "export/research_data.h"

namespace spine::exporting {

// Whether the ledger has room for it, also where nothing is written. Fault: field_out_of_range.
[[nodiscard]] Status check_entry(const DataPlan& plan, const ResearchData& data,
                                 const deidentify::Requirements& requirements,
                                 const deidentify::Release& release, const ReleasedClasses& classes,
                                 const EarlierExports& earlier);
// On the disk when it returns: before the data leave.
// Faults: those of ExportLedger::write().
[[nodiscard]] Status write_entry(archive::Archive& archive, const DataPlan& plan,
                                 const ResearchData& data,
                                 const deidentify::Requirements& requirements,
                                 const deidentify::Release& release, const ReleasedClasses& classes,
                                 const EarlierExports& earlier);
// Of tables: those who are counted in them, in any order, and all batches.
[[nodiscard]] Status write_tables_entry(archive::Archive& archive, const Study& study,
                                        const Batches& batches,
                                        std::span<const deidentify::PersonId> counted,
                                        const EarlierExports& earlier);

}  // namespace spine::exporting
