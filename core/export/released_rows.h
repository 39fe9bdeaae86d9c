// The rows that leave: those that wait, generalised, without what is suppressed. Internal to the
// module.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "deidentify/release.h"
#include "export/after_answers.h"
#include "export/data_plan.h"
#include "export/research_table.h"
#include "export/sealed_spill.h"

namespace spine::exporting {

// `plan`, `release` and `after` outlive it. One thread.
class ReleasedRows final : public RowSource {
  public:
    // `facts`: of the table. Reads the spill once, to count. Faults: those of the spill.
    [[nodiscard]] static Result<std::unique_ptr<ReleasedRows>> make(
        const DataPlan& plan, const deidentify::Release& release,
        std::unique_ptr<SealedSpill> spill, const AfterAnswers& after, StudyFacts facts);
    [[nodiscard]] const Table& table() const override { return table_; }
    [[nodiscard]] Result<bool> next(std::vector<Cell>& row) override;
    [[nodiscard]] Status rewind() override;

  private:
    ReleasedRows(const DataPlan& plan, const deidentify::Release& release,
                 std::unique_ptr<SealedSpill> spill, const AfterAnswers& after);
    [[nodiscard]] bool generalise(std::vector<Cell>& row);
    [[nodiscard]] bool join(std::vector<Cell>& row);

    const DataPlan& plan_;
    const deidentify::Release& release_;
    std::unique_ptr<SealedSpill> spill_;
    const AfterAnswers& after_;
    std::vector<std::size_t> after_columns_;
    std::vector<Cell> after_cells_;
    Table table_;
    // By quasi-identifier: from the label of a finest value to that of the released one.
    std::vector<std::vector<Coded>> released_;
    crypto::WipedBytes packed_;
    std::vector<std::string_view> cells_, labels_;
};

// The variables as they leave: the labels of each quasi-identifier are those of its level.
[[nodiscard]] std::vector<Variable> released_variables(const DataPlan& plan,
                                                       const deidentify::Release& release);

}  // namespace spine::exporting
