#include "database/database.h"

#include <catch2/catch.hpp>

#include "database/settings.h"
#include "notes.h"
#include "support/support.h"

using namespace spine;
using database::Database;
using test::count_notes;
using test::notes_in;

TEST_CASE("what was committed is there after closing, and only one file is left") {
    const test::TemporaryFolder folder;
    {
        auto database = Database::open(notes_in(folder / "a.db")).value();
        REQUIRE(database.run("INSERT INTO note (text) VALUES (?)", {"kept"}));
    }
    CHECK_FALSE(std::filesystem::exists(folder / "a.db-wal"));
    CHECK_FALSE(std::filesystem::exists(folder / "a.db-shm"));
    auto database = Database::open(notes_in(folder / "a.db")).value();
    auto rows = database.query("SELECT text FROM note").value();
    REQUIRE(rows.next().value());
    CHECK(rows.text(0) == "kept");
    CHECK_FALSE(rows.next().value());
    CHECK(database.check());
    CHECK_FALSE(std::filesystem::exists(folder / "a.db-shm"));
}

TEST_CASE("every kind of value comes back as it went in") {
    const test::TemporaryFolder folder;
    auto database = Database::open(notes_in(folder / "a.db")).value();
    const Bytes blob = {0, 1, 255};
    auto rows = database
                    .query("SELECT ?, ?, ?, ?, ?, ?, ?",
                           {std::int64_t{-5}, 2.5, "a'b", blob, nullptr, true, ""})
                    .value();
    REQUIRE(rows.next().value());
    CHECK(rows.integer(0) == -5);
    CHECK(rows.real(1) == 2.5);
    CHECK(rows.text(2) == "a'b");
    CHECK(Bytes(rows.blob(3).begin(), rows.blob(3).end()) == blob);
    CHECK(rows.is_null(4));
    CHECK(rows.integer(5) == 1);
    CHECK_FALSE(rows.is_null(6));
    CHECK(rows.text(6).empty());
}

TEST_CASE("a transaction that fails leaves nothing, and the fault is handed on") {
    const test::TemporaryFolder folder;
    auto database = Database::open(notes_in(folder / "a.db")).value();
    const Status done = database.transact([&]() -> Status {
        if (auto first = database.run("INSERT INTO note (text) VALUES ('a')"); !first) return first;
        return database.run("INSERT INTO note (id, text) VALUES (1, 'again')");
    });
    REQUIRE_FALSE(done);
    CHECK(done.error().cause == database::causes::refused);
    CHECK(count_notes(database) == 0);
    CHECK_FALSE(database.has_failed());
}

TEST_CASE("a transaction that is let go of is rolled back") {
    const test::TemporaryFolder folder;
    auto database = Database::open(notes_in(folder / "a.db")).value();
    {
        auto transaction = database::Transaction::begin(database).value();
        REQUIRE(database.run("INSERT INTO note (text) VALUES ('a')"));
    }
    CHECK(count_notes(database) == 0);
    auto transaction = database::Transaction::begin(database).value();
    REQUIRE(database.run("INSERT INTO note (text) VALUES ('a')"));
    REQUIRE(transaction.commit());
    CHECK(count_notes(database) == 1);
}

TEST_CASE("a wrong number of values is refused, not padded with NULL") {
    const test::TemporaryFolder folder;
    auto database = Database::open(notes_in(folder / "a.db")).value();
    CHECK(database.run("INSERT INTO note (text) VALUES (?)").error().cause ==
          database::causes::refused);
    CHECK(database.run("INSERT INTO nothing VALUES (1)").error().cause ==
          database::causes::refused);
    CHECK(count_notes(database) == 0);
}

TEST_CASE("an older database is brought up to date, a newer one is refused") {
    const test::TemporaryFolder folder;
    const auto old = notes_in(folder / "a.db");
    auto current = old;
    current.schema.steps.emplace_back("ALTER TABLE note ADD COLUMN place TEXT");
    {
        auto database = Database::open(old).value();
        REQUIRE(database.run("INSERT INTO note (text) VALUES ('a')"));
    }
    {
        auto database = Database::open(current).value();
        REQUIRE(database.run("UPDATE note SET place = 'here'"));
    }
    const std::string before = test::slurp(folder / "a.db");
    CHECK(Database::open(old).error().cause == database::causes::newer);
    CHECK(test::slurp(folder / "a.db") == before);
}

TEST_CASE("a foreign file is never opened and never written") {
    const test::TemporaryFolder folder;
    const auto options = notes_in(folder / "a.db");
    const auto refused = [&](std::string_view content) {
        test::spit(options.file, content);
        const auto opened = Database::open(options);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().cause == database::causes::foreign);
        CHECK(test::slurp(options.file) == content);
        CHECK_FALSE(std::filesystem::exists(folder / "a.db-wal"));
    };
    refused("");
    refused("SQLite format 3");
    refused(std::string(4096, 'x'));
    auto other = notes_in(folder / "b.db");
    other.schema.application_id = 7;
    { REQUIRE(Database::open(other)); }
    refused(test::slurp(other.file));
}

TEST_CASE("a missing database is only made when that is asked for") {
    const test::TemporaryFolder folder;
    auto options = notes_in(folder / "a.db");
    options.if_missing = database::IfMissing::Refuse;
    CHECK(Database::open(options).error().cause == database::causes::missing);
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a making that was cut short is begun anew") {
    const test::TemporaryFolder folder;
    test::spit(folder / "a.db.new", "half a file");
    test::spit(folder / "a.db.new-journal", "its journal");
    auto database = Database::open(notes_in(folder / "a.db")).value();
    CHECK(count_notes(database) == 0);
    CHECK_FALSE(std::filesystem::exists(folder / "a.db.new"));
}

TEST_CASE("the file is the owner's alone") {
    const test::TemporaryFolder folder;
    auto database = Database::open(notes_in(folder / "a.db")).value();
    REQUIRE(database.run("INSERT INTO note (text) VALUES ('a')"));
    for (const auto* name : {"a.db", "a.db-wal", "a.db.lock"}) {
        const auto rights = std::filesystem::status(folder / name).permissions();
        CHECK((rights & std::filesystem::perms::others_all) == std::filesystem::perms::none);
        CHECK((rights & std::filesystem::perms::group_all) == std::filesystem::perms::none);
    }
}

TEST_CASE("settings are kept by name") {
    const test::TemporaryFolder folder;
    auto database = Database::open(notes_in(folder / "a.db")).value();
    CHECK_FALSE(database::get_number(database, "n").value());
    REQUIRE(database::set_number(database, "n", 5));
    REQUIRE(database::set_number(database, "n", 6));
    REQUIRE(database::set_blob(database, "b", as_bytes("xyz")));
    CHECK(database::get_number(database, "n").value() == 6);
    CHECK(as_text(*database::get_blob(database, "b").value()) == "xyz");
    CHECK_FALSE(database::get_blob(database, "c").value());
}

TEST_CASE("what is deleted is overwritten once the database is tidied") {
    const test::TemporaryFolder folder;
    auto database = Database::open(notes_in(folder / "a.db")).value();
    const std::string secret = "a-text-that-must-go";
    REQUIRE(database.transact([&]() -> Status {
        for (int i = 0; i < 5000; ++i) {
            auto noted = database.run("INSERT INTO note (text) VALUES (?)", {secret});
            if (!noted) return noted;
        }
        return {};
    }));
    REQUIRE(database.tidy());
    REQUIRE(test::slurp(folder / "a.db").find(secret) != std::string::npos);
    const auto before = std::filesystem::file_size(folder / "a.db");
    REQUIRE(database.run("DELETE FROM note"));
    REQUIRE(database.tidy());
    CHECK(test::slurp(folder / "a.db").find(secret) == std::string::npos);
    CHECK(std::filesystem::file_size(folder / "a.db-wal") == 0);
    CHECK(std::filesystem::file_size(folder / "a.db") < before);
}
