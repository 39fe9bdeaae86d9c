#include "deidentify/risk.h"

#include <algorithm>
#include <vector>

#include "deidentify/groups.h"

namespace spine::deidentify {
namespace {

bool same_hierarchy(const Hierarchy& a, const Hierarchy& b, std::size_t level) {
    if (a.column() != b.column() || a.levels() != b.levels() || a.values() != b.values())
        return false;
    for (Code code = 0; code < a.values(); ++code)
        if (a.label(0, code) != b.label(0, code) ||
            a.generalised(level, code) != b.generalised(level, code))
            return false;
    return true;
}

bool comparable(const Release& release, const Microdata& population) {
    const auto& mine = release.data().quasi_identifiers();
    const auto& theirs = population.quasi_identifiers();
    if (mine.size() != theirs.size() || !population.fixed().empty()) return false;
    for (std::size_t i = 0; i < mine.size(); ++i)
        if (!same_hierarchy(mine[i], theirs[i], release.levels()[i])) return false;
    return true;
}

// A combination's labels, one word each.
std::vector<std::uint64_t> generalised(const Microdata& data, const Levels& levels,
                                       std::size_t combination) {
    std::vector<std::uint64_t> out(std::max<std::size_t>(1, levels.size()), 0);
    for (std::size_t column = 0; column < levels.size(); ++column)
        out[column] = data.quasi_identifiers()[column].generalised(levels[column],
                                                                   data.code(combination, column));
    return out;
}

// `people_of`: by class, how many share its labels.
Risk mean_risk(const Release& release, const std::vector<std::uint64_t>& people_of) {
    Risk out;
    double sum = 0, rows = 0;
    for (std::size_t number = 0; number < people_of.size(); ++number) {
        const EquivalenceClass& each = release.classes()[number];
        if (!each.kept) continue;
        const double risk = 1.0 / static_cast<double>(people_of[number]);
        out.maximum = std::max(out.maximum, risk);
        sum += risk * static_cast<double>(each.rows);
        rows += static_cast<double>(each.rows);
    }
    if (rows > 0) out.mean = sum / rows;
    return out;
}

// Released rows of each kept class.
std::vector<std::uint64_t> rows_by_class(const Release& release) {
    std::vector<std::uint64_t> rows;
    for (const EquivalenceClass& each : release.classes())
        if (each.kept) rows.push_back(each.rows);
    return rows;
}

// Classes that differ in fixed columns alone are one.
std::vector<std::uint64_t> rows_by_labels(const Release& release) {
    const Microdata& data = release.data();
    if (data.fixed().empty()) return rows_by_class(release);
    Groups labels(std::max<std::size_t>(1, release.levels().size()));
    std::vector<std::uint64_t> rows;
    std::vector<bool> met(release.classes().size(), false);
    for (std::size_t at = 0; at < data.combinations(); ++at) {
        const std::size_t of = release.class_of(at);
        if (met[of] || !release.classes()[of].kept) continue;
        met[of] = true;
        const std::uint32_t number = labels.add(generalised(data, release.levels(), at));
        if (number == rows.size()) rows.push_back(0);
        rows[number] += release.classes()[of].rows;
    }
    return rows;
}

}  // namespace

ClassSizes class_sizes(const Release& release, Known known) {
    ClassSizes out;
    for (const std::uint64_t rows :
         known == Known::Labels ? rows_by_labels(release) : rows_by_class(release))
        ++out.classes[rows];
    if (out.classes.empty()) return out;
    out.smallest = out.classes.begin()->first;
    out.largest = out.classes.rbegin()->first;
    const auto alone = out.classes.find(1);
    out.uniques = alone == out.classes.end() ? 0 : alone->second;
    return out;
}

Risk prosecutor_risk(const Release& release, Known known) {
    const ClassSizes sizes = class_sizes(release, known);
    if (sizes.smallest == 0) return {};
    std::uint64_t classes = 0;
    for (const auto& [size, many] : sizes.classes) classes += many;
    const std::uint64_t released = release.data().rows() - release.suppressed();
    return {1.0 / static_cast<double>(sizes.smallest),
            static_cast<double>(classes) / static_cast<double>(released)};
}

Result<Risk> journalist_risk(const Release& release, const Microdata& population) {
    if (!comparable(release, population))
        return fail("population-differs",
                    "The population has other quasi-identifiers than the table.",
                    "Count the population by the same columns and hierarchies.");
    Groups people(std::max<std::size_t>(1, release.levels().size()));
    std::vector<std::uint64_t> people_with;
    for (std::size_t at = 0; at < population.combinations(); ++at) {
        const std::uint32_t number = people.add(generalised(population, release.levels(), at));
        if (number == people_with.size()) people_with.push_back(0);
        people_with[number] += population.rows_with(at);
    }
    // Rows of the data that share their labels: fixed columns may part them into several classes.
    std::vector<std::uint64_t> rows_with(people_with.size(), 0);
    std::vector<std::uint64_t> people_of(release.classes().size(), 0);
    const Microdata& data = release.data();
    bool all_there = true;
    for (std::size_t at = 0; at < data.combinations(); ++at) {
        const auto number = people.find(generalised(data, release.levels(), at));
        all_there = all_there && number.has_value();
        if (!number) continue;
        rows_with[*number] += data.rows_with(at);
        all_there = all_there && rows_with[*number] <= people_with[*number];
        people_of[release.class_of(at)] = people_with[*number];
    }
    if (!all_there)
        return fail("population-too-small", "Some people of the table are not in the population.",
                    "Give a population of which the table is a part.");
    return mean_risk(release, people_of);
}

}  // namespace spine::deidentify
