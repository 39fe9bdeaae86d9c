// Which rows leave, and with which values: decided for each row that waits, before any leaves, so
// that the clinic's ledger can have it first. Internal to the module.
//
// First-time sessions leave as the engine's release says. Later visits leave from a class that
// leaves, where it has k of them: among fewer, whoever is known to have come again would be found.
// They have no say in the engine's search; of those who left before, as later visits, k leave
// again with the same values and the same past, and those who do not are k, too, or none leaves.
//
// One thread.
#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "base/random.h"
#include "deidentify/joint.h"
#include "export/data_plan.h"
#include "export/research_table.h"

namespace spine::exporting {

// The labels of a row's quasi-identifiers, in their order.
using ClassKey = std::vector<std::uint16_t>;

// Of the finest values; `row` as SessionCells fills it.
[[nodiscard]] ClassKey key_of(const DataPlan& plan, const std::vector<Cell>& row);

// The rows that wait, by their numbers: 20 bytes each, and 4 for each sensitive column.
class WaitingRows {
  public:
    // At most so many will come.
    void expect(std::uint64_t rows) { rows_.reserve(rows); }
    // `combination` of the microdata; `codes`: of its sensitive values.
    void add_first(const deidentify::PersonId& person, std::uint32_t combination,
                   const std::vector<std::uint32_t>& codes);
    // `left_first`: before, in an export that took it for a first-time session with sensitive
    // values. It does not leave: what is absent of those was reckoned without it.
    void add_later(const deidentify::PersonId& person, const ClassKey& finest,
                   deidentify::Trace trace, bool left_first);

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] const deidentify::PersonId& person(std::size_t row) const {
        return rows_[row].person;
    }
    [[nodiscard]] bool is_later(std::size_t row) const { return (rows_[row].place & kLater) != 0; }
    // A combination, or a place in later().
    [[nodiscard]] std::uint32_t place(std::size_t row) const { return rows_[row].place & ~kLater; }
    [[nodiscard]] std::uint32_t code(std::size_t row, std::size_t sensitive) const {
        return codes_[row * columns_ + sensitive];
    }
    // Later visits that are alike, and were before.
    struct Later {
        ClassKey finest;
        deidentify::Trace trace = 0;
        bool left_first = false;
        std::uint64_t visits = 0;
    };
    [[nodiscard]] const std::vector<Later>& later() const { return later_; }
    void set_sensitive_columns(std::size_t columns) { columns_ = columns; }

  private:
    static constexpr std::uint32_t kLater = 0x80000000;
    struct Row {
        deidentify::PersonId person;
        std::uint32_t place = 0;
    };
    std::size_t columns_ = 0;
    std::vector<Row> rows_;
    std::vector<std::uint32_t> codes_;
    std::vector<Later> later_;
    std::map<std::pair<deidentify::Trace, ClassKey>, std::uint32_t> numbers_;
};

class ReleasedClasses {
  public:
    // `plan` outlives it; the others need not.
    ReleasedClasses(const DataPlan& plan, const deidentify::JointData& data,
                    const deidentify::Release& release, const WaitingRows& waiting, Random& random);
    // The finest values in `row` become those that leave. False for a row that does not.
    [[nodiscard]] bool generalise(std::vector<Cell>& row, std::size_t number) const;
    [[nodiscard]] bool leaves(std::size_t number) const { return leaves_[number]; }
    // Rows that leave have the same number if and only if they leave with the same values and were
    // in the same classes before.
    [[nodiscard]] std::uint32_t class_of(std::size_t number, const WaitingRows& waiting) const;
    // First-time sessions and later visits that leave.
    [[nodiscard]] std::uint64_t first() const { return first_; }
    [[nodiscard]] std::uint64_t later() const { return later_; }
    // Visits of the smallest joint class of later ones that this makes or leaves; 0: of none.
    [[nodiscard]] std::uint64_t smallest_later() const { return smallest_later_; }

  private:
    // Later visits that leave with the same values and the same past.
    struct Group {
        std::uint32_t number = 0;
        std::uint64_t visits = 0;
        bool leaves = false;
    };
    using Groups = std::map<std::pair<deidentify::Trace, ClassKey>, Group>;
    [[nodiscard]] ClassKey released_key(const ClassKey& finest) const;
    void map_labels(const deidentify::Release& release);
    [[nodiscard]] Groups group_later(const deidentify::Release& release,
                                     const WaitingRows& waiting);
    void leave_none_alone(Groups& groups, const deidentify::JointData& data,
                          const deidentify::Release& release);
    void note_smallest(std::uint64_t visits);
    void decide(const deidentify::Release& release, const WaitingRows& waiting,
                const Groups& groups, Random& random);

    const DataPlan& plan_;
    std::uint64_t k_;
    // By quasi-identifier: from the label of a finest value to that of the released one.
    std::vector<std::vector<Coded>> released_;
    std::vector<bool> leaves_;                // by row
    std::vector<std::uint32_t> first_class_;  // by combination
    std::vector<std::uint32_t> later_class_;  // by place in WaitingRows::later()
    std::uint64_t first_ = 0, later_ = 0, smallest_later_ = 0;
};

}  // namespace spine::exporting
