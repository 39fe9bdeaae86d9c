#include "deidentify/release.h"

#include <utility>

#include "deidentify/class_table.h"
#include "deidentify/judge.h"

namespace spine::deidentify {

Result<Release> Release::make(const Microdata& data, const Requirements& requirements,
                              Levels levels) {
    if (auto checked = check(requirements, data); !checked) return fail(std::move(checked));
    const auto& hierarchies = data.quasi_identifiers();
    bool known = levels.size() == hierarchies.size();
    for (std::size_t i = 0; known && i < levels.size(); ++i)
        known = levels[i] < hierarchies[i].levels();
    if (!known)
        return fail("levels-invalid", "The levels do not fit the hierarchies.",
                    "Give each quasi-identifier a level that its hierarchy has.");
    Release out(data, std::move(levels));
    const Judge judge(requirements, data);
    ClassFormer former(data);
    const ClassTable finest = former.finest(judge.needs_histograms());
    ClassTable table;
    former.form(finest, out.levels_, table, &out.class_of_);
    for (std::size_t at = 0; at < table.classes(); ++at) {
        const EquivalenceClass& added =
            out.classes_.emplace_back(EquivalenceClass{table.rows[at], judge.holds(table, at)});
        if (added.kept)
            ++out.kept_classes_;
        else
            out.suppressed_ += added.rows;
    }
    return out;
}

void Release::withhold(std::size_t equivalence_class, std::uint64_t rows) {
    EquivalenceClass& one = classes_[equivalence_class];
    suppressed_ += rows;
    one.kept = rows < one.rows;
    if (!one.kept) {
        --kept_classes_;
        return;
    }
    one.rows -= rows;
    one.withheld += rows;
}

Result<Release::Place> Release::place(std::span<const std::string_view> cells,
                                      std::vector<std::string_view>& labels) const {
    labels.clear();
    const auto combination = data_->find(cells);
    if (!combination)
        return fail("row-unknown", "The table has a row that was not there when it was counted.",
                    "Leave the table as it is while it is de-identified, and start again.");
    const auto& hierarchies = data_->quasi_identifiers();
    for (std::size_t column = 0; column < hierarchies.size(); ++column) {
        const Code value = data_->code(*combination, column);
        const Hierarchy& hierarchy = hierarchies[column];
        labels.push_back(
            hierarchy.label(levels_[column], hierarchy.generalised(levels_[column], value)));
    }
    const std::size_t number = class_of_[*combination];
    return Place{number, classes_[number].kept};
}

}  // namespace spine::deidentify
