#include "database/allocator.h"

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <cstring>

#include "database/database.h"
#include "database/settings.h"
#include "support/support.h"

using namespace spine;

TEST_CASE("SQLite's memory is wiped when it is given back, and the choice is made once") {
    REQUIRE(database::install_wiping_allocator());
    sqlite3_mem_methods methods{};
    REQUIRE(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &methods) == SQLITE_OK);

    // Growing moves the block: the new one has the content, and the old one is wiped on its way
    // to the heap, which is why resizing never happens in place.
    auto* memory = static_cast<char*>(methods.xMalloc(64));
    std::memset(memory, 'x', 64);
    auto* larger = static_cast<char*>(methods.xRealloc(memory, 4096));
    REQUIRE(larger != nullptr);
    CHECK(std::string_view(larger, 64) == std::string(64, 'x'));
    CHECK(methods.xSize(larger) >= 4096);
    methods.xFree(larger);

    const test::TemporaryFolder folder;
    database::Options options;
    options.file = folder / "a.db";
    options.schema = {9, {database::kSettingsTable}};
    {
        auto database = database::Database::open(options).value();
        REQUIRE(database::set_blob(database, "b", Bytes(100'000, 7)));
        CHECK(database::get_blob(database, "b").value() == Bytes(100'000, 7));
    }
    const auto again = database::install_wiping_allocator();
    REQUIRE_FALSE(again);
    CHECK(again.error().cause == database::causes::allocator_refused);
}
