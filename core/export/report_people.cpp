// Who answered, who dropped out, and whether those who stopped began like the others.
#include <fmt/format.h>

#include "export/report_charts.h"
#include "export/report_sections.h"

namespace spine::exporting {
namespace {

std::string text_of(const std::optional<std::uint64_t>& count) {
    return count ? with_commas(*count) : std::string("hidden");
}

PageTable flow_table(const ReportFacts& facts) {
    const Shown& shown = facts.shown;
    PageTable table{"From the archive to the data.", {"", "sessions"}, {}};
    table.rows.push_back({"In the archive", text_of(shown.sessions)});
    for (std::size_t way = 0; way < kWaysOut; ++way) {
        if (shown.left_out[way] == std::uint64_t{0}) continue;
        table.rows.push_back({fmt::format("Left out: {}", words_of(static_cast<LeftOut>(way))),
                              text_of(shown.left_out[way])});
    }
    table.rows.push_back({"First-time sessions that may leave", text_of(shown.first_time)});
    if (facts.study.repeated_visits)
        table.rows.push_back({"Later visits of the same people", text_of(shown.later)});
    table.rows.push_back(
        {"Left out so that nobody stands in too small a class", text_of(shown.suppressed)});
    return table;
}

PageTable steps_table(const ReportFigures& figures) {
    PageTable table{"", {"Part", "reached it", "stopped in it"}, {}};
    for (const ShownStep& step : figures.steps) {
        const bool end = &step == &figures.steps.back();
        table.rows.push_back(
            {step.title, count_text(step.reached, figures.threshold),
             end ? std::string("–") : count_text(step.stopped, figures.threshold)});
    }
    return table;
}

PageTable groups_table(const ReportFigures& figures) {
    PageTable table{"Who is in the data, as coarse as the data are.", {"", "", "people"}, {}, 2};
    for (const ShownGroups& group : figures.who) {
        bool first = true;
        for (const auto& one : group.groups) {
            if (one.count.kind == ShownCount::Exact && one.count.number == 0) continue;
            table.rows.push_back({first ? group.title : std::string(),
                                  one.label == "*" ? std::string("all") : one.label,
                                  count_text(one.count, figures.threshold)});
            first = false;
        }
    }
    return table;
}

std::string mean_of(const std::optional<Estimate>& estimate, bool knowledge) {
    return estimate ? number(estimate->mean, knowledge ? 2 : 1) : std::string("hidden");
}

PageTable stopped_table(const ReportFigures& figures) {
    PageTable table{
        "First answers of those who answered both times, and of those who gave the first "
        "alone: mean score.",
        {"", "n, both", "first answer", "n, first alone", "first answer", "n, neither"},
        {}};
    for (const ShownDomain& domain : figures.domains) {
        const auto count = [&](DomainTally::Who who) {
            return count_text(domain.who[who], figures.threshold);
        };
        const bool nobody = domain.who[DomainTally::FirstOnly].kind == ShownCount::Exact &&
                            domain.who[DomainTally::FirstOnly].number == 0;
        table.rows.push_back(
            {domain.title, count(DomainTally::Both), mean_of(domain.before, domain.knowledge),
             count(DomainTally::FirstOnly),
             nobody ? std::string("–") : mean_of(domain.first_of_stopped, domain.knowledge),
             count(DomainTally::Neither)});
    }
    return table;
}

}  // namespace

void add_who_answered(Page& page, const ReportFigures& figures, const ReportFacts& facts) {
    page.section("Who answered, and who dropped out");
    page.paragraph(fmt::format(
        "Every figure below is of {} first-time sessions, so that a person counts once.{}{}",
        with_commas(figures.people),
        facts.study.proxies ? " Sessions that somebody else answered for the patient are among "
                              "them."
                            : " Sessions that somebody else answered for the patient are not among "
                              "them.",
        facts.study.repeated_visits ? " Later visits are in the data and not counted here." : ""));
    if (facts.tables_only)
        page.paragraph(fmt::format(
            "They are counted by batches of {} sessions as they came to the clinic; a batch that "
            "is "
            "not full, has few of them, or that somebody has left is not counted. What was "
            "answered after a visit is in no table of a data set without rows. How many were "
            "left out, and why, is not told, since those counts move with each visit.",
            facts.batch));
    else
        page.table(flow_table(facts));
    page.figure(steps_chart(figures),
                "People who reached each part of the walk. Whoever was never asked a part passes "
                "it. Neighbouring parts are taken together where few stopped in one of them.",
                steps_table(figures));
    page.table(groups_table(figures));
    if (figures.domains.empty()) return;
    page.heading("Those who stopped");
    page.paragraph(
        "Before and after can be compared only for people who answered both times. If those who "
        "did not began elsewhere, the figures are not of everybody who came. “Neither” holds "
        "whoever was not asked, did not get that far, or left it open.");
    page.table(stopped_table(figures));
}

}  // namespace spine::exporting
