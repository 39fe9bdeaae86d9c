// Columns that are left empty, since whether they were asked says what the classes hide. Internal
// to the module.
//
// A question that only patients with a sore neck get tells, by being there or not, who has one.
// Where a quasi-identifier leaves coarser than it was answered, every question whose being asked
// rests on it (by enableWhen, its own or that of what stands around it or in front of it) is left
// out.
#pragma once

#include <cstddef>
#include <vector>

#include "deidentify/release.h"
#include "export/data_plan.h"

namespace spine::exporting {

struct WithheldColumn {
    std::size_t column = 0;            // of DataPlan::columns
    std::size_t quasi_identifier = 0;  // of Study::quasi_identifiers: what it would tell
};

// In the order of the columns, each once. Of a score whose items have variants exactly one of which
// a patient meets (questionnaire/scoring.h) the choice of the variant tells nothing.
[[nodiscard]] std::vector<WithheldColumn> withheld_columns(const DataPlan& plan,
                                                           const deidentify::Levels& levels);

}  // namespace spine::exporting
