#include "export/released_classes.h"

#include <algorithm>

namespace spine::exporting {

ClassKey key_of(const DataPlan& plan, const std::vector<Cell>& row) {
    ClassKey key;
    for (std::size_t i = 0; i < plan.hierarchies.size(); ++i)
        key.push_back(std::get<Coded>(row.at(1 + i)).label);
    return key;
}

ReleasedClasses::ReleasedClasses(const DataPlan& plan, const deidentify::Release& release,
                                 const LaterVisits& later)
    : plan_(plan) {
    const deidentify::Microdata& data = release.data();
    const auto& hierarchies = data.quasi_identifiers();
    const auto released = [&](std::size_t column, deidentify::Code code) {
        return static_cast<std::uint16_t>(
            hierarchies[column].generalised(release.levels().at(column), code));
    };
    for (std::size_t i = 0; i < hierarchies.size(); ++i) {
        std::vector<Coded> labels;
        for (const auto& row : plan.hierarchies[i])
            labels.push_back({released(i, hierarchies[i].find(row.front()).value_or(0))});
        released_.push_back(std::move(labels));
    }
    for (std::size_t at = 0; at < data.combinations(); ++at) {
        ClassKey key;
        for (std::size_t i = 0; i < hierarchies.size(); ++i)
            key.push_back(released(i, data.code(at, i)));
        classes_[key].kept = release.classes().at(release.class_of(at)).kept;
    }
    for (const auto& [finest, visits] : later) {
        ClassKey key;
        for (std::size_t i = 0; i < finest.size(); ++i)
            key.push_back(released_[i].at(finest[i]).label);
        if (const auto found = classes_.find(key); found != classes_.end())
            found->second.later += visits;
    }
    const auto least = static_cast<std::uint64_t>(plan.study.k);
    for (const auto& [key, one] : classes_)
        if (one.kept && one.later >= least) later_ += one.later;
    const auto first = std::find_if(plan.columns.begin(), plan.columns.end(),
                                    [](const Column& one) { return one.from == From::FirstTime; });
    if (first != plan.columns.end())
        first_time_ = static_cast<std::size_t>(first - plan.columns.begin());
}

bool ReleasedClasses::is_later(const std::vector<Cell>& row) const {
    if (first_time_ == 0) return false;
    const auto* first = std::get_if<bool>(&row.at(first_time_));
    return first == nullptr || !*first;
}

bool ReleasedClasses::generalise(std::vector<Cell>& row) const {
    for (std::size_t i = 0; i < released_.size(); ++i)
        row[1 + i] = released_[i].at(std::get<Coded>(row.at(1 + i)).label);
    const auto found = classes_.find(key_of(plan_, row));
    if (found == classes_.end() || !found->second.kept) return false;
    return !is_later(row) || found->second.later >= static_cast<std::uint64_t>(plan_.study.k);
}

}  // namespace spine::exporting
