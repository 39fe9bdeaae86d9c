// What a release gives away, in words for a person and as JSON for a program: goes with the data,
// and is what a dry run shows. Small counts are hidden in both.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "export/research_export.h"

namespace spine::exporting {

// How many were left out for each reason, as it may be said wherever the export is spoken of;
// nothing where it is hidden. Everything that speaks of it hides alike, or one text would give away
// another.
using ShownLeftOut = std::array<std::optional<std::uint64_t>, kWaysOut>;
[[nodiscard]] ShownLeftOut shown_left_out(const Flow& flow, std::uint64_t threshold);

[[nodiscard]] std::string disclosure_markdown(const ExportRequest& request,
                                              const ExportResult& result);
[[nodiscard]] std::string disclosure_json(const ExportRequest& request, const ExportResult& result);

}  // namespace spine::exporting
