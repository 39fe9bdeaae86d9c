// The one outcome that the study named before the export, and what it is related to.
#include <fmt/format.h>

#include "export/report_charts.h"
#include "export/report_sections.h"

namespace spine::exporting {
namespace {

bool leaves_out_zero(const Interval& interval) {
    return interval.low > 0 || interval.high < 0;
}

std::string with_interval(double value, const std::optional<Interval>& interval, int decimals,
                          bool signs) {
    std::string text = signs ? plus(value, decimals) : number(value, decimals);
    if (interval) text += fmt::format(" (95 % CI {})", interval_text(*interval, decimals));
    return text;
}

int decimals_of(const ShownOutcome& outcome) {
    return outcome.highest <= 10 ? 2 : 1;
}

std::string headline_of(const ShownOutcome& outcome) {
    if (outcome.choice) return fmt::format("“{}”: see the table below", outcome.title);
    if (!outcome.estimate) return fmt::format("“{}”: too few answers to show", outcome.title);
    const Estimate& found = *outcome.estimate;
    if (outcome.truth)
        return fmt::format("“{}”: {} % answered yes", outcome.title, number(100 * found.mean, 1));
    const std::string value =
        with_interval(found.mean, found.interval, decimals_of(outcome), outcome.is_change);
    if (!outcome.is_change) return fmt::format("“{}”: mean {}", outcome.title, value);
    if (found.interval && !leaves_out_zero(*found.interval))
        return fmt::format("“{}”: little or no change shown, mean {}", outcome.title, value);
    return fmt::format("“{}”: mean {}", outcome.title, value);
}

// What the association says, and how sure it is, without a word of why.
std::string association_of(const ShownOutcome& outcome) {
    if (outcome.correlation) {
        const Correlation& found = *outcome.correlation;
        const std::string value =
            fmt::format("Spearman’s rho {}", with_interval(found.rho, found.interval, 2, false));
        if (!leaves_out_zero(found.interval))
            return fmt::format(
                "No association with “{}” is shown: {}. The interval holds zero, and what it holds "
                "besides cannot be ruled out.",
                outcome.related_title, value);
        return fmt::format("Higher values of “{}” went with {} values: {}.", outcome.related_title,
                           found.rho > 0 ? "higher" : "lower", value);
    }
    if (outcome.difference) {
        const Difference& found = *outcome.difference;
        const std::string value = with_interval(found.value, found.interval, 1, true);
        return fmt::format("Where “{}” is yes, the mean was {}: difference {}.",
                           outcome.related_title,
                           leaves_out_zero(found.interval) ? (found.value > 0 ? "higher" : "lower")
                                                           : "not clearly different",
                           value);
    }
    if (!outcome.related_name.empty())
        return fmt::format("Too few answers, or all alike, to relate it to “{}”.",
                           outcome.related_title);
    return "The study names no variable that it is related to, so no association is tested.";
}

PageTable choice_table(const ShownGroups& choice, std::uint64_t threshold) {
    PageTable table{choice.title, {"", "people"}, {}};
    for (const auto& group : choice.groups)
        table.rows.push_back({group.label, count_text(group.count, threshold)});
    return table;
}

PageTable figures_of_correlation(const ShownOutcome& outcome, std::uint64_t threshold) {
    const Correlation& found = *outcome.correlation;
    return {"",
            {"", "n, both answered", "rho", "95 % CI"},
            {{fmt::format("{} and {}", outcome.name, outcome.related_name),
              count_text(outcome.pairs, threshold), number(found.rho, 2),
              interval_text(found.interval, 2)}}};
}

}  // namespace

void add_result(Page& page, const ReportFigures& figures) {
    if (!figures.outcome) return;
    page.result(headline_of(*figures.outcome), association_of(*figures.outcome));
}

void add_primary_outcome(Page& page, const ReportFigures& figures) {
    if (!figures.outcome) return;
    const ShownOutcome& outcome = *figures.outcome;
    page.section("The primary outcome");
    page.paragraph(fmt::format(
        "The study file names one primary outcome before the export: {} (“{}”). {} people have it, "
        "of {}.",
        outcome.name, outcome.title, count_text(outcome.n, figures.threshold),
        with_commas(figures.people)));
    if (outcome.choice) page.table(choice_table(*outcome.choice, figures.threshold));
    if (outcome.estimate && outcome.estimate->sd && !outcome.truth)
        page.facts({{"mean", with_interval(outcome.estimate->mean, outcome.estimate->interval,
                                           decimals_of(outcome), outcome.is_change)},
                    {"SD", number(*outcome.estimate->sd, decimals_of(outcome))}});
    page.paragraph(association_of(outcome));
    if (outcome.same_domain)
        page.paragraph(
            "Both come from the same answers. A change is always related to the value that it "
            "starts from, since chance in the first answer stands in both: this association says "
            "nothing about people.");
    if (outcome.correlation)
        page.figure(
            correlation_chart(outcome),
            "Spearman’s rank correlation with its 95 % interval: –1 and 1 are perfect order, "
            "0 is none.",
            figures_of_correlation(outcome, figures.threshold));
}

}  // namespace spine::exporting
