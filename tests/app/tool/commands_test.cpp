// kioskctl as a script or an installer meets it: exit codes, and sentences that name the thing.
#include <fmt/format.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "shell.h"
#include "support/support.h"
#include "terminal.h"

using namespace spine;
using test::Ran;
using test::shell;
using test::Terminal;

namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a result that cannot be printed is no success") {
    const std::string redirect = GENERATE(">&-", ">/dev/full");
    const std::string arguments = GENERATE("--version", "--help");
    const Ran ran = shell(arguments, redirect);
    CHECK(ran.code == 1);
    CHECK(holds(ran.err, "could not be printed"));
}

TEST_CASE("a command that is not there is named") {
    const Ran ran = shell("nope");
    CHECK(ran.code == 2);
    CHECK(holds(ran.err, "There is no command \"nope\"."));
    CHECK(holds(shell("clinic nope").err, "There is no command \"clinic nope\"."));
    CHECK(shell("").code == 2);
}

TEST_CASE("every help has an example") {
    for (const char* group : {"", "clinic", "kiosk", "config", "questionnaire", "session"})
        CHECK(holds(shell(std::string(group) + " --help").out, "Example: kioskctl "));
}

TEST_CASE("a date that is none is a wrong usage") {
    const Ran ran = shell("list clinic --since yesterday");
    CHECK(ran.code == 2);
    CHECK(holds(ran.err, "yesterday is no date"));
}

TEST_CASE("a pipe that nobody writes to is not waited on") {
    const test::TemporaryFolder folder;
    REQUIRE(::mkfifo((folder / "form.json").c_str(), 0600) == 0);
    const Ran ran = shell("questionnaire check " + (folder / "form.json").string());
    CHECK(ran.code == 1);
    CHECK(holds(ran.out, "form.json"));
}

TEST_CASE("who holds an archive is named by its own program") {
    const test::TemporaryFolder folder;
    test::spit(folder / "passphrase", "five words of my own\n");
    const std::string clinic = (folder / "clinic").string();
    REQUIRE(shell(fmt::format("clinic create {0} --root-out {0}-root --recovery-out {0}-recovery "
                              "--passphrase-file {1}",
                              clinic, (folder / "passphrase").string()))
                .code == 0);
    Terminal holder({"list", clinic});
    holder.expect("Passphrase: ");
    const Ran second = shell("list " + clinic);
    CHECK(second.code == 1);
    CHECK(holds(second.err, fmt::format("in use by kioskctl (process {})", holder.process())));
    holder.type("five words of my own");
    CHECK(holder.finish() == 0);
    // A passphrase through a pipe, as a password manager hands it over, never lies on a disk.
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    const std::string pipe = (folder / "pipe").string();
    CHECK(shell(fmt::format("list {} --passphrase-file {}", clinic, pipe),
                fmt::format("& echo five words of my own > {}; wait $!", pipe))
              .code == 0);
}

TEST_CASE("from a clinic's making to a sound verify, and a tablet that no patient has met") {
    const test::TemporaryFolder folder;
    const std::string at = folder.path().string();
    test::spit(folder / "passphrase", "five words of my own\n");
    std::filesystem::create_directory(folder / "store");
    const auto done = [&](const std::string& arguments) {
        const Ran ran = shell(arguments);
        INFO(arguments << "\n" << ran.err);
        CHECK(ran.code == 0);
        return ran.out;
    };
    done(
        fmt::format("clinic create {0}/clinic --root-out {0}/root --recovery-out {0}/recovery "
                    "--passphrase-file {0}/passphrase",
                    at));
    const std::string verify =
        fmt::format("verify {0}/clinic --passphrase-file {0}/passphrase --json", at);
    CHECK(holds(done(verify), "\"checked\": false"));
    done(fmt::format("clinic store {0}/clinic {0}/store", at));
    std::filesystem::copy(test::project() / "kiosk-config", folder / "config",
                          std::filesystem::copy_options::recursive);
    done(fmt::format("clinic sign {0}/config --root {0}/root --store {0}/store", at));
    // Without a PIN a tablet would never leave the screen that stops a patient: one is made.
    const std::string enrolled = done(
        fmt::format("kiosk enrol {0}/tablet --clinic {0}/clinic --root {0}/root --name Tablet-1 "
                    "--json",
                    at));
    const std::size_t pin = enrolled.find(R"("staff_pin": ")");
    REQUIRE(pin != std::string::npos);
    const std::string digits = enrolled.substr(pin + 14, 6);
    CHECK(digits.find_first_not_of("0123456789") == std::string::npos);
    CHECK(std::filesystem::exists(folder / "tablet" / "staff.pin"));
    test::spit(folder / "pin", "2580\n");
    CHECK_FALSE(
        holds(done(fmt::format("kiosk enrol {0}/second --clinic {0}/clinic --root {0}/root --name "
                               "Tablet-2 --pin-file {0}/pin --json",
                               at)),
              "staff_pin"));
    CHECK(holds(done(fmt::format("status {}/tablet", at)), "no session is kept here"));
    const Ran nothing = shell(fmt::format("status {}/root", at));
    CHECK(nothing.code == 1);
    CHECK(holds(nothing.err, "not enrolled"));
    CHECK(holds(done(verify), "\"checked\": true"));
    const auto contents = std::filesystem::directory_iterator(
        std::filesystem::directory_iterator(folder / "store")->path() / "contents");
    std::filesystem::remove(contents->path());
    const Ran wrong = shell(verify);
    CHECK(wrong.code == 1);
    CHECK(holds(wrong.out, contents->path().filename().string()));
    CHECK(holds(wrong.out, "configuration-file-missing"));
    // Not out of reach, but broken: that is no store that will be checked another day.
    test::spit(contents->path().parent_path().parent_path() / "bundles", "");
    CHECK(shell(verify).code == 1);
    CHECK(holds(shell(verify).err, "could not be listed"));
    // A stick that is not in.
    std::filesystem::rename(folder / "store", folder / "away");
    CHECK(holds(done(verify), "\"checked\": false"));
}
