// The formats by their names.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "export/research_table.h"

namespace spine::exporting {

// "csv", "fhir", "psql", "redcap", "sav".
[[nodiscard]] std::vector<std::string> format_names();

// Fault: format_unknown (research_export.h).
[[nodiscard]] Result<std::unique_ptr<ResearchFormat>> make_format(const std::string& name);

}  // namespace spine::exporting
