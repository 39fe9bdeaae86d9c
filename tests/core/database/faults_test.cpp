// A disk that is full, that fails, and that loses its power.
#include <catch2/catch.hpp>

#include "database/database.h"
#include "notes.h"
#include "support/support.h"
#include "support/test_disk.h"

using namespace spine;
using database::Database;
using test::DiskFault;
using test::TestDisk;

namespace {

constexpr const char* kInsert = "INSERT INTO note (text) VALUES (?)";

// The file is made on the system's disk; what follows happens on the test's.
database::Options on_disk(const TestDisk& disk, const std::filesystem::path& file) {
    auto options = test::notes_in(file);
    { REQUIRE(Database::open(options)); }
    options.vfs = disk.name();
    return options;
}

}  // namespace

TEST_CASE("a full disk costs the ballast, not the answer") {
    const test::TemporaryFolder folder;
    TestDisk disk;
    auto options = on_disk(disk, folder / "a.db");
    options.ballast = folder / "ballast";
    options.ballast_bytes = 65'536;
    auto database = Database::open(options).value();
    REQUIRE(std::filesystem::file_size(options.ballast) == 65'536);

    disk.full_while_there(options.ballast);
    int times = 0;
    CHECK(database.transact([&] { return ++times, database.run(kInsert, {"a"}); }));
    CHECK(times == 2);
    CHECK_FALSE(std::filesystem::exists(options.ballast));
    CHECK(test::count_notes(database) == 1);

    disk.full_while_there({});
    REQUIRE(database.tidy());
    CHECK(std::filesystem::exists(options.ballast));
    disk.full_while_there(options.ballast);
    CHECK(database.run(kInsert, {"b"}));
    CHECK(test::count_notes(database) == 2);
}

TEST_CASE("a disk that stays full is said, costs nothing saved, and is used again when it can be") {
    const test::TemporaryFolder folder;
    TestDisk disk;
    const auto fault = GENERATE(DiskFault::Full, DiskFault::ShortWrite);
    auto database = Database::open(on_disk(disk, folder / "a.db")).value();
    REQUIRE(database.run(kInsert, {"a"}));
    disk.fail_at(1, fault, true);
    CHECK(database.run(kInsert, {"b"}).error().cause == database::causes::full);
    CHECK_FALSE(database.has_failed());
    disk.fail_at(0, fault);
    CHECK(test::count_notes(database) == 1);
    CHECK(database.run(kInsert, {"c"}));
    CHECK(database.check());
    CHECK(test::count_notes(database) == 2);
}

TEST_CASE("after one failed write or sync nothing is tried again") {
    const test::TemporaryFolder folder;
    TestDisk disk;
    const auto fault = GENERATE(DiskFault::WriteError, DiskFault::SyncError);
    {
        auto database = Database::open(on_disk(disk, folder / "a.db")).value();
        REQUIRE(database.run(kInsert, {"a"}));
        disk.fail_at(1, fault);
        CHECK(database.run(kInsert, {"b"}).error().cause == database::causes::failed);
        CHECK(database.has_failed());
        const auto operations = disk.operations();
        CHECK(database.run(kInsert, {"c"}).error().cause == database::causes::failed);
        CHECK(database.tidy().error().cause == database::causes::failed);
        CHECK(database.query("SELECT 1").error().cause == database::causes::failed);
        CHECK(database.transact([] { return Status{}; }).error().cause == database::causes::failed);
        CHECK(disk.operations() == operations);
    }
    // Opened anew on a sound disk: what was saved is there, what was refused may be or not.
    auto database = Database::open(test::notes_in(folder / "a.db")).value();
    CHECK(database.check());
    CHECK(test::count_notes(database) >= 1);
    CHECK(database.number("SELECT count(*) FROM note WHERE text = 'c'").value() == 0);
}

TEST_CASE("a failing disk at any operation of a working day never loses what was committed") {
    const std::uint64_t step = test::long_form() ? 1 : 5;
    const auto fault = GENERATE(DiskFault::WriteError, DiskFault::SyncError, DiskFault::Full,
                                DiskFault::ShortWrite);
    for (std::uint64_t at = 1; at < 130; at += step) {
        const test::TemporaryFolder folder;
        TestDisk disk;
        std::int64_t committed = 0;
        {
            auto database = Database::open(on_disk(disk, folder / "a.db")).value();
            disk.fail_at(at, fault);
            for (int i = 0; i < 40; ++i) {
                if (database.run(kInsert, {"an answer"})) ++committed;
                if (i % 10 == 9) (void)database.tidy();
            }
        }
        auto database = Database::open(test::notes_in(folder / "a.db")).value();
        REQUIRE(database.check());
        REQUIRE(test::count_notes(database) >= committed);
    }
}
