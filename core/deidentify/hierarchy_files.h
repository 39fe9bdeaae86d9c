// Where a table's hierarchies lie: one file a column in one folder, a line a value, no first line
// with names, any separator that csv_reader.h takes:
//
//   39;35-39;30-39;20-39;*
//
// A column's file is called `<table>_hierarchy_<column>.csv`, or else `<column>.csv`. Another
// table's files count only where this table has none that is called after it, and all of them are
// of one table: a part or a new draw of it, say.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "deidentify/hierarchy.h"

namespace spine::deidentify {

namespace causes {
inline constexpr Cause hierarchy_twice = "hierarchy-twice";  // of two other tables
}  // namespace causes

struct HierarchyFile {
    std::string column;
    std::filesystem::path file;
};

// Those of `columns` that have one, in the order of `columns`. Causes: hierarchy_twice, and those
// of Files::list().
[[nodiscard]] Result<std::vector<HierarchyFile>> find_hierarchies(
    Files& files, const std::filesystem::path& folder, const std::string& table,
    const std::vector<std::string>& columns);

// Causes: those of csv_reader.h and of Hierarchy::build(); each names the file.
[[nodiscard]] Result<Hierarchy> read_hierarchy(const HierarchyFile& file);

// The values alone, in the file's order. Causes: those of csv_reader.h.
[[nodiscard]] Result<std::vector<std::string>> read_order(const HierarchyFile& file);

}  // namespace spine::deidentify
