#include "export/report_tally.h"

#include <algorithm>

namespace spine::exporting {
namespace {

using Place = ReportColumns::Place;

constexpr std::size_t kSameDay = 0;  // the first of the labels of `when`

std::optional<double> number_in(const Cell& cell) {
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
    if (const auto* decimal = std::get_if<double>(&cell)) return *decimal;
    if (const auto* flag = std::get_if<bool>(&cell)) return *flag ? 1.0 : 0.0;
    return std::nullopt;
}

std::optional<double> number_at(std::span<const Cell> row, Place at) {
    return at ? number_in(row[*at]) : std::nullopt;
}

bool is(const Cell& cell, Missing kind) {
    const auto* missing = std::get_if<Missing>(&cell);
    return missing != nullptr && *missing == kind;
}

GroupTally empty(std::size_t labels) {
    return {std::vector<std::uint64_t>(labels + 1), std::vector<Moments>(labels + 1)};
}

GroupTally empty(const Table& table, Place at) {
    return empty(at ? table.variables[*at].labels.size() : 0);
}

// The place among the labels; behind them where there is no answer.
std::size_t label_at(std::span<const Cell> row, Place at, const GroupTally& tally) {
    const auto* coded = at ? std::get_if<Coded>(&row[*at]) : nullptr;
    return coded != nullptr ? coded->label : tally.counts.size() - 1;
}

void count(GroupTally& tally, std::size_t place, std::optional<double> satisfaction) {
    ++tally.counts.at(place);
    if (satisfaction) tally.satisfaction.at(place).add(*satisfaction);
}

std::size_t importance_group(std::optional<double> score) {
    constexpr double kLow = 35, kMiddle = 65;  // scores are tens
    if (!score) return kImportanceGroups.size();
    return *score < kLow ? 0 : (*score < kMiddle ? 1 : 2);
}

QuestionTally::Answer answer_of(const ReportColumns::Question& question, const Variable& variable,
                                Coded coded) {
    const std::string& code = variable.labels.at(coded.label).code;
    if (code == question.right) return QuestionTally::Right;
    return code == question.not_sure ? QuestionTally::NotSure : QuestionTally::Wrong;
}

}  // namespace

ReportTally::ReportTally(const Table& table, const ReportColumns& columns)
    : stopped(columns.parts.size() + 2),
      domains(columns.domains.size()),
      questions(columns.questions.size()),
      missing(table.variables.size()),
      by_when(empty(table, columns.when)),
      by_importance(empty(kImportanceGroups.size())),
      by_hopes(empty(table, columns.hopes_met)),
      by_scan(empty(table, columns.scan)),
      table_(table),
      columns_(columns) {
    for (const std::size_t at : columns.groups) groups.push_back(empty(table, at));
    if (columns.outcome) outcome_labels.resize(table.variables[*columns.outcome].labels.size());
}

void ReportTally::add(std::span<const Cell> row) {
    ++rows;
    if (columns_.first_time) {
        const auto* first = std::get_if<bool>(&row[*columns_.first_time]);
        if (first == nullptr || !*first) return;
    }
    ++counted;
    for (std::size_t i = 0; i < groups.size(); ++i)
        count(groups[i], label_at(row, columns_.groups[i], groups[i]), std::nullopt);
    for (std::size_t i = 0; i < missing.size(); ++i)
        if (const auto* why = std::get_if<Missing>(&row[i]))
            ++missing[i].kinds.at(static_cast<std::size_t>(*why));
    add_stop(row);
    add_domains(row);
    add_questions(row);
    add_satisfaction(row);
    add_outcome(row);
}

// Whoever has no cell that was not reached came to the end, also past parts that were never asked.
// What is withheld from all rows tells of nobody how far they came.
void ReportTally::add_stop(std::span<const Cell> row) {
    std::size_t last = 0;
    bool to_the_end = true;
    for (std::size_t part = 0; part < columns_.parts.size(); ++part)
        for (const std::size_t at : columns_.parts[part].columns) {
            if (is(row[at], Missing::NotReached))
                to_the_end = false;
            else if (!is(row[at], Missing::NotAsked) && !is(row[at], Missing::Suppressed))
                last = part + 1;
        }
    ++stopped.at(to_the_end ? stopped.size() - 1 : last);
}

void ReportTally::add_domains(std::span<const Cell> row) {
    for (std::size_t i = 0; i < domains.size(); ++i) {
        const ReportColumns::Domain& asked = columns_.domains[i];
        const auto before = number_at(row, asked.before), after = number_at(row, asked.after),
                   change = number_at(row, asked.change);
        DomainTally& tally = domains[i];
        if (before && columns_.satisfaction)
            (number_at(row, columns_.satisfaction) ? tally.first_of_joined : tally.first_of_others)
                .add(*before);
        if (before && after && change) {
            ++tally.who[DomainTally::Both];
            tally.before.add(*before);
            tally.after.add(*after);
            tally.change.add(*change);
        } else if (before && !after) {
            ++tally.who[DomainTally::FirstOnly];
            tally.first_of_stopped.add(*before);
        } else {
            ++tally.who[after ? DomainTally::SecondOnly : DomainTally::Neither];
        }
    }
}

void ReportTally::add_questions(std::span<const Cell> row) {
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const ReportColumns::Question& asked = columns_.questions[i];
        const auto* before = std::get_if<Coded>(&row[asked.before]);
        const auto* after = std::get_if<Coded>(&row[asked.after]);
        if (before == nullptr || after == nullptr) continue;
        ++questions[i].both;
        ++questions[i].before.at(answer_of(asked, table_.variables[asked.before], *before));
        ++questions[i].after.at(answer_of(asked, table_.variables[asked.after], *after));
    }
}

void ReportTally::add_satisfaction(std::span<const Cell> row) {
    const auto value = number_at(row, columns_.satisfaction);
    if (!value) return;
    ++satisfied;
    const std::size_t when = label_at(row, columns_.when, by_when);
    count(by_when, when, value);
    if (columns_.when && when != kSameDay) return;
    satisfaction.add(*value);
    count(by_importance, importance_group(number_at(row, columns_.importance)), value);
    count(by_hopes, label_at(row, columns_.hopes_met, by_hopes), value);
    count(by_scan, label_at(row, columns_.scan, by_scan), value);
}

void ReportTally::add_outcome(std::span<const Cell> row) {
    if (!columns_.outcome) return;
    // Answers on the day of the visit and later ones are apart.
    const auto& later = columns_.after_visit;
    if (columns_.when && std::find(later.begin(), later.end(), *columns_.outcome) != later.end() &&
        label_at(row, columns_.when, by_when) != kSameDay)
        return;
    const Cell& cell = row[*columns_.outcome];
    if (const auto* coded = std::get_if<Coded>(&cell)) ++outcome_labels.at(coded->label);
    const auto value = number_in(cell);
    if (!value) return;
    outcome.add(*value);
    const auto other = number_at(row, columns_.related);
    if (!other) return;
    ++both_named;
    related.add(*other, *value);
    if (const auto* flag = std::get_if<bool>(&row[*columns_.related]))
        by_truth.at(*flag ? 1 : 0).add(*value);
}

}  // namespace spine::exporting
