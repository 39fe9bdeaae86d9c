// Reads one item and what hangs under it. Internal to the module.
#pragma once

#include "questionnaire/fhir_fields.h"
#include "questionnaire/fhir_options.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

inline constexpr int most_levels = 32;
inline constexpr std::size_t most_items = 5'000;
inline constexpr std::size_t most_options_together = 100'000;

struct Reading {
    Findings& findings;
    Contained contained;
    std::size_t items = 0, options = 0;  // read so far
};

// The items of a questionnaire or of an item; stops at the first fault. What stands in something
// hidden is hidden with it.
[[nodiscard]] std::vector<Item> read_items(const Fields& parent, Reading& reading, int level = 1,
                                           bool hidden = false);

}  // namespace spine::questionnaire
