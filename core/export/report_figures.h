// The figures of a report as they may be shown: what is small is hidden here, once, and what is
// laid out afterwards holds nothing else. Internal to the module.
//
// Counts stand in lines whose totals are shown, each hidden by small_cells.h; a mean is shown where
// the count behind it is not hidden. Shares of single columns are given for the whole data set
// alone, rounded, since those of one column could be subtracted from each other.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "export/report_columns.h"
#include "export/report_tally.h"
#include "export/small_cells.h"

namespace spine::exporting {

struct Estimate {
    double mean = 0;
    std::optional<double> sd;
    std::optional<Interval> interval;
    bool few = false;  // under ten people: shown with a mark of its own
};

// Somebody's answers to one question, by label, with those without one last.
struct ShownGroups {
    struct One {
        std::string label;
        ShownCount count;
        std::optional<Estimate> satisfaction;
    };
    std::string title;
    std::vector<One> groups;
};

struct ShownStep {
    std::string title;
    ShownCount reached, stopped;  // stopped: reached this and nothing behind it
};

struct ShownDomain {
    std::string title;
    double highest = 100;
    bool knowledge = false, hope = false;
    std::array<ShownCount, 4> who;  // DomainTally::Who
    std::optional<Estimate> before, after, change, first_of_stopped, first_of_joined,
        first_of_others;
};

struct ShownQuestion {
    std::string text;
    ShownCount both;
    std::array<std::optional<std::uint64_t>, 3> before, after;  // QuestionTally::Answer
    // Per cent of those who answered both times; only where the counts are shown.
    std::optional<double> right_before, right_after;
};

struct ShownOutcome {
    std::string name, title, related_name, related_title;
    ShownCount n, pairs;
    std::optional<Estimate> estimate;
    std::optional<Correlation> correlation;
    std::optional<Difference> difference;  // where `related` is yes or no
    std::optional<ShownGroups> choice;     // where the outcome is one
    bool is_change = false;
    bool same_domain = false;  // outcome and related come from the same answers
    bool truth = false;        // the estimate is a share
    double highest = 100;
};

struct ReportFigures {
    std::uint64_t people = 0, threshold = 5;
    std::vector<ShownGroups> who;
    std::vector<ShownStep> steps;
    std::vector<ShownDomain> domains;
    std::vector<ShownQuestion> questions;
    std::optional<ShownCount> satisfied;   // nothing: the data have no satisfaction
    std::optional<Estimate> satisfaction;  // on the day of the visit; nothing: too few to show
    // Satisfaction by when it was said; on the day of the visit by importance, hopes met, scan.
    std::vector<ShownGroups> by;
    // Of all cells but those of quasi-identifiers, in whole per cent by kind; below one: nothing.
    std::array<std::optional<int>, kMissingKinds> missing;
    std::array<bool, kMissingKinds> any_missing{};
    std::optional<ShownOutcome> outcome;
};

[[nodiscard]] ReportFigures figures_of(const Table& table, const ReportColumns& columns,
                                       const ReportTally& tally, std::uint64_t threshold);

// Steps whose stops are all none or not small: neighbours are taken together until they are.
// `stopped` as in ReportTally, `titles` one for each but the last.
[[nodiscard]] std::vector<ShownStep> steps_of(const std::vector<std::uint64_t>& stopped,
                                              const std::vector<std::string>& titles,
                                              std::uint64_t threshold);

}  // namespace spine::exporting
