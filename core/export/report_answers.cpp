// What was answered: before and after the pages, in the teach-back, and after the visit.
#include <fmt/format.h>

#include <algorithm>

#include "export/report_charts.h"
#include "export/report_sections.h"

namespace spine::exporting {
namespace {

std::string mean_and_sd(const Estimate& estimate, int decimals) {
    return estimate.sd ? fmt::format("{} ({})", number(estimate.mean, decimals),
                                     number(*estimate.sd, decimals))
                       : number(estimate.mean, decimals);
}

std::string interval_of(const Estimate& estimate, int decimals) {
    return estimate.interval ? interval_text(*estimate.interval, decimals) : std::string("–");
}

PageTable domains_table(const ReportFigures& figures) {
    PageTable table{"",
                    {"", "n, both times", "before, mean (SD)", "after, mean (SD)", "mean change",
                     "95 % CI", "SD of change"},
                    {}};
    for (const ShownDomain& domain : figures.domains) {
        const int decimals = domain.knowledge ? 2 : 1;
        std::vector<std::string> row{
            domain.knowledge ? fmt::format("{} (right of {:g})", domain.title, domain.highest)
                             : domain.title,
            count_text(domain.who[DomainTally::Both], figures.threshold)};
        if (domain.before && domain.after && domain.change) {
            row.insert(row.end(),
                       {mean_and_sd(*domain.before, decimals), mean_and_sd(*domain.after, decimals),
                        plus(domain.change->mean, decimals), interval_of(*domain.change, decimals),
                        domain.change->sd ? number(*domain.change->sd, decimals) : "–"});
        } else {
            row.insert(row.end(), 5, "–");
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

PageTable questions_table(const ReportFigures& figures) {
    PageTable table{"",
                    {"", "n, both times", "right before", "not sure", "wrong", "right after",
                     "not sure", "wrong"},
                    {}};
    table.caption =
        "People, by answer: the first three columns before the pages, the last three "
        "after.";
    for (const ShownQuestion& question : figures.questions) {
        std::vector<std::string> row{question.text, count_text(question.both, figures.threshold)};
        for (const auto& side : {question.before, question.after})
            for (const auto& cell : side)
                row.push_back(cell ? with_commas(*cell) : std::string("hidden"));
        table.rows.push_back(std::move(row));
    }
    return table;
}

PageTable satisfaction_table(const ReportFigures& figures) {
    PageTable table{"", {"", "", "n", "mean (SD)", "95 % CI"}, {}, 2};
    for (const ShownGroups& by : figures.by) {
        bool first = true;
        for (const auto& group : by.groups) {
            const auto& shown = group.satisfaction;
            table.rows.push_back({first ? by.title : std::string(), group.label,
                                  count_text(group.count, figures.threshold),
                                  shown ? mean_and_sd(*shown, 1) : std::string("–"),
                                  shown ? interval_of(*shown, 1) : std::string("–")});
            first = false;
        }
    }
    return table;
}

PageTable joined_table(const ReportFigures& figures) {
    PageTable table{
        "First answers of those who also answered after the visit, and of those who did "
        "not: mean score (SD).",
        {"", "answered after the visit", "did not"},
        {}};
    const auto shown = [](const std::optional<Estimate>& estimate, bool knowledge) {
        return estimate ? mean_and_sd(*estimate, knowledge ? 2 : 1) : std::string("hidden");
    };
    for (const ShownDomain& domain : figures.domains)
        table.rows.push_back({domain.title, shown(domain.first_of_joined, domain.knowledge),
                              shown(domain.first_of_others, domain.knowledge)});
    return table;
}

}  // namespace

void add_expectations(Page& page, const ReportFigures& figures) {
    page.section("Expectations before and after the pages");
    if (std::none_of(figures.domains.begin(), figures.domains.end(),
                     [](const ShownDomain& domain) { return domain.change.has_value(); })) {
        page.paragraph("The data hold no score that enough people answered before and after.");
        return;
    }
    page.paragraph(
        "Scores run from 0 to 100; a higher hope means that more is expected of a scan. Knowledge "
        "is the number of right answers, drawn as a share of all. All but the primary outcome are "
        "descriptive, and their intervals are not adjusted for being many.");
    page.figure(domains_chart(figures),
                "Left: mean before (ring) and after (disc) the pages. Right: mean change within "
                "each person with its 95 % interval; to the right of zero, more than before. Of "
                "people who answered both times.",
                domains_table(figures));
}

void add_teach_back(Page& page, const ReportFigures& figures) {
    page.section("Teach-back");
    if (figures.questions.empty()) {
        page.paragraph(
            "The data hold no answers to single questions of knowledge, only their score.");
        return;
    }
    page.paragraph(
        "The same questions before the pages and right after them; the first answer counts, before "
        "anything was explained. “Not sure” is answered and not right.");
    page.figure(questions_chart(figures),
                "Share that answered right, of people who answered both times.",
                questions_table(figures));
}

void add_satisfaction(Page& page, const ReportFigures& figures) {
    page.section("After the visit");
    if (!figures.satisfied) {
        page.paragraph("The data hold no answers that were given after the visit.");
        return;
    }
    page.paragraph(fmt::format(
        "{} of {} people said after the visit how satisfied they were, 0 to 10.",
        count_text(*figures.satisfied, figures.threshold), with_commas(figures.people)));
    if (!figures.satisfaction) {
        page.paragraph("Too few did so on the day of the visit to show more of it.");
        return;
    }
    page.paragraph(fmt::format(
        "On the day of the visit the mean was {}, 95 % interval {}. Later answers are shown apart, "
        "by when they came, and are in nothing else here.",
        mean_and_sd(*figures.satisfaction, 1), interval_of(*figures.satisfaction, 1)));
    page.figure(
        satisfaction_chart(figures),
        "Mean satisfaction with its 95 % interval: by when it was said; and, of those who said "
        "it on the day of the visit, by how important a scan was before the pages, by hopes "
        "met, and by what came of a scan. A ring stands for under ten people. Groups differ in "
        "more than what names them, so none of this shows a "
        "cause.",
        satisfaction_table(figures));
    page.table(joined_table(figures));
}

}  // namespace spine::exporting
