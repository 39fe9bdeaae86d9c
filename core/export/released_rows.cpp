#include "export/released_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "export/packed_row.h"
#include "export/research_data.h"

namespace spine::exporting {
namespace {

std::string at_level(std::size_t level, std::size_t levels) {
    if (level == 0) return "As fine as the study allows.";
    return fmt::format("Made coarser: level {} of {}.", level, levels - 1);
}

std::string missing_rule(const QuasiIdentifier& one) {
    return is_answer(one)
               ? fmt::format("Never missing: \"{}\" is a value like the others.", kNotStated)
               : std::string();
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
    return variables;
}

ReleasedRows::ReleasedRows(const DataPlan& plan, const deidentify::Release& release,
                           std::unique_ptr<SealedSpill> spill, const AfterAnswers& after)
    : plan_(plan),
      release_(release),
      spill_(std::move(spill)),
      after_(after),
      after_columns_(plan.after_visit()) {
    const auto& hierarchies = release.data().quasi_identifiers();
    for (std::size_t i = 0; i < hierarchies.size(); ++i) {
        std::vector<Coded> released;
        for (const auto& row : plan.hierarchies[i]) {
            const auto code = hierarchies[i].find(row.front()).value_or(0);
            released.push_back({static_cast<std::uint16_t>(
                hierarchies[i].generalised(release.levels().at(i), code))});
        }
        released_.push_back(std::move(released));
    }
}

// False for a row that does not leave.
bool ReleasedRows::generalise(std::vector<Cell>& row) {
    cells_.clear();
    for (std::size_t i = 0; i < released_.size(); ++i)
        cells_.emplace_back(plan_.hierarchies[i].at(std::get<Coded>(row.at(1 + i)).label).front());
    // A visit that was not the first may have a combination that no first one has.
    const auto place = release_.place(cells_, labels_);
    if (!place || !place->kept) return false;
    for (std::size_t i = 0; i < released_.size(); ++i)
        row[1 + i] = released_[i].at(std::get<Coded>(row[1 + i]).label);
    return true;
}

Result<std::unique_ptr<ReleasedRows>> ReleasedRows::make(const DataPlan& plan,
                                                         const deidentify::Release& release,
                                                         std::unique_ptr<SealedSpill> spill,
                                                         const AfterAnswers& after,
                                                         StudyFacts facts) {
    std::unique_ptr<ReleasedRows> made(new ReleasedRows(plan, release, std::move(spill), after));
    made->table_.study = std::move(facts);
    made->table_.variables = released_variables(plan, release);
    for (const Asked& asked : plan.asked)
        made->table_.questionnaires.emplace(canonical(*asked.questionnaire),
                                            asked.questionnaire->source);
    for (const Asked& asked : plan.asked_after)
        if (!made->after_columns_.empty())
            made->table_.questionnaires.emplace(canonical(*asked.questionnaire),
                                                asked.questionnaire->source);
    std::vector<Cell> row;
    for (;;) {
        const auto more = made->next(row);
        if (!more) return fail(more.error());
        if (!*more) break;
        ++made->table_.rows;
    }
    if (auto start = made->rewind(); !start) return fail(std::move(start));
    return made;
}

// Takes the row's number off its end. False for cells that are damaged.
bool ReleasedRows::join(std::vector<Cell>& row) {
    const auto* number = std::get_if<std::int64_t>(&row.back());
    if (number == nullptr) return false;
    const auto joined = after_.of_row(static_cast<std::uint32_t>(*number));
    row.pop_back();
    if (!joined || after_columns_.empty()) return true;
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
        if (!unpack(packed_, row) || row.size() != plan_.columns.size() + 1 || !join(row))
            return fail(causes::export_write_failed, "A row that waited on the disk is damaged.",
                        "Check the disk of the clinic's folder, then export again.");
        if (generalise(row)) return true;
    }
}

Status ReleasedRows::rewind() {
    spill_->rewind();
    return {};
}

}  // namespace spine::exporting
