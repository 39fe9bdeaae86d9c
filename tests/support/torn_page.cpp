#include "support/torn_page.h"

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <utility>

#include "support/support.h"

namespace spine::test {
namespace {

std::size_t number(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    REQUIRE(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
    REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
    const sqlite3_int64 found = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    REQUIRE(found > 0);
    return static_cast<std::size_t>(found);
}

std::pair<std::size_t, std::size_t> page_and_size(const std::filesystem::path& file,
                                                  const std::string& sql) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK);
    const std::pair found(number(database, sql), number(database, "PRAGMA page_size"));
    sqlite3_close(database);
    return found;
}

}  // namespace

void tear_page(const std::filesystem::path& file, const std::string& sql) {
    const auto [page, size] = page_and_size(file, sql);
    std::string bytes = slurp(file);
    REQUIRE(bytes.size() >= page * size);
    bytes.replace((page - 1) * size, size, size, '\0');
    spit(file, bytes);
}

}  // namespace spine::test
