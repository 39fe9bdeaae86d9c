// Small named values inside a database, in its table `setting (name TEXT PRIMARY KEY, value)`.
// Names are the program's own words; values that a person or a patient gave do not belong here.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.h"
#include "database/database.h"

namespace spine::database {

// The first statement of a schema that keeps settings.
inline constexpr std::string_view kSettingsTable =
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value) WITHOUT ROWID;";

// Within the caller's transaction if there is one, else durable by itself.
[[nodiscard]] Status set_number(Database& database, std::string_view name, std::int64_t value);
[[nodiscard]] Status set_blob(Database& database, std::string_view name, ByteView value);
// Nothing if it was never set.
[[nodiscard]] Result<std::optional<std::int64_t>> get_number(Database& database,
                                                             std::string_view name);
[[nodiscard]] Result<std::optional<Bytes>> get_blob(Database& database, std::string_view name);

}  // namespace spine::database
