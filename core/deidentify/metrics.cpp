#include "deidentify/metrics.h"

#include <algorithm>
#include <numeric>

namespace spine::deidentify {

std::uint64_t discernibility(const Release& release) {
    std::uint64_t sum = release.suppressed() * release.data().rows();
    for (const EquivalenceClass& each : release.classes())
        if (each.kept) sum += each.rows * each.rows;
    return sum;
}

std::vector<double> loss_of_columns(const Release& release) {
    const Microdata& data = release.data();
    std::vector<double> out;
    for (std::size_t column = 0; column < data.quasi_identifiers().size(); ++column) {
        const Hierarchy& hierarchy = data.quasi_identifiers()[column];
        const std::size_t level = release.levels()[column];
        std::uint64_t under = 0;  // values under a kept row's label beyond its own, summed
        std::vector<bool> met(release.classes().size(), false);
        for (std::size_t at = 0; at < data.combinations(); ++at) {
            // The rows of a class share their labels, whichever of them are withheld.
            const std::size_t number = release.class_of(at);
            const EquivalenceClass& each = release.classes()[number];
            if (!each.kept || met[number]) continue;
            met[number] = true;
            const Code code = hierarchy.generalised(level, data.code(at, column));
            under += each.rows * (hierarchy.values_under(level, code) - 1);
        }
        const auto steps = static_cast<double>(std::max<std::size_t>(2, hierarchy.values()) - 1);
        const double cells =
            static_cast<double>(under) / steps + static_cast<double>(release.suppressed());
        out.push_back(data.rows() == 0 ? 0 : cells / static_cast<double>(data.rows()));
    }
    return out;
}

double loss(const Release& release) {
    const auto columns = loss_of_columns(release);
    if (columns.empty()) return 0;
    return std::accumulate(columns.begin(), columns.end(), 0.0) /
           static_cast<double>(columns.size());
}

}  // namespace spine::deidentify
