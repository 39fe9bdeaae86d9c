#include "export/released_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "export/packed_row.h"
#include "export/research_data.h"
#include "export/withheld_columns.h"

namespace spine::exporting {
namespace {

std::string at_level(std::size_t level, std::size_t levels) {
    if (level == 0) return "As fine as the study allows.";
    return fmt::format("Made coarser: level {} of {}.", level, levels - 1);
}

// Off its end.
std::optional<std::uint32_t> take_number(std::vector<Cell>& row) {
    const auto* last = std::get_if<std::int64_t>(&row.back());
    if (last == nullptr) return std::nullopt;
    const auto number = static_cast<std::uint32_t>(*last);
    row.pop_back();
    return number;
}

std::string missing_rule(const QuasiIdentifier& one) {
    return is_answer(one)
               ? fmt::format("Never missing: \"{}\" is a value like the others.", kNotStated)
               : std::string();
}

bool has(const std::vector<bool>& which, std::uint32_t number) {
    return number < which.size() && which[number];
}

}  // namespace

std::vector<Variable> released_variables(const DataPlan& plan, const deidentify::Release& release) {
    std::vector<Variable> variables;
    variables.reserve(plan.columns.size());
    for (const Column& column : plan.columns) variables.push_back(column.variable);
    const auto& hierarchies = release.data().quasi_identifiers();
    for (std::size_t i = 0; i < hierarchies.size(); ++i) {
        Variable& variable = variables[1 + i];
        const std::size_t level = release.levels().at(i);
        variable.scoring = at_level(level, hierarchies[i].levels());
        variable.missing_rule = missing_rule(plan.study.quasi_identifiers[i]);
        const auto finest = std::move(variable.labels);
        variable.labels.clear();
        for (std::size_t code = 0; code < hierarchies[i].labels(level); ++code) {
            const std::string& label =
                hierarchies[i].label(level, static_cast<deidentify::Code>(code));
            const auto known = std::find_if(finest.begin(), finest.end(),
                                            [&](const auto& one) { return one.code == label; });
            variable.labels.push_back(
                {static_cast<int>(code) + 1, label,
                 known == finest.end() ? Words{{"en", label}} : known->words});
        }
    }
    for (const WithheldColumn& one : withheld_columns(plan, release.levels()))
        variables[one.column].missing_rule = fmt::format(
            "Withheld from all rows: whether it was asked would tell what \"{}\" was answered.",
            plan.study.quasi_identifiers[one.quasi_identifier].name);
    return variables;
}

ReleasedRows::ReleasedRows(const DataPlan& plan, const deidentify::Release& release,
                           const ReleasedClasses& classes, std::unique_ptr<SealedSpill> spill,
                           const AfterAnswers& after, StudyFacts facts, std::uint64_t rows,
                           std::optional<CountedRows> counted)
    : plan_(plan),
      classes_(classes),
      spill_(std::move(spill)),
      after_(after),
      after_columns_(plan.after_visit()),
      counted_(std::move(counted)) {
    table_.study = std::move(facts);
    table_.rows = rows;
    table_.variables = released_variables(plan, release);
    for (const Asked& asked : plan.asked)
        table_.questionnaires.emplace(canonical(*asked.questionnaire), asked.questionnaire->source);
    for (const Asked& asked : plan.asked_after)
        if (!after_columns_.empty())
            table_.questionnaires.emplace(canonical(*asked.questionnaire),
                                          asked.questionnaire->source);
    for (const WithheldColumn& one : withheld_columns(plan, release.levels()))
        withheld_.push_back(one.column);
    if (after_.leave_from() > 0) withhold_after_visit();
}

void ReleasedRows::withhold_after_visit() {
    for (const std::size_t column : after_columns_) {
        table_.variables[column].missing_rule = fmt::format(
            "Withheld from all rows: leaves from {} on, when nobody of the study's period can "
            "answer any more.",
            to_rfc3339(after_.leave_from()).substr(0, 10));
        withheld_.push_back(column);
    }
}

// False for cells that are damaged.
bool ReleasedRows::join(std::vector<Cell>& row, std::uint32_t number) {
    const auto joined = after_.of_row(number);
    if (!joined || after_columns_.empty()) return true;
    if (counted_ && !has(counted_->after_visit, number)) return true;
    if (!unpack(joined->packed, after_cells_) || after_cells_.size() != after_columns_.size())
        return false;
    for (std::size_t i = 0; i < after_columns_.size(); ++i) {
        const Column& column = plan_.columns[after_columns_[i]];
        const auto when = label_of(column.variable, when_after(joined->days));
        row[after_columns_[i]] =
            column.from == From::AfterWhen && when ? Cell(*when) : std::move(after_cells_[i]);
    }
    return true;
}

Result<bool> ReleasedRows::next(std::vector<Cell>& row) {
    for (;;) {
        const auto more = spill_->next(packed_);
        if (!more) return fail(more.error());
        if (!*more) return false;
        const bool whole = unpack(packed_, row) && row.size() == plan_.columns.size() + 1;
        const auto number = whole ? take_number(row) : std::nullopt;
        if (number && counted_ && !has(counted_->rows, *number)) continue;
        if (!number || !join(row, *number))
            return fail(causes::export_write_failed, "A row that waited on the disk is damaged.",
                        "Check the disk of the clinic's folder, then export again.");
        if (!classes_.generalise(row, *number)) continue;
        for (const std::size_t column : withheld_) row[column] = Missing::Suppressed;
        return true;
    }
}

Status ReleasedRows::rewind() {
    spill_->rewind();
    return {};
}

}  // namespace spine::exporting
