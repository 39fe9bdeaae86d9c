// What PostgreSQL is told of a study before its data come. Internal to the module.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "export/research_table.h"

namespace spine::exporting {

// 'it''s': a literal of SQL's standard.
[[nodiscard]] std::string sql_text(std::string_view text);

// How a coded column's values are stored, one a label: its codes, or its numbers where a
// spreadsheet would take a code for a formula.
[[nodiscard]] std::vector<std::string> stored_codes(const Variable& variable);

// All of schema.sql: types, tables, and what stands in the lookup tables.
[[nodiscard]] std::string schema_sql(const Table& table);

// The columns of "responses" in the order of the CSV.
[[nodiscard]] std::vector<std::string> column_names(const Table& table);

}  // namespace spine::exporting
