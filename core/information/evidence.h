// evidence.toml: every figure that a patient may see, with its source, date and checker.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "information/toml_table.h"

namespace spine::information {

struct Source {
    std::string id;
    std::string citation;    // authors, year, journal, DOI or pages
    std::string short_name;  // "Brinjikji and others, 2015"
    std::string population;  // who was studied
};

struct Figure {
    std::string id;  // "bulge-40"
    double value = 0;
    std::string unit;                    // "of 100", "percent", "minutes"
    std::string source;                  // Source::id
    std::string age;                     // "40" where the figure is for one age; else empty
    std::string checked_by, checked_on;  // both empty: R, not shown to anybody
    [[nodiscard]] bool checked() const { return !checked_by.empty() && !checked_on.empty(); }
    // A share of one hundred: what an icon array can draw, and what has a remainder.
    [[nodiscard]] bool share() const {
        return (unit == "of 100" || unit == "percent") && value >= 0 && value <= 100;
    }
};

struct Evidence {
    std::map<std::string, Source, std::less<>> sources;
    std::map<std::string, Figure, std::less<>> figures;
};

// Reads what can be read and adds what is wrong to `problems`: a table's key, a figure without
// source, an id that stands twice, half a check (a name without a date), a date that is none.
[[nodiscard]] Evidence read_evidence(std::string_view toml, Problems& problems);

}  // namespace spine::information
