#include "deidentify/requirements.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "deidentify/value_order.h"

namespace spine::deidentify {
namespace {

constexpr double kForgivenRows = 1e-9;
constexpr double kHighestEntropyL = 1e9;

tl::unexpected<Fault> invalid(std::string what, std::string next, std::string column = {}) {
    return fail("requirements-invalid", std::move(what), std::move(next), std::move(column));
}

bool is_share(double value) {
    return value >= 0 && value <= 1;  // false for what is not a number
}

Status check_one(const SensitiveRequirement& asked, const Microdata& data) {
    const auto& columns = data.sensitive();
    const auto found = std::find(columns.begin(), columns.end(), asked.column);
    if (found == columns.end())
        return fail("sensitive-column-missing", "The table has no such sensitive column.",
                    "Name a column of the table.", asked.column);
    if (asked.distinct_l.value_or(1) < 1 || !(asked.entropy_l.value_or(1) >= 1))
        return invalid("An l below 1 asks for nothing.", "Give an l of 1 or more.", asked.column);
    if (asked.entropy_l.value_or(1) > kHighestEntropyL)
        return invalid("An l so high can never hold.", "Give an l of at most 10^9.", asked.column);
    if (!is_share(asked.t.value_or(0)))
        return invalid("t is not between 0 and 1.", "Give a distance from 0 to 1.", asked.column);
    if (!asked.t || asked.ground == Ground::Equal) return {};
    const auto place = static_cast<std::size_t>(found - columns.begin());
    if (!ranks(data.values_of(place), asked.order))
        return fail("order-unknown", "The order of the column's values is not known.",
                    "List each value once from lowest to highest, or use the equal distance.",
                    asked.column);
    return {};
}

}  // namespace

std::uint64_t suppression_limit(const Requirements& requirements, std::uint64_t rows) {
    const double limit = requirements.max_suppression * static_cast<double>(rows) + kForgivenRows;
    return std::min(rows, static_cast<std::uint64_t>(limit));
}

Status check(const Requirements& requirements, const Microdata& data) {
    if (requirements.k < 1)
        return invalid("k is below 1.", "Give the number of rows that a class must have.");
    if (!is_share(requirements.max_suppression))
        return invalid("The share of rows that may be suppressed is not between 0 and 1.",
                       "Give a share such as 0.05.");
    std::set<std::string_view> asked;
    for (const SensitiveRequirement& one : requirements.sensitive) {
        if (!asked.insert(one.column).second)
            return invalid("The sensitive column is asked for twice.",
                           "Put all that is asked of it together.", one.column);
        if (auto checked = check_one(one, data); !checked) return checked;
    }
    return {};
}

}  // namespace spine::deidentify
