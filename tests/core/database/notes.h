// A database of notes, for the tests of core/database.
#pragma once

#include <filesystem>

#include "database/database.h"

namespace spine::test {

// Table note (id, text) and settings.
[[nodiscard]] database::Options notes_in(const std::filesystem::path& file);
[[nodiscard]] std::int64_t count_notes(database::Database& database);

}  // namespace spine::test
