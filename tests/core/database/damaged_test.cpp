// A file of which a page does not read: what else is there is read, and nothing is written.
#include <catch2/catch.hpp>

#include "database/database.h"
#include "notes.h"
#include "support/support.h"
#include "support/torn_page.h"

using namespace spine;
using database::Database;

namespace {

constexpr const char* kInsert = "INSERT INTO note (text) VALUES (?)";
constexpr const char* kLastPage =
    "SELECT max(pageno) FROM dbstat WHERE name = 'note' AND pagetype = 'leaf'";
constexpr const char* kFirst = "SELECT length(text) FROM note WHERE id = 1";
constexpr const char* kAll = "SELECT sum(length(text)) FROM note";

// Some pages of notes, the last of which does not read.
void make_torn(const std::filesystem::path& file) {
    {
        auto database = Database::open(test::notes_in(file)).value();
        REQUIRE(database.transact([&]() -> Status {
            for (int i = 0; i < 200; ++i) {
                if (auto done = database.run(kInsert, {std::string(1000, 'n')}); !done) return done;
            }
            return {};
        }));
    }
    test::tear_page(file, kLastPage);
}

void check_refused(Database& database) {
    const Status refused = database.run("UPDATE note SET text = 'b' WHERE id = 1");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().cause == database::causes::damaged);
    CHECK(refused.error().next.find("restore a backup") != std::string::npos);
    CHECK(database.run(kInsert, {"b"}).error().cause == database::causes::damaged);
    CHECK(database.transact([] { return Status{}; }).error().cause == database::causes::damaged);
    CHECK(database.tidy().error().cause == database::causes::damaged);
}

}  // namespace

TEST_CASE("where a page does not read the rest is read, and nothing is written") {
    const test::TemporaryFolder folder;
    const auto file = folder / "a.db";
    make_torn(file);
    const std::string before = test::slurp(file);
    {
        auto database = Database::open(test::notes_in(file)).value();
        CHECK_FALSE(database.is_damaged());
        SECTION("met by a reader") {
            CHECK(database.number(kAll).error().cause == database::causes::damaged);
        }
        SECTION("met by the check of all pages") {
            CHECK(database.check().error().cause == database::causes::damaged);
        }
        SECTION("met in the middle of a transaction") {
            CHECK(database
                      .transact([&]() -> Status {
                          auto done = database.run("UPDATE note SET text = 'b' WHERE id = 1");
                          REQUIRE(done);
                          // Who overlooks it commits nothing either.
                          CHECK_FALSE(database.number(kAll));
                          return done;
                      })
                      .error()
                      .cause == database::causes::damaged);
        }
        CHECK(database.is_damaged());
        CHECK_FALSE(database.has_failed());
        CHECK(database.number(kFirst).value() == 1000);
        check_refused(database);
        CHECK(database.number(kFirst).value() == 1000);
    }
    CHECK(test::slurp(file) == before);
}

TEST_CASE("closing a damaged file leaves what was written ahead where it is") {
    const test::TemporaryFolder folder;
    const auto file = folder / "a.db";
    make_torn(file);
    const std::string before = test::slurp(file);
    {
        auto database = Database::open(test::notes_in(file)).value();
        REQUIRE(database.run("UPDATE note SET text = 'kept' WHERE id = 1"));
        CHECK_FALSE(database.number(kAll));
    }
    CHECK(test::slurp(file) == before);
    auto database = Database::open(test::notes_in(file)).value();
    CHECK(database.number(kFirst).value() == 4);
}
