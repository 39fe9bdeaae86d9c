#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>

#include "database/database.h"
#include "notes.h"
#include "support/support.h"

using namespace spine;
using database::Database;

namespace {

// Another process that opens the database, says so, and holds it until it is told to end.
class OtherProcess {
  public:
    explicit OtherProcess(const database::Options& options) {
        std::array<int, 2> ready{};
        if (::pipe(ready.data()) != 0) FAIL("no pipe");
        pid_ = ::fork();
        if (pid_ == 0) {
            const auto database = Database::open(options);
            const char said = database ? '1' : '0';
            if (::write(ready[1], &said, 1) != 1) ::_exit(1);
            ::pause();
            ::_exit(0);
        }
        char said = '0';
        if (::read(ready[0], &said, 1) != 1 || said != '1') FAIL("the other did not open");
        ::close(ready[0]);
        ::close(ready[1]);
    }
    OtherProcess(const OtherProcess&) = delete;
    OtherProcess& operator=(const OtherProcess&) = delete;
    ~OtherProcess() { kill(); }
    void kill() {
        if (pid_ == 0) return;
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        pid_ = 0;
    }
    [[nodiscard]] pid_t pid() const { return pid_; }

  private:
    pid_t pid_ = 0;
};

}  // namespace

TEST_CASE("a second process is turned away by name, and let in when the first has died") {
    const test::TemporaryFolder folder;
    auto options = test::notes_in(folder / "a.db");
    options.program = "kiosk";
    OtherProcess other(options);
    options.program = "kioskctl";
    const auto opened = Database::open(options);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().cause == database::causes::held_by_another);
    CHECK(opened.error().happened ==
          fmt::format("This folder is in use by kiosk (process {}).", other.pid()));
    other.kill();
    CHECK(Database::open(options));
}

TEST_CASE("a second opening within one program is turned away too") {
    const test::TemporaryFolder folder;
    const auto options = test::notes_in(folder / "a.db");
    const auto first = Database::open(options);
    REQUIRE(first);
    CHECK(Database::open(options).error().cause == database::causes::held_by_another);
}
