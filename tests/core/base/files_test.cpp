#include "base/files.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "support/support.h"
#include "watched_disk.h"

using namespace spine;

TEST_CASE("a file is written whole, read within its bound, and replaced") {
    const test::TemporaryFolder folder;
    SystemFiles files;
    REQUIRE(files.write(folder / "a", as_bytes("first"), Access::Owner));
    REQUIRE(files.write(folder / "a", as_bytes("second"), Access::Owner));
    CHECK(as_text(files.read(folder / "a", 6).value()) == "second");
    CHECK(files.read(folder / "a", 5).error().cause == causes::file_too_large);
    CHECK(files.read(folder / "b", 5).error().cause == causes::file_missing);
    const auto rights = std::filesystem::status(folder / "a").permissions();
    CHECK(rights == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE("create never replaces what is there, and leaves nothing behind") {
    const test::TemporaryFolder folder;
    SystemFiles files;
    REQUIRE(files.create(folder / "a", as_bytes("first"), Access::Everyone));
    CHECK(files.create(folder / "a", as_bytes("second"), Access::Everyone).error().cause ==
          causes::file_exists);
    CHECK(as_text(files.read(folder / "a", 100).value()) == "first");
    CHECK(files.list(folder.path()).value().size() == 1);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a folder that is not there is named in the fault") {
    const test::TemporaryFolder folder;
    SystemFiles files;
    const auto listed = files.list(folder / "none");
    REQUIRE_FALSE(listed);
    CHECK(listed.error().cause == causes::file_missing);
    CHECK(listed.error().where == (folder / "none").string());
    CHECK(files.write(folder / "none" / "a", {}, Access::Owner).error().cause ==
          causes::file_write_failed);
}

TEST_CASE("on a disk without links a file is still created whole, once, and never over another") {
    const test::TemporaryFolder folder;
    SystemFiles files;
    {
        const test::DiskWithoutLinks stick;
        REQUIRE(files.create(folder / "a", as_bytes("first"), Access::Everyone));
        CHECK(files.create(folder / "a", as_bytes("second"), Access::Everyone).error().cause ==
              causes::file_exists);
        const std::vector<NewFile> several = {{"a", as_bytes("third")}, {"b", as_bytes("fourth")}};
        CHECK(files.create_all(folder.path(), several, Access::Everyone).value() ==
              std::vector<std::size_t>{0});
    }
    CHECK(as_text(files.read(folder / "a", 100).value()) == "first");
    CHECK(as_text(files.read(folder / "b", 100).value()) == "fourth");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("new folders are as durable as the files in them") {
    const test::TemporaryFolder folder;
    const auto root = std::filesystem::canonical(folder.path());
    SystemFiles files;
    const test::WatchedSyncs watched;
    REQUIRE(files.make_folders(root / "a" / "b"));
    CHECK(watched.synced() == std::vector<std::filesystem::path>{root, root / "a"});
    REQUIRE(files.make_folders(root / "a" / "b"));
    REQUIRE(files.make_folders(root / "a" / "b" / "c" / ""));
    CHECK(std::filesystem::is_directory(root / "a" / "b" / "c"));
    REQUIRE(files.write(root / "file", {}, Access::Owner));
    CHECK(files.make_folders(root / "file" / "d").error().cause == causes::file_write_failed);
    CHECK(files.make_folders(root / "file").error().cause == causes::file_write_failed);
}

TEST_CASE("a pipe, a device or a folder is not read, and a listing shows what is no file") {
    const test::TemporaryFolder folder;
    SystemFiles files;
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    std::filesystem::create_symlink("/dev/zero", folder / "device");
    std::filesystem::create_symlink(folder / "nothing", folder / "dangling");
    for (const auto& file : {folder / "pipe", folder / "device", folder.path()})
        CHECK(files.read(file, 100).error().cause == causes::file_unreadable);
    std::vector<std::string> names;
    const auto listed = files.list(folder.path());
    REQUIRE(listed);
    for (const FolderEntry& entry : *listed) names.push_back(entry.name);
    CHECK(names == std::vector<std::string>{"dangling", "device", "pipe"});
}
