// Two thousand patients whom nobody met, as rows of a research table: some hope for much, read, and
// hope for a little less; some stop; some say afterwards how satisfied they are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "export/report_columns.h"
#include "export/report_sections.h"
#include "export/research_table.h"
#include "support/support.h"

namespace spine::test {

class ReportPatients final : public exporting::RowSource {
  public:
    explicit ReportPatients(std::size_t many, std::uint64_t seed = 2026);
    [[nodiscard]] const exporting::Table& table() const override { return table_; }
    [[nodiscard]] Result<bool> next(std::vector<exporting::Cell>& row) override;
    [[nodiscard]] Status rewind() override;

    exporting::ReportColumns columns;
    exporting::ReportFacts facts;

  private:
    struct Domain {
        std::string name, title;
        double mean = 50, moves = 0;
        bool hope = true;
    };
    [[nodiscard]] std::size_t column(exporting::Variable variable);
    void add_columns();
    void add_domain(const Domain& domain);
    void add_questions();
    void add_after_visit();
    void say_facts();
    [[nodiscard]] std::vector<exporting::Cell> patient();
    void answer_questions(std::vector<exporting::Cell>& row, bool second);
    void answer_after_visit(std::vector<exporting::Cell>& row, double importance);
    // About 0, mostly within 2 either side.
    [[nodiscard]] double near_zero();
    [[nodiscard]] std::uint16_t below(std::uint32_t bound);

    std::optional<SeededRandom> random_;  // anew for each reading
    exporting::Table table_;
    std::vector<Domain> domains_;
    std::size_t many_ = 0, at_ = 0;
    std::uint64_t seed_;
};

}  // namespace spine::test
