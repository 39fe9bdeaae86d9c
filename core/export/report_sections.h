// The parts of a report, one function each: figures and words onto a page. Internal to the module.
#pragma once

#include <string>

#include "deidentify/disclosure_report.h"
#include "export/disclosure.h"
#include "export/report_figures.h"
#include "export/report_page.h"
#include "export/research_table.h"
#include "export/study.h"

namespace spine::exporting {

// What is known beside the rows.
struct ReportFacts {
    Study study;
    Shown shown;
    deidentify::DisclosureReport risks;
    // No row leaves: people are counted by batches of so many (tables_only.h), the page's tables
    // are written as CSV beside it, and there are no risks of rows.
    bool tables_only = false;
    std::uint64_t batch = 0;
    // What left the clinic before and was looked at; of tables not said.
    std::uint64_t earlier = 0, overlapping = 0;
};

void add_result(Page& page, const ReportFigures& figures);
void add_primary_outcome(Page& page, const ReportFigures& figures);
void add_who_answered(Page& page, const ReportFigures& figures, const ReportFacts& facts);
void add_expectations(Page& page, const ReportFigures& figures);
void add_teach_back(Page& page, const ReportFigures& figures);
void add_satisfaction(Page& page, const ReportFigures& figures);
void add_limits(Page& page, const ReportFigures& figures);
void add_methods(Page& page, const ReportFigures& figures, const Table& table,
                 const ReportFacts& facts);
void add_privacy(Page& page, const ReportFigures& figures, const ReportFacts& facts);

}  // namespace spine::exporting
