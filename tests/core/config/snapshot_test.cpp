#include "config/snapshot.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "support/support.h"

using namespace spine;
using namespace spine::test;

TEST_CASE("a snapshot holds every file below the folder by its path, sorted") {
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "pages/da");
    spit(folder / "pages/da/b.md", "two");
    spit(folder / "pages/a.md", "one");
    spit(folder / "z", "");
    SystemFiles files;
    const auto snapshot = config::take_snapshot(files, folder.path());
    REQUIRE(snapshot);
    std::vector<std::string> paths;
    for (const auto& [path, content] : snapshot->files) paths.push_back(path);
    CHECK(paths == std::vector<std::string>{"pages/a.md", "pages/da/b.md", "z"});
    CHECK(snapshot->text("pages/da/b.md") == "two");
    CHECK(snapshot->text("z") == "");
    CHECK_FALSE(snapshot->text("pages/da/c.md"));

    spit(folder / "pages/a.md", "three");
    CHECK(snapshot->text("pages/a.md") == "one");
}

TEST_CASE("a link or a pipe in the folder is refused by its name") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder / "pages");
    spit(folder / "elsewhere", "not for everybody");
    const auto place = folder / "pages/x";
    const int kind = GENERATE(0, 1, 2, 3);
    if (kind == 0) std::filesystem::create_symlink(folder / "elsewhere", place);
    if (kind == 1) std::filesystem::create_directory_symlink("/etc", place);
    if (kind == 2) std::filesystem::create_symlink(folder / "nothing", place);
    if (kind == 3) REQUIRE(::mkfifo(place.c_str(), 0600) == 0);
    SystemFiles files;
    const auto refused = config::take_snapshot(files, folder.path());
    REQUIRE_FALSE(refused);
    CHECK(refused.error().cause == config::causes::not_a_file);
    CHECK(refused.error().where == place.string());
}

TEST_CASE("a folder that is not there, too deep or too large gives no snapshot") {
    const TemporaryFolder folder;
    SystemFiles files;
    const auto missing = config::take_snapshot(files, folder / "none");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().cause == spine::causes::file_missing);

    spit(folder / "large", std::string(config::kLargestFile + 1, ' '));
    const auto large = config::take_snapshot(files, folder.path());
    REQUIRE_FALSE(large);
    CHECK(large.error().cause == spine::causes::file_too_large);
    CHECK(large.error().where.find("large") != std::string::npos);
    std::filesystem::remove(folder / "large");

    std::string deep;
    for (int level = 0; level <= config::kDeepestFolder; ++level) deep += "d/";
    std::filesystem::create_directories(folder / deep);
    spit(folder / (deep + "f"), "");
    CHECK_FALSE(config::take_snapshot(files, folder.path()));
}
