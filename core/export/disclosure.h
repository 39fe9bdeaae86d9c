// What a release gives away, in words for a person and as JSON for a program: goes with the data,
// and is what a dry run shows. Small counts are hidden in both.
#pragma once

#include <string>

#include "export/research_export.h"

namespace spine::exporting {

[[nodiscard]] std::string disclosure_markdown(const ExportRequest& request,
                                              const ExportResult& result);
[[nodiscard]] std::string disclosure_json(const ExportRequest& request, const ExportResult& result);

}  // namespace spine::exporting
