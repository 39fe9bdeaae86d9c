#include "base/file_stream.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <csignal>

#include "support/small_disk.h"
#include "support/support.h"
#include "watched_disk.h"

using namespace spine;

namespace {

std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    return names;
}

std::string all_of(ByteSource& source) {
    std::string all;
    ByteArray<7> block{};
    for (;;) {
        const auto got = source.read(block);
        REQUIRE(got);
        if (*got == 0) return all;
        all += as_text(ByteView(block).first(*got));
    }
}

}  // namespace

TEST_CASE(
    "a file in the making is not to be seen until it is whole, and takes the place of the old") {
    const test::TemporaryFolder folder;
    test::spit(folder / "a", "old");
    auto pending = PendingFile::begin(folder / "a", Access::Owner);
    REQUIRE(pending);
    REQUIRE((*pending)->write(as_bytes("ne")));
    REQUIRE((*pending)->write(as_bytes("w")));
    CHECK(names_in(folder.path()) == std::vector<std::string>{"a"});
    CHECK(test::slurp(folder / "a") == "old");
    const test::WatchedSyncs watched;
    REQUIRE((*pending)->publish());
    CHECK(watched.synced().size() == 2);
    CHECK(watched.synced().back() == std::filesystem::canonical(folder.path()));
    CHECK(test::slurp(folder / "a") == "new");
    pending->reset();
    CHECK(names_in(folder.path()) == std::vector<std::string>{"a"});
    const auto rights = std::filesystem::status(folder / "a").permissions();
    CHECK(rights == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE("a file that is not finished leaves nothing, on a disk without nameless files either") {
    const test::TemporaryFolder folder;
    {
        auto pending = PendingFile::begin(folder / "a", Access::Everyone);
        REQUIRE(pending);
        REQUIRE((*pending)->write(as_bytes("half")));
    }
    CHECK(names_in(folder.path()).empty());
    const test::DiskWithoutLinks stick;
    {
        auto pending = PendingFile::begin(folder / "a", Access::Everyone);
        REQUIRE(pending);
        REQUIRE((*pending)->write(as_bytes("half")));
        CHECK(names_in(folder.path()).size() == 1);
    }
    CHECK(names_in(folder.path()).empty());
    auto pending = PendingFile::begin(folder / "a", Access::Everyone);
    REQUIRE(pending);
    REQUIRE((*pending)->write(as_bytes("whole")));
    REQUIRE((*pending)->publish());
    CHECK(names_in(folder.path()) == std::vector<std::string>{"a"});
    CHECK(test::slurp(folder / "a") == "whole");
}

TEST_CASE("what is spooled is read again wherever it lies, and has no name on any disk") {
    const test::TemporaryFolder folder;
    const auto spooled = [&] {
        auto spool = SpoolFile::begin(folder.path());
        REQUIRE(spool);
        CHECK(names_in(folder.path()).empty());
        REQUIRE((*spool)->write(as_bytes("first ")));
        REQUIRE((*spool)->write(as_bytes("second")));
        Bytes middle(6);
        REQUIRE((*spool)->read_at(3, middle));
        CHECK(as_text(middle) == "st sec");
        CHECK((*spool)->read_at(7, middle).error().cause == causes::file_unreadable);
    };
    spooled();
    const test::DiskWithoutLinks stick;
    spooled();
    CHECK_FALSE(SpoolFile::begin(folder / "none"));
}

TEST_CASE("a full disk and a folder that is not there are told, and the old file stays") {
    const test::TemporaryFolder folder;
    test::spit(folder / "a", "old");
    CHECK(PendingFile::begin(folder / "none" / "a", Access::Owner).error().cause ==
          causes::file_write_failed);
    {
        auto pending = PendingFile::begin(folder / "a", Access::Owner);
        REQUIRE(pending);
        const test::SmallDisk small(1000);
        REQUIRE((*pending)->write(Bytes(900)));
        CHECK((*pending)->write(Bytes(900)).error().cause == causes::file_write_failed);
    }
    CHECK(test::slurp(folder / "a") == "old");
    CHECK(names_in(folder.path()) == std::vector<std::string>{"a"});
}

TEST_CASE("a file is read in blocks, and what is no file is refused") {
    const test::TemporaryFolder folder;
    test::spit(folder / "a", "more than one block of it");
    auto source = open_source(folder / "a");
    REQUIRE(source);
    CHECK(all_of(**source) == "more than one block of it");
    CHECK(open_source(folder / "b").error().cause == causes::file_missing);
    CHECK(open_source(folder.path()).error().cause == causes::file_unreadable);
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(open_source(folder / "pipe").error().cause == causes::file_unreadable);
}
