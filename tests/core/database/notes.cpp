#include "notes.h"

#include "database/settings.h"

namespace spine::test {

database::Options notes_in(const std::filesystem::path& file) {
    database::Options options;
    options.file = file;
    options.schema = {0x54455354,
                      {database::kSettingsTable,
                       "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL);"}};
    options.program = "database_test";
    return options;
}

std::int64_t count_notes(database::Database& database) {
    return database.number("SELECT count(*) FROM note").value().value();
}

}  // namespace spine::test
