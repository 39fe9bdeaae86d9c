// What each column means: wording in each language, coding, scoring, missing-data rule, version.
//
// Goes with every data set, whatever its format; the same in Markdown, and in HTML that needs
// nothing from elsewhere and prints well.
#pragma once

#include <string>

#include "export/research_table.h"

namespace spine::exporting {

[[nodiscard]] std::string codebook_markdown(const Table& table);
[[nodiscard]] std::string codebook_html(const Table& table);

}  // namespace spine::exporting
