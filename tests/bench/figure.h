// What a benchmark program prints: one JSON object, which `kioskctl bench` passes on.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace spine::bench {

struct Figure {
    std::string name;
    double value = 0, floor = 0;
    double ratio = 0;   // of the two, by rounds where there are rounds
    std::string unit;   // of value and floor
    std::string limit;  // what should hold, in words
    bool within = false;
    std::vector<std::pair<std::string, double>> more;  // further figures by name
};

[[nodiscard]] double median(std::vector<double> values);  // not empty
// Lowest, median and highest as three further figures: "<name>_min", "_median", "_max".
void add_spread(Figure& figure, const std::string& name, const std::vector<double>& values);

// Prints the figure on standard output, or the fault on standard error; returns the exit code. A
// figure beyond its limit is a figure: 0.
[[nodiscard]] int report(const Result<Figure>& figure);

// The second argument of every benchmark program: how many rounds (or seconds), else `usual`.
[[nodiscard]] int rounds_of(int argc, char** argv, int usual);

}  // namespace spine::bench
