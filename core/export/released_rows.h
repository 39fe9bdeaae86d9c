// The rows that leave: those that wait, generalised, without what is suppressed. Internal to the
// module.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "deidentify/release.h"
#include "export/after_answers.h"
#include "export/data_plan.h"
#include "export/released_classes.h"
#include "export/research_table.h"
#include "export/sealed_spill.h"

namespace spine::exporting {

// By a row's number: whether it is counted at all, and with what was answered after its visit. Rows
// behind the end are not.
struct CountedRows {
    std::vector<bool> rows, after_visit;
};

// `plan`, `release`, `classes` and `after` outlive it. One thread.
class ReleasedRows final : public RowSource {
  public:
    // Where answers of after the visit do not leave yet their columns are withheld. `facts`: of the
    // table. `rows`: how many leave. `counted`: without it all are.
    ReleasedRows(const DataPlan& plan, const deidentify::Release& release,
                 const ReleasedClasses& classes, std::unique_ptr<SealedSpill> spill,
                 const AfterAnswers& after, StudyFacts facts, std::uint64_t rows,
                 std::optional<CountedRows> counted = {});
    [[nodiscard]] const Table& table() const override { return table_; }
    [[nodiscard]] Result<bool> next(std::vector<Cell>& row) override;
    [[nodiscard]] Status rewind() override;

  private:
    void withhold_after_visit();
    [[nodiscard]] bool join(std::vector<Cell>& row, std::uint32_t number);

    const DataPlan& plan_;
    const ReleasedClasses& classes_;
    std::unique_ptr<SealedSpill> spill_;
    const AfterAnswers& after_;
    std::vector<std::size_t> after_columns_;
    std::vector<Cell> after_cells_;
    Table table_;
    std::vector<std::size_t> withheld_;
    std::optional<CountedRows> counted_;
    crypto::WipedBytes packed_;
};

// The variables as they leave: the labels of each quasi-identifier are those of its level, and what
// is withheld says so.
[[nodiscard]] std::vector<Variable> released_variables(const DataPlan& plan,
                                                       const deidentify::Release& release);

}  // namespace spine::exporting
