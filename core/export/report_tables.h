// The tables of a report as CSV, one file a table: "tables/01-….csv" in the page's order, and
// "tables/index.csv", which says what each is. Internal to the module.
//
// They hold what the page shows and nothing else: hidden counts are hidden in them.
#pragma once

#include <span>

#include "export/export_folder.h"
#include "export/report_page.h"

namespace spine::exporting {

// Faults: the folder's.
[[nodiscard]] Status write_tables(std::span<const NamedTable> tables, ExportFolder& folder);

}  // namespace spine::exporting
