#include "database/settings.h"

namespace spine::database {
namespace {

Status set(Database& database, std::string_view name, const Value& value) {
    return database.run(
        "INSERT INTO setting (name, value) VALUES (?, ?) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {name, value});
}

}  // namespace

Status set_number(Database& database, std::string_view name, std::int64_t value) {
    return set(database, name, value);
}

Status set_blob(Database& database, std::string_view name, ByteView value) {
    return set(database, name, value);
}

Result<std::optional<std::int64_t>> get_number(Database& database, std::string_view name) {
    return database.number("SELECT value FROM setting WHERE name = ?", {name});
}

Result<std::optional<Bytes>> get_blob(Database& database, std::string_view name) {
    auto rows = database.query("SELECT value FROM setting WHERE name = ?", {name});
    if (!rows) return fail(std::move(rows));
    const auto found = rows->next();
    if (!found) return fail(found.error());
    if (!*found) return std::optional<Bytes>();
    const ByteView value = rows->blob(0);
    return std::optional(Bytes(value.begin(), value.end()));
}

}  // namespace spine::database
