// What the clinic's ledger keeps of an export. Internal to the module.
#pragma once

#include "archive/archive.h"
#include "deidentify/release.h"
#include "deidentify/requirements.h"
#include "export/data_plan.h"
#include "export/earlier_exports.h"
#include "export/released_classes.h"
#include "export/research_data.h"

namespace spine::exporting {

// On the disk when it returns: before the data leave.
// Faults: those of ExportLedger::write().
[[nodiscard]] Status write_entry(archive::Archive& archive, const DataPlan& plan,
                                 const ResearchData& data,
                                 const deidentify::Requirements& requirements,
                                 const deidentify::Release& release, const ReleasedClasses& classes,
                                 const EarlierExports& earlier);

}  // namespace spine::exporting
