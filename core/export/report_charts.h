// The charts of a report. Colour never says anything alone: before is hollow, after is filled, and
// each chart has its words. Internal to the module.
#pragma once

#include <string>

#include "export/report_figures.h"

namespace spine::exporting {

// People who reached each part of the walk.
[[nodiscard]] std::string steps_chart(const ReportFigures& figures);
// Each domain's mean before and after, 0 to 100, and beside it the mean change with its interval.
[[nodiscard]] std::string domains_chart(const ReportFigures& figures);
// Per cent right, before and after.
[[nodiscard]] std::string questions_chart(const ReportFigures& figures);
// Mean satisfaction of each group with its interval, 0 to 10.
[[nodiscard]] std::string satisfaction_chart(const ReportFigures& figures);
// A correlation and its interval, -1 to 1.
[[nodiscard]] std::string correlation_chart(const ShownOutcome& outcome);

}  // namespace spine::exporting
