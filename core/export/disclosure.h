// What a release gives away, in words for a person and as JSON for a program: goes with the data,
// and is what a dry run shows. Small counts are hidden in both.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "export/research_export.h"

namespace spine::exporting {

// How many, as it may be said wherever the export is spoken of; nothing where it is hidden. A small
// count points at people, and so does a difference of two that is small: of the data everybody
// knows how many rows they have. Nor must somebody who knows how many sessions there were work out
// a small count of those left out: with small ones larger ones are hidden, and where there are too
// few of those the zeros, so that nobody can tell which of them is which. Everything that speaks of
// the export says these, or one text would give away another.
struct Shown {
    std::array<std::optional<std::uint64_t>, kWaysOut> left_out;
    std::optional<std::uint64_t> sessions, first_time, later, joined, of_several, suppressed,
        uniques_before;
};
[[nodiscard]] Shown shown_of(const Study& study, const ExportResult& result);

[[nodiscard]] std::string disclosure_markdown(const ExportRequest& request,
                                              const ExportResult& result);
[[nodiscard]] std::string disclosure_json(const ExportRequest& request, const ExportResult& result);

}  // namespace spine::exporting
