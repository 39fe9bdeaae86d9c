// What a report counts while the rows go by, each seen once: its memory does not grow with them.
// Internal to the module.
//
// Nothing here may be shown as it is: report_figures.h hides what is small.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "export/report_columns.h"
#include "export/research_table.h"
#include "export/statistics.h"

namespace spine::exporting {

// One answer of several, with how satisfied those who gave it were.
struct GroupTally {
    std::vector<std::uint64_t> counts;  // by label; behind them those without an answer
    std::vector<Moments> satisfaction;  // the same places; only of who was asked for it
};

struct DomainTally {
    enum Who { Both, FirstOnly, SecondOnly, Neither };
    std::array<std::uint64_t, 4> who{};
    Moments before, after, change;  // of those who answered both times
    Moments first_of_stopped;       // of FirstOnly
    // First answers of those who answered after the visit, and of the others.
    Moments first_of_joined, first_of_others;
};

struct QuestionTally {
    enum Answer { Right, NotSure, Wrong };
    std::uint64_t both = 0;
    std::array<std::uint64_t, 3> before{}, after{};  // of those who answered both times
};

struct MissingTally {
    std::array<std::uint64_t, kMissingKinds> kinds{};
};

class ReportTally {
  public:
    // Both outlive it.
    ReportTally(const Table& table, const ReportColumns& columns);
    void add(std::span<const Cell> row);

    std::uint64_t rows = 0;                // of the data
    std::uint64_t counted = 0;             // first-time sessions, which everything below is of
    std::vector<GroupTally> groups;        // as ReportColumns::groups
    std::vector<std::uint64_t> stopped;    // by the last part that was reached; in front those who
                                           // reached none, behind those who came to the end
    std::vector<DomainTally> domains;      // as ReportColumns::domains
    std::vector<QuestionTally> questions;  // as ReportColumns::questions
    std::vector<MissingTally> missing;     // by column
    std::uint64_t satisfied = 0;           // said how satisfied they were, whenever
    GroupTally by_when;                    // of them
    // Of those who said so on the day of the visit: later answers are apart.
    Moments satisfaction;
    GroupTally by_importance, by_hopes, by_scan;
    Moments outcome;                            // a number, or 0 and 1
    std::vector<std::uint64_t> outcome_labels;  // of a choice, by label
    Ranks related;
    std::uint64_t both_named = 0;     // rows with outcome and related
    std::array<Moments, 2> by_truth;  // the outcome where related is false, and true

  private:
    void add_stop(std::span<const Cell> row);
    void add_domains(std::span<const Cell> row);
    void add_questions(std::span<const Cell> row);
    void add_satisfaction(std::span<const Cell> row);
    void add_outcome(std::span<const Cell> row);
    const Table& table_;
    const ReportColumns& columns_;
};

// Groups of importance: 0 to 3, 4 to 6, 7 to 10.
inline constexpr std::array<std::string_view, 3> kImportanceGroups = {"0 to 3", "4 to 6",
                                                                      "7 to 10"};

}  // namespace spine::exporting
