// The Markdown of a page as blocks: paragraphs, bullets, headings of level 2 and bold text.
#pragma once

#include <string_view>
#include <vector>

#include "information/page.h"
#include "information/toml_table.h"

namespace spine::information {

// What a page cannot show (links, pictures, tables, code, HTML, numbered lists, other headings)
// is a problem that names it. Columns are counted from the headings: the first opens column 0.
[[nodiscard]] std::vector<Block> read_markdown(std::string_view text, Problems& problems);

}  // namespace spine::information
