// The floor of an export: a table of plain text in SQLite, read row by row and written as CSV.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace spine::bench {

// Lays the cells of a CSV file into the one table of a new database. Gives back how many cells a
// row has.
[[nodiscard]] Result<std::size_t> lay_cells(const std::filesystem::path& csv,
                                            const std::filesystem::path& database);

// All rows of it into a CSV file, every cell in quotes, synced. False if either does not work.
[[nodiscard]] bool write_plainly(const std::filesystem::path& database,
                                 const std::filesystem::path& csv);

}  // namespace spine::bench
