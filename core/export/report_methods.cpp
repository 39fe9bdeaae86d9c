// What the figures cannot show, how they were made, and what they give away.
#include <fmt/format.h>

#include <set>

#include "export/report_sections.h"

namespace spine::exporting {
namespace {

std::string percent(double share) {
    return fmt::format("{:.1f} %", share * 100);
}

std::vector<std::string> questionnaires_of(const Table& table) {
    std::set<std::string> all;
    for (const Variable& variable : table.variables)
        if (!variable.questionnaire.empty()) all.insert(variable.questionnaire);
    for (const auto& [name, questionnaire] : table.questionnaires) all.insert(name);
    return {all.begin(), all.end()};
}

std::string selection(const ReportFacts& facts, const std::string& period) {
    const Study& study = facts.study;
    return fmt::format(
        "Sessions that began in the period {} at the clinic’s tablets, in a waiting room, before "
        "the "
        "assessment; with consent to research that was not withdrawn; {}; of each person the first "
        "visit, as far as the patient said so{}.",
        period, study.proxies ? "also where somebody else answered" : "answered by the patient",
        study.repeated_visits ? " (later visits are in the data, not in this report)" : "");
}

std::string scores(const ReportFigures& figures) {
    std::string text =
        "Agreement has five steps, 0 to 4. A domain’s score is 100 times the mean of its answered "
        "items divided by 4, where at least half of them were answered; worry and importance are "
        "0 to 10, times ten.";
    for (const ShownDomain& domain : figures.domains)
        if (domain.knowledge)
            text += fmt::format(
                " Knowledge is the number of right answers of {:g}, where more than half were "
                "answered.",
                domain.highest);
    return text +
           " Items, coding and the rule for missing values of each score stand in the codebook. No "
           "claim of validity is made: the items need cognitive interviews in each language first.";
}

std::string missing_words(const ReportFigures& figures) {
    std::string text;
    for (std::size_t kind = 0; kind < kMissingKinds; ++kind) {
        if (!figures.any_missing[kind]) continue;
        text +=
            fmt::format("{}{} {}", text.empty() ? "" : "; ", words_of(static_cast<Missing>(kind)),
                        figures.missing[kind] ? fmt::format("{} %", *figures.missing[kind])
                                              : std::string("under 1 %"));
    }
    if (text.empty()) return "Nothing is missing.";
    return fmt::format(
        "Of all cells but those of the quasi-identifiers and of the questions after the visit: {}. "
        "Nothing was filled in: each figure "
        "is "
        "of the people who have it, and its n says how many.",
        text);
}

}  // namespace

void add_limits(Page& page, const ReportFigures& figures) {
    page.section("What these figures cannot show");
    page.lead(
        "They describe people who sat at a tablet. They do not show that the pages, the visit or a "
        "scan did anything.");
    std::vector<std::string> limits = {
        "There is no control group. Nobody was asked twice without reading in between, so reading, "
        "waiting and being asked again cannot be told apart.",
        "Before and after are minutes apart. Nothing is known of the next day, or of the visit.",
        "Patients knew that a clinician would see their answers, and may have answered to be taken "
        "seriously, or to please.",
        "Whoever begins far from the middle tends to answer nearer to it the second time, whatever "
        "happens in between (regression to the mean). A mean over everybody is less touched by "
        "this than one over people who began high or low.",
        "Changes are of completers only. The first answers of those who stopped stand beside "
        "theirs in the part on who answered.",
        "Each patient read the pages that answered their own first answers. So no change is shown "
        "by page: it would compare different people.",
        "An association between two answers of the same people is no cause. Either may lead to the "
        "other, or a third thing to both.",
        "People are counted by their own word that this was their first time at a tablet."};
    if (figures.satisfaction)
        limits.emplace_back(
            "Satisfaction is of those who answered after the visit, and who answers then is no "
            "accident. Whoever was content may also remember having got what they hoped for.");
    page.list(limits);
}

void add_methods(Page& page, const ReportFigures& figures, const Table& table,
                 const ReportFacts& facts) {
    page.section("Methods");
    page.heading("Who");
    page.paragraph(selection(facts, table.study.period));
    page.heading("Scores");
    page.paragraph(scores(figures));
    page.heading("Statistics");
    page.paragraph(
        "Means are arithmetic, SD has n – 1 below. Changes are within a person, after minus "
        "before, "
        "over items that were answered both times; their 95 % intervals are two-sided by Student’s "
        "t with n – 1 degrees of freedom. The study’s association is Spearman’s rank correlation "
        "with middle ranks for ties; its interval is Fisher’s z with the standard error "
        "√((1 + rho²/2)/(n – 3)) (Bonett and Wright, Psychometrika 2000; 65: 23–28). Where the "
        "related variable is yes or no, it is the difference of means with Welch’s interval. "
        "Answers after the visit count where they came on its day. One "
        "primary outcome was named before the export; nothing else was tested, and no interval is "
        "adjusted. Quantiles: Boost.Math. " +
        std::string(facts.tables_only
                        ? "Everything was computed on the people who are counted; their rows have "
                          "not left."
                        : "Everything was computed on the rows of this data set, after they were "
                          "made hard to trace, so whoever has them gets the same figures."));
    page.heading("Missing data");
    page.paragraph(missing_words(figures));
    page.heading("Versions");
    std::string questionnaires;
    for (const std::string& one : questionnaires_of(table))
        questionnaires.append(questionnaires.empty() ? "" : ", ").append(one);
    page.facts({{"program", table.study.program},
                {"questionnaire", questionnaires},
                {"study file, BLAKE2b-256", table.study.study_hash},
                {"ethics", table.study.ethics},
                {"made", table.study.made}});
}

namespace {

std::string held_against(const ReportFacts& facts) {
    if (facts.earlier == 0)
        return "By the clinic’s ledger no other data set or table had left it before.";
    return fmt::format(
        "By the clinic’s ledger {} data sets or tables had left it before; this one was held "
        "against all of them, and {} of them {} some of the same people. Whoever has them, too, "
        "finds nobody of this one among fewer than {} by joining them.",
        facts.earlier, facts.overlapping, facts.overlapping == 1 ? "has" : "have", facts.study.k);
}

}  // namespace

void add_privacy(Page& page, const ReportFigures& figures, const ReportFacts& facts) {
    const auto& risks = facts.risks;
    page.section("What this report gives away");
    page.paragraph(fmt::format(
        "Counts of 1 to {} people are hidden. Where a hidden count could be worked out from others "
        "that are shown, those are hidden, too, or given as “at least”. Under ten people are drawn "
        "as a ring.",
        figures.threshold - 1));
    if (facts.tables_only) {
        page.paragraph(fmt::format(
            "No row leaves, since fewer than {} people may be counted. The tables are anonymous to "
            "the recipient; not to the clinic while the archive exists. They were held against all "
            "that has left by the clinic’s ledger: two such exports of one study differ by whole "
            "batches of {} sessions, or not at all.",
            kLeastRows, facts.batch));
        return;
    }
    page.paragraph(fmt::format(
        "The data behind it are anonymous to the recipient; not to the clinic while the archive "
        "exists. At least {} first-time rows share each combination of quasi-identifiers that is "
        "in "
        "them (k = {}). Whoever knows answers of a person that "
        "are no quasi-identifiers may find them by those.",
        risks.sizes.smallest, facts.study.k));
    page.paragraph(held_against(facts));
    PageTable table{
        "Risk that a row is traced, to somebody who knows that the person is in it and "
        "knows all quasi-identifiers.",
        {"", "as they were answered", "in this data set"},
        {}};
    table.rows = {
        {"Highest risk", percent(risks.prosecutor_before.maximum),
         percent(risks.prosecutor.maximum)},
        {"Mean risk", percent(risks.prosecutor_before.mean), percent(risks.prosecutor.mean)},
        {"Smallest class", with_commas(risks.sizes_before.smallest),
         with_commas(risks.sizes.smallest)},
        {"Classes", "–", with_commas(risks.kept_classes)}};
    page.table(table);
    PageTable coarser{
        "What was made coarser.", {"quasi-identifier", "level", "values", "left"}, {}};
    for (const auto& column : risks.columns)
        coarser.rows.push_back({column.column,
                                fmt::format("{} of {}", column.level, column.levels - 1),
                                std::to_string(column.values), std::to_string(column.labels)});
    page.table(coarser);
}

}  // namespace spine::exporting
