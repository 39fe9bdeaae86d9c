// Which rows leave, and with which values: every row by the class that its released values make.
// Internal to the module.
//
// A class is made by first-time sessions. Later visits leave from a class that leaves, where it has
// k of them: among fewer, whoever is known to have come again would be found.
//
// One thread.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "deidentify/release.h"
#include "export/data_plan.h"
#include "export/research_table.h"

namespace spine::exporting {

// The labels of a row's quasi-identifiers, in their order.
using ClassKey = std::vector<std::uint16_t>;
// How many later visits have which finest values.
using LaterVisits = std::map<ClassKey, std::uint64_t>;

// Of the finest values; `row` as SessionCells fills it.
[[nodiscard]] ClassKey key_of(const DataPlan& plan, const std::vector<Cell>& row);

class ReleasedClasses {
  public:
    // `plan` outlives it; `release` and `later` need not.
    ReleasedClasses(const DataPlan& plan, const deidentify::Release& release,
                    const LaterVisits& later);
    // The finest values in `row` become those that leave. False for a row that does not.
    [[nodiscard]] bool generalise(std::vector<Cell>& row) const;
    // Later visits that leave.
    [[nodiscard]] std::uint64_t later() const { return later_; }

  private:
    struct Class {
        bool kept = false;
        std::uint64_t later = 0;
    };
    [[nodiscard]] bool is_later(const std::vector<Cell>& row) const;

    const DataPlan& plan_;
    // By quasi-identifier: from the label of a finest value to that of the released one.
    std::vector<std::vector<Coded>> released_;
    std::map<ClassKey, Class> classes_;
    std::size_t first_time_ = 0;  // the column; 0 where there is none
    std::uint64_t later_ = 0;
};

}  // namespace spine::exporting
