// A small data set made by hand, as a report reads it: every figure can be worked out on paper.
#pragma once

#include <vector>

#include "export/report_columns.h"
#include "export/report_figures.h"
#include "export/report_sections.h"
#include "export/research_table.h"

namespace spine::test {

// Columns: pseudonym, age, score before, after and change of one hope, one question of knowledge
// before and after, satisfaction after the visit with hopes met, and when it was said.
struct ReportTable {
    ReportTable();
    enum At { Name, Age, Before, After, Change, KnowBefore, KnowAfter, Satisfaction, Hopes, When };
    // A row without an answer: each cell not asked.
    [[nodiscard]] std::vector<exporting::Cell> row() const;
    // One who said so before and after.
    void add(double before, double after);
    void add(std::vector<exporting::Cell> row);
    [[nodiscard]] exporting::ReportFigures figures() const;
    [[nodiscard]] std::string html() const;

    exporting::Table table;
    exporting::ReportColumns columns;
    exporting::ReportFacts facts;
    std::vector<std::vector<exporting::Cell>> rows;
};

}  // namespace spine::test
