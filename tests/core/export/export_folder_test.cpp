// A folder that is whole or not there.
#include "export/export_folder.h"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <tuple>

#include "support/support.h"

using namespace spine;
using namespace spine::exporting;
namespace fs = std::filesystem;

namespace {

std::size_t entries_in(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("an export's folder appears when it is kept, with all that was written") {
    const test::TemporaryFolder place;
    auto folder = ExportFolder::make(place / "out").value();
    auto* file = folder->file("data.csv").value();
    const std::string long_line(200'000, 'x');
    file->write("a,b\r\n");
    file->write(long_line);
    REQUIRE(folder->write("note.md", "note"));
    CHECK_FALSE(fs::exists(place / "out"));
    REQUIRE(folder->keep());
    CHECK(test::slurp(place / "out/data.csv") == "a,b\r\n" + long_line);
    CHECK(test::slurp(place / "out/note.md") == "note");
    CHECK(folder->files().size() == 2);
    CHECK(folder->files().front().size == 200'005);
    folder.reset();
    CHECK(entries_in(place.path()) == 1);
    // For its owner alone: answers stand in it.
    CHECK((fs::status(place / "out").permissions() & fs::perms::others_all) == fs::perms::none);
}

TEST_CASE("what is not kept leaves nothing") {
    const test::TemporaryFolder place;
    {
        auto folder = ExportFolder::make(place / "out").value();
        REQUIRE(folder->write("data.csv", "half"));
        CHECK(entries_in(place.path()) == 1);
    }
    CHECK(entries_in(place.path()) == 0);
}

TEST_CASE("the next export removes what a crashed one left, and nothing that is being written") {
    const test::TemporaryFolder place;
    fs::create_directory(place / "out.partial-abcdef");
    test::spit(place / "out.partial-abcdef/data.csv", "half");
    fs::create_directory(place / "other.partial-abcdef");
    const auto being_written = ExportFolder::make(place / "out").value();
    CHECK_FALSE(fs::exists(place / "out.partial-abcdef"));
    // What was to be another folder is a person's to remove, and named.
    CHECK(fs::exists(place / "other.partial-abcdef"));
    CHECK(being_written->left_beside() == std::vector<fs::path>{place / "other.partial-abcdef"});
    const auto elsewhere = ExportFolder::make(place / "third").value();
    CHECK(elsewhere->left_beside() == being_written->left_beside());
    const auto second = ExportFolder::make(place / "out").value();
    CHECK(fs::exists(being_written->path()));
    CHECK(fs::exists(second->path()));
}

TEST_CASE(
    "an export that is killed leaves no folder, and its half files until the next to that place") {
    const test::TemporaryFolder place;
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        auto folder = ExportFolder::make(place / "out").value();
        std::ignore = folder->write("data.csv", "half");
        ::raise(SIGKILL);
    }
    int ended = 0;
    REQUIRE(::waitpid(child, &ended, 0) == child);
    REQUIRE(WIFSIGNALED(ended));
    CHECK_FALSE(fs::exists(place / "out"));
    CHECK(entries_in(place.path()) == 1);
    const auto next = ExportFolder::make(place / "out").value();
    CHECK(entries_in(place.path()) == 1);
    CHECK(fs::is_empty(next->path()));
}

TEST_CASE("a folder that holds something is neither taken nor written over") {
    const test::TemporaryFolder place;
    fs::create_directory(place / "out");
    auto folder = ExportFolder::make(place / "out").value();
    test::spit(place / "out/theirs", "theirs");
    CHECK(folder->keep().error().cause == exporting::causes::export_folder_exists);
    folder.reset();
    CHECK(test::slurp(place / "out/theirs") == "theirs");
    CHECK(ExportFolder::make(place / "out").error().cause ==
          exporting::causes::export_folder_exists);
    CHECK(ExportFolder::make(place / "nowhere/out").error().cause ==
          exporting::causes::export_write_failed);
    CHECK(entries_in(place.path()) == 1);
}
