// Steps that an export of rows and one of tables share. Internal to the module.
#pragma once

#include "deidentify/release.h"
#include "export/data_plan.h"
#include "export/research_export.h"
#include "export/research_table.h"

namespace spine::exporting {

[[nodiscard]] StudyFacts facts_of(const ExportRequest& request);

// Notes which columns stay empty. Fault: cannot_protect, where the study's outcome, or what it is
// related to, is one of them.
[[nodiscard]] Status note_withheld(const DataPlan& plan, const deidentify::Levels& levels,
                                   ExportResult& result);

// Whether the study's outcome, and what it is related to, leave as long as answers of after the
// visit do not: `from` is AfterAnswers::leave_from(). Fault: cannot_protect.
[[nodiscard]] Status outcome_leaves(const DataPlan& plan, UnixMs from);

// What says how the data were made: disclosure report and study file.
[[nodiscard]] Status write_papers(const ExportRequest& request, const ExportResult& result,
                                  ExportFolder& folder);

}  // namespace spine::exporting
