// Which columns of a data set a report reads, and as what. Internal to the module.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "export/data_plan.h"

namespace spine::exporting {

// Places of columns in the table. Text is English, as the report is.
struct ReportColumns {
    using Place = std::optional<std::size_t>;

    // A stretch of the walk, with the columns that come from it.
    struct Part {
        std::string title;
        std::vector<std::size_t> columns;
    };
    struct Domain {
        std::string title;
        double highest = 100;    // of its scores
        bool knowledge = false;  // counted in right answers
        bool hope = false;       // one of the hopes of a scan
        Place before, after, change;
    };
    // Of the teach-back; asked both times.
    struct Question {
        std::string text;
        std::size_t before = 0, after = 0;
        std::string right, not_sure;  // codes
    };

    std::vector<std::size_t> groups;  // who answered: counted one by one
    std::vector<Part> parts;          // in the walk's order
    std::vector<Domain> domains;      // in the questionnaire's order
    std::vector<Question> questions;
    Place satisfaction, hopes_met, scan, when;  // answered after the visit
    std::vector<std::size_t> after_visit;       // all that is
    Place importance;                           // a score, before the pages
    Place outcome, related;                     // as the study names them
    Place first_time;                           // where later visits are in the data, too
};

[[nodiscard]] ReportColumns report_columns(const DataPlan& plan);

}  // namespace spine::exporting
