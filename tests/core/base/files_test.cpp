#include "base/files.h"

#include <catch2/catch.hpp>

#include "support/support.h"

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
