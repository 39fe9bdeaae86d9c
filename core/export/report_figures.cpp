#include "export/report_figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace spine::exporting {
namespace {

constexpr std::uint64_t kFew = 10;
constexpr std::string_view kBegan = "Began", kNoAnswer = "no answer";

bool is_hidden(const ShownCount& count) {
    return count.kind == ShownCount::Hidden;
}

// The last digits of a sum follow the order of its rows, which is drawn anew each time; what is
// shown of the same people must not.
double settled(double value) {
    constexpr double kPartsOfOne = 1e9;
    return std::round(value * kPartsOfOne) / kPartsOfOne;
}

Interval settled(const Interval& interval) {
    return {settled(interval.low), settled(interval.high)};
}

Difference settled(const Difference& difference) {
    return {settled(difference.value), settled(difference.interval)};
}

template <typename T>
std::optional<T> settled(const std::optional<T>& value) {
    return value ? std::optional(settled(*value)) : std::nullopt;
}

// Nothing where those behind it are hidden, or too few for a spread.
std::optional<Estimate> estimate_of(const Moments& moments, std::uint64_t threshold) {
    if (moments.n() < std::max<std::uint64_t>(threshold, 2)) return std::nullopt;
    return Estimate{settled(moments.mean()), settled(moments.sd()), settled(moments.interval()),
                    moments.n() < kFew};
}

std::vector<std::string> labels_of(const Table& table, std::size_t at) {
    std::vector<std::string> labels;
    for (const ValueLabel& label : table.variables[at].labels)
        labels.push_back(words_in(label.words, "en"));
    return labels;
}

std::string title_of(const Table& table, std::size_t at) {
    return words_in(table.variables[at].words, "en");
}

ShownGroups groups_of(std::string title, const std::vector<std::string>& labels,
                      const GroupTally& tally, std::uint64_t threshold) {
    ShownGroups shown{std::move(title), {}};
    const auto counts = shown_line(tally.counts, threshold);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const bool none = i == labels.size();
        if (tally.counts[i] == 0 && none) continue;
        shown.groups.push_back(
            {none ? std::string(kNoAnswer) : labels[i], counts[i],
             is_hidden(counts[i]) ? std::nullopt : estimate_of(tally.satisfaction[i], threshold)});
    }
    return shown;
}

ShownDomain domain_of(const ReportColumns::Domain& asked, const DomainTally& tally,
                      std::uint64_t threshold) {
    ShownDomain shown;
    shown.title = asked.title;
    shown.highest = asked.highest;
    shown.knowledge = asked.knowledge;
    shown.hope = asked.hope;
    const auto who = shown_line({tally.who.begin(), tally.who.end()}, threshold);
    std::copy(who.begin(), who.end(), shown.who.begin());
    shown.before = estimate_of(tally.before, threshold);
    shown.after = estimate_of(tally.after, threshold);
    shown.change = estimate_of(tally.change, threshold);
    shown.first_of_stopped = estimate_of(tally.first_of_stopped, threshold);
    shown.first_of_joined = estimate_of(tally.first_of_joined, threshold);
    shown.first_of_others = estimate_of(tally.first_of_others, threshold);
    return shown;
}

using AnswerCounts = std::array<std::uint64_t, 3>;

// All questions side by side: who knows the mean score knows how many were right in all.
void put_answers(std::vector<ShownQuestion>& shown, const std::vector<QuestionTally>& tallies,
                 AnswerCounts QuestionTally::*side,
                 std::array<std::optional<std::uint64_t>, 3> ShownQuestion::*into,
                 std::uint64_t threshold) {
    CountTable table{3, tallies.size(), {}};
    for (std::size_t answer = 0; answer < table.rows; ++answer)
        for (const QuestionTally& tally : tallies) table.cells.push_back((tally.*side)[answer]);
    const auto cells = hide_small(table, threshold);
    for (std::size_t answer = 0; answer < table.rows; ++answer)
        for (std::size_t i = 0; i < tallies.size(); ++i)
            (shown[i].*into)[answer] = cells[answer * table.columns + i];
}

std::optional<double> share(const std::optional<std::uint64_t>& part, std::uint64_t of) {
    if (!part || of == 0) return std::nullopt;
    return 100 * static_cast<double>(*part) / static_cast<double>(of);
}

std::vector<ShownQuestion> questions_of(const ReportColumns& columns, const ReportTally& tally,
                                        std::uint64_t threshold) {
    std::vector<ShownQuestion> shown(columns.questions.size());
    put_answers(shown, tally.questions, &QuestionTally::before, &ShownQuestion::before, threshold);
    put_answers(shown, tally.questions, &QuestionTally::after, &ShownQuestion::after, threshold);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const std::uint64_t both = tally.questions[i].both;
        shown[i].text = columns.questions[i].text;
        shown[i].both = shown_part(both, tally.counted, threshold);
        if (is_hidden(shown[i].both)) {
            shown[i].before = shown[i].after = {};
            continue;
        }
        shown[i].right_before = share(shown[i].before[QuestionTally::Right], both);
        shown[i].right_after = share(shown[i].after[QuestionTally::Right], both);
    }
    return shown;
}

void put_satisfaction(ReportFigures& figures, const Table& table, const ReportColumns& columns,
                      const ReportTally& tally) {
    const std::uint64_t threshold = figures.threshold;
    if (!columns.satisfaction) return;
    figures.satisfied = shown_part(tally.satisfied, tally.counted, threshold);
    if (is_hidden(*figures.satisfied)) return;
    if (columns.when)
        figures.by.push_back(groups_of("When they answered", labels_of(table, *columns.when),
                                       tally.by_when, threshold));
    figures.satisfaction = estimate_of(tally.satisfaction, threshold);
    if (columns.importance) {
        std::vector<std::string> labels;
        for (const std::string_view group : kImportanceGroups) labels.emplace_back(group);
        figures.by.push_back(groups_of("Importance of a scan before the pages (0 to 10)", labels,
                                       tally.by_importance, threshold));
    }
    if (columns.hopes_met)
        figures.by.push_back(groups_of("Got what they hoped for",
                                       labels_of(table, *columns.hopes_met), tally.by_hopes,
                                       threshold));
    if (columns.scan)
        figures.by.push_back(
            groups_of("A scan", labels_of(table, *columns.scan), tally.by_scan, threshold));
}

void put_missing(ReportFigures& figures, const Table& table, const ReportColumns& columns,
                 const ReportTally& tally) {
    std::array<std::uint64_t, kMissingKinds> cells{};
    std::uint64_t asked = 0;
    for (std::size_t i = 0; i < table.variables.size(); ++i) {
        const Role role = table.variables[i].role;
        const auto& later = columns.after_visit;
        if (role == Role::Pseudonym || role == Role::QuasiIdentifier ||
            std::find(later.begin(), later.end(), i) != later.end())
            continue;
        ++asked;
        for (std::size_t kind = 0; kind < kMissingKinds; ++kind)
            cells[kind] += tally.missing[i].kinds[kind];
    }
    const double all = static_cast<double>(asked) * static_cast<double>(tally.counted);
    for (std::size_t kind = 0; kind < kMissingKinds; ++kind) {
        figures.any_missing[kind] = cells[kind] > 0;
        const long per_cent =
            all > 0 ? std::lround(100 * static_cast<double>(cells[kind]) / all) : 0;
        if (per_cent > 0) figures.missing[kind] = static_cast<int>(per_cent);
    }
}

bool has(const ReportColumns::Domain& domain, ReportColumns::Place at) {
    return at && (domain.before == at || domain.after == at || domain.change == at);
}

void put_outcome(ReportFigures& figures, const Table& table, const ReportColumns& columns,
                 const ReportTally& tally) {
    if (!columns.outcome) return;
    const Variable& variable = table.variables[*columns.outcome];
    ShownOutcome shown;
    shown.name = variable.name;
    shown.title = title_of(table, *columns.outcome);
    shown.truth = variable.kind == Kind::Boolean;
    shown.highest = variable.high.value_or(100);
    for (const auto& domain : columns.domains) {
        shown.is_change = shown.is_change || domain.change == columns.outcome;
        shown.same_domain =
            shown.same_domain || (has(domain, columns.outcome) && has(domain, columns.related));
    }
    if (variable.kind == Kind::Coded) {
        GroupTally groups{tally.outcome_labels, std::vector<Moments>(tally.outcome_labels.size())};
        std::uint64_t answered = 0;
        for (const std::uint64_t count : tally.outcome_labels) answered += count;
        groups.counts.push_back(tally.counted - answered);
        groups.satisfaction.emplace_back();
        shown.choice =
            groups_of(shown.title, labels_of(table, *columns.outcome), groups, figures.threshold);
    }
    shown.n = shown_part(tally.outcome.n(), tally.counted, figures.threshold);
    if (!is_hidden(shown.n)) shown.estimate = estimate_of(tally.outcome, figures.threshold);
    // A share of nearly none or nearly all is a small count.
    if (shown.truth && shown.estimate) {
        const auto yes = static_cast<std::uint64_t>(
            std::llround(tally.outcome.mean() * static_cast<double>(tally.outcome.n())));
        if (shown_part(yes, tally.outcome.n(), figures.threshold).kind != ShownCount::Exact)
            shown.estimate.reset();
    }
    if (columns.related) {
        shown.related_name = table.variables[*columns.related].name;
        shown.related_title = title_of(table, *columns.related);
        shown.pairs = shown_part(tally.both_named, tally.outcome.n(), figures.threshold);
        const bool truth = table.variables[*columns.related].kind == Kind::Boolean;
        const auto least = figures.threshold;
        if (!is_hidden(shown.pairs) && !truth) shown.correlation = tally.related.correlation();
        if (truth && tally.by_truth[0].n() >= least && tally.by_truth[1].n() >= least)
            shown.difference = settled(welch(tally.by_truth[1], tally.by_truth[0]));
    }
    figures.outcome = std::move(shown);
}

}  // namespace

std::vector<ShownStep> steps_of(const std::vector<std::uint64_t>& stopped,
                                const std::vector<std::string>& titles, std::uint64_t threshold) {
    struct Taken {
        std::size_t first = 0, last = 0;
        std::uint64_t stops = 0;
    };
    const auto is_small = [&](std::uint64_t count) { return count > 0 && count < threshold; };
    std::vector<Taken> taken;
    for (std::size_t i = 0; i < titles.size(); ++i) {
        if (!taken.empty() && is_small(taken.back().stops)) {
            taken.back().last = i;
            taken.back().stops += stopped[i];
        } else {
            taken.push_back({i, i, stopped[i]});
        }
    }
    // What is left at the end goes to those before it.
    while (taken.size() > 1 && is_small(taken.back().stops)) {
        const Taken last = taken.back();
        taken.pop_back();
        taken.back().last = last.last;
        taken.back().stops += last.stops;
    }
    const std::uint64_t all = std::accumulate(stopped.begin(), stopped.end(), std::uint64_t{0});
    std::uint64_t left = all;
    std::vector<ShownStep> steps;
    for (const Taken& one : taken) {
        ShownStep step;
        step.title = one.first == one.last
                         ? titles[one.first]
                         : fmt::format("{} – {}", titles[one.first], titles[one.last]);
        step.reached = shown_part(left, all, threshold);
        step.stopped = shown_part(one.stops, all, threshold);
        steps.push_back(std::move(step));
        left -= one.stops;
    }
    steps.push_back({"Came to the end", shown_part(left, all, threshold), {ShownCount::Exact, 0}});
    return steps;
}

ReportFigures figures_of(const Table& table, const ReportColumns& columns, const ReportTally& tally,
                         std::uint64_t threshold) {
    ReportFigures figures;
    figures.people = tally.counted;
    figures.threshold = threshold;
    for (std::size_t i = 0; i < columns.groups.size(); ++i)
        figures.who.push_back(groups_of(title_of(table, columns.groups[i]),
                                        labels_of(table, columns.groups[i]), tally.groups[i],
                                        threshold));
    std::vector<std::string> titles{std::string(kBegan)};
    for (const auto& part : columns.parts) titles.push_back(part.title);
    figures.steps = steps_of(tally.stopped, titles, threshold);
    for (std::size_t i = 0; i < columns.domains.size(); ++i)
        figures.domains.push_back(domain_of(columns.domains[i], tally.domains[i], threshold));
    figures.questions = questions_of(columns, tally, threshold);
    put_satisfaction(figures, table, columns, tally);
    put_missing(figures, table, columns, tally);
    put_outcome(figures, table, columns, tally);
    return figures;
}

}  // namespace spine::exporting
