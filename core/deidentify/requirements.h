// What a release must hold. A class is the set of rows that a reader cannot tell apart by their
// released quasi-identifiers and fixed columns. A class that does not hold everything asked for
// here is suppressed: its rows are not released.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "deidentify/microdata.h"

namespace spine::deidentify {

// The ground distance of the earth mover's distance: every two values equally far apart, or by
// their places in an order.
enum class Ground { Equal, Ordered };

// What is asked for of one sensitive column in each kept class. c(v) is how many of the class's s
// rows have the value v, C(v) the same of all n rows of the table, suppressed ones included, and m
// the number of values that the table has.
//   distinct_l  at least so many values v with c(v) > 0
//   entropy_l   - sum p ln p >= ln(entropy_l), with p = c(v) / s
//   t           earth mover's distance of c / s from C / n at most t:
//                 Equal    1/2 sum |c(v)/s - C(v)/n|
//                 Ordered  1/(m - 1) sum over i of |sum over the first i values of c/s - C/n|
// On the last two, 1e-9 is forgiven for rounding. A value that is named as `unknown` is none for l:
// distinct_l does not count it, and its rows are neither in c(v) nor in s of entropy_l.
struct SensitiveRequirement {
    std::string column;
    std::optional<std::uint32_t> distinct_l;
    std::optional<double> entropy_l;
    std::optional<double> t;
    Ground ground = Ground::Equal;
    // For Ordered: the values from lowest to highest. Empty: by number, if all values are numbers.
    std::vector<std::string> order = {};
    // What stands where nothing is known: two unlike answers and a missing one are two values.
    std::optional<std::string> unknown = std::nullopt;
};

// What is made as small as can be; metrics.h has the formulas.
enum class Metric { Discernibility, Loss };

struct Requirements {
    std::uint32_t k = 5;            // rows of a kept class, at least
    double max_suppression = 0.05;  // share of the rows; see suppression_limit()
    std::vector<SensitiveRequirement> sensitive;
    Metric metric = Metric::Discernibility;
};

// Rows that may be suppressed: max_suppression x rows, rounded down (1e-9 rows forgiven, so that
// 0.29 of 100 is 29).
[[nodiscard]] std::uint64_t suppression_limit(const Requirements& requirements, std::uint64_t rows);

// Whether they make sense for this table. Causes, `where` naming the column if there is one:
// requirements-invalid (k or l below 1, a share or t outside 0..1, a column asked for twice),
// sensitive-column-missing, order-unknown (Ordered, but values are neither listed nor all numbers).
[[nodiscard]] Status check(const Requirements& requirements, const Microdata& data);

}  // namespace spine::deidentify
