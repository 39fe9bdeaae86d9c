#include "brute_force.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace spine::test {
namespace {

using deidentify::Ground;
using deidentify::Levels;
using deidentify::Metric;
using deidentify::Requirements;
using deidentify::SensitiveRequirement;
using Row = std::vector<std::string>;
using Rows = std::vector<const Row*>;

const Row& line_of(const PlainColumn& column, const std::string& value) {
    return *std::find_if(column.hierarchy.begin(), column.hierarchy.end(),
                         [&](const Row& line) { return line[0] == value; });
}

std::vector<Rows> classes_at(const PlainTable& table, const Levels& levels) {
    std::map<Row, Rows> found;
    for (const Row& row : table.rows) {
        Row labels;
        for (std::size_t i = 0; i < levels.size(); ++i)
            labels.push_back(line_of(table.quasi_identifiers[i], row[i])[levels[i]]);
        for (std::size_t i = 0; i < table.fixed.size(); ++i)
            labels.push_back(row[levels.size() + i]);
        found[labels].push_back(&row);
    }
    std::vector<Rows> out;
    out.reserve(found.size());
    for (auto& [labels, rows] : found) out.push_back(rows);
    return out;
}

std::size_t place_of(const PlainTable& table, const std::string& sensitive) {
    const auto at = std::find(table.sensitive.begin(), table.sensitive.end(), sensitive);
    return table.quasi_identifiers.size() + table.fixed.size() +
           static_cast<std::size_t>(at - table.sensitive.begin());
}

std::map<double, double> shares(const Rows& rows, std::size_t place) {
    std::map<double, double> out;
    for (const Row* row : rows) out[std::stod((*row)[place])] += 1;
    for (auto& [value, share] : out) share /= static_cast<double>(rows.size());
    return out;
}

double distance(std::map<double, double> here, const std::map<double, double>& everywhere,
                Ground ground) {
    double sum = 0, moved = 0;
    for (const auto& [value, share] : everywhere) {
        const double difference = here[value] - share;
        moved += difference;
        sum += std::abs(ground == Ground::Equal ? difference : moved);
    }
    if (ground == Ground::Equal) return sum / 2;
    return everywhere.size() < 2 ? 0 : sum / (static_cast<double>(everywhere.size()) - 1);
}

bool holds(const PlainTable& table, const Rows& rows, const SensitiveRequirement& asked) {
    const std::size_t place = place_of(table, asked.column);
    const auto here = shares(rows, place);
    if (asked.distinct_l && here.size() < *asked.distinct_l) return false;
    double entropy = 0;
    for (const auto& [value, share] : here) entropy -= share * std::log(share);
    if (asked.entropy_l && entropy < std::log(*asked.entropy_l) - 1e-9) return false;
    if (!asked.t) return true;
    Rows all;
    for (const Row& row : table.rows) all.push_back(&row);
    return distance(here, shares(all, place), asked.ground) <= *asked.t + 1e-9;
}

bool holds(const PlainTable& table, const Rows& rows, const Requirements& asked) {
    return rows.size() >= asked.k &&
           std::all_of(asked.sensitive.begin(), asked.sensitive.end(),
                       [&](const auto& one) { return holds(table, rows, one); });
}

std::uint64_t parts_of_row(const PlainTable& table, const Levels& levels, const Row& row) {
    std::uint64_t parts = 0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const Lines& lines = table.quasi_identifiers[i].hierarchy;
        const std::string& label = line_of(table.quasi_identifiers[i], row[i])[levels[i]];
        const auto under = std::count_if(lines.begin(), lines.end(),
                                         [&](const Row& line) { return line[levels[i]] == label; });
        if (lines.size() > 1)
            parts += 420 * (static_cast<std::uint64_t>(under) - 1) / (lines.size() - 1);
    }
    return parts;
}

Optimum at_node(const PlainTable& table, const Levels& levels, const std::vector<Rows>& classes,
                const Requirements& asked) {
    Optimum out;
    out.levels = levels;
    for (const Rows& rows : classes) {
        const bool kept = holds(table, rows, asked);
        out.kept_classes += kept ? 1 : 0;
        for (const Row* row : rows) {
            out.suppressed += kept ? 0 : 1;
            out.discernibility += kept ? rows.size() : table.rows.size();
            out.loss_parts += kept ? parts_of_row(table, levels, *row) : 420 * levels.size();
        }
    }
    return out;
}

auto rank(const Optimum& one, Metric metric) {
    return std::make_tuple(metric == Metric::Loss ? one.loss_parts : one.discernibility,
                           one.suppressed, std::accumulate(one.levels.begin(), one.levels.end(), 0),
                           one.levels);
}

bool next(Levels& levels, const PlainTable& table) {
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (levels[i] + 1U < table.quasi_identifiers[i].hierarchy[0].size()) {
            ++levels[i];
            return true;
        }
        levels[i] = 0;
    }
    return false;
}

}  // namespace

std::vector<std::optional<Optimum>> brute_force(const PlainTable& table,
                                                const std::vector<Requirements>& requirements) {
    std::vector<std::optional<Optimum>> out(requirements.size());
    Levels levels(table.quasi_identifiers.size(), 0);
    do {
        const auto classes = classes_at(table, levels);
        for (std::size_t i = 0; i < requirements.size(); ++i) {
            const Requirements& asked = requirements[i];
            const Optimum one = at_node(table, levels, classes, asked);
            const double most = asked.max_suppression * static_cast<double>(table.rows.size());
            if (static_cast<double>(one.suppressed) > most + 1e-9) continue;
            if (!out[i] || rank(one, asked.metric) < rank(*out[i], asked.metric)) out[i] = one;
        }
    } while (next(levels, table));
    return out;
}

}  // namespace spine::test
