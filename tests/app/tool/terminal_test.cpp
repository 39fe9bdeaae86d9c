// Passphrases that are typed: never empty, asked for twice where a slip would lock an archive for
// ever, never echoed; and a program that opens answers leaves no core file.
#include <catch2/catch.hpp>
#include <filesystem>

#include "support/support.h"
#include "terminal.h"

using namespace spine;
using test::Terminal;

namespace {

struct NewClinic {
    test::TemporaryFolder folder;
    [[nodiscard]] std::vector<std::string> create() const {
        return {"clinic",
                "create",
                (folder / "clinic").string(),
                "--root-out",
                (folder / "root").string(),
                "--recovery-out",
                (folder / "recovery").string()};
    }
    [[nodiscard]] bool made() const {
        return std::filesystem::exists(folder / "clinic/archive.db");
    }
};

}  // namespace

TEST_CASE("a clinic is made with a passphrase that was typed twice, and opens with it") {
    const NewClinic clinic;
    Terminal create(clinic.create());
    create.expect("New passphrase: ");
    create.type("five words of my own");
    create.expect("The same again: ");
    create.type("five words of my own");
    CHECK(create.finish() == 0);
    CHECK(create.screen().find("five words") == std::string::npos);
    CHECK(clinic.made());
    // Whoever made it alone may open patients, too.
    Terminal list({"list", (clinic.folder / "clinic").string()});
    list.expect("Passphrase: ");
    list.type("five words of my own");
    CHECK(list.finish() == 0);
}

TEST_CASE("a slip in a new passphrase makes no clinic and says what to do") {
    const NewClinic clinic;
    Terminal create(clinic.create());
    create.expect("New passphrase: ");
    create.type("five words of my own");
    create.expect("The same again: ");
    create.type("five words of my onw");
    CHECK(create.finish() == 1);
    CHECK(create.screen().find("differ") != std::string::npos);
    CHECK_FALSE(clinic.made());
}

TEST_CASE("an empty passphrase is refused") {
    const NewClinic clinic;
    Terminal create(clinic.create());
    create.expect("New passphrase: ");
    create.type("");
    CHECK(create.finish() == 1);
    CHECK(create.screen().find("No passphrase was typed.") != std::string::npos);
    CHECK_FALSE(clinic.made());
}

TEST_CASE("a passphrase of fewer than twelve characters makes no clinic") {
    const NewClinic clinic;
    Terminal create(clinic.create());
    create.expect("New passphrase: ");
    create.type("\u00e6\u00f8\u00e5\u00e6\u00f8\u00e5 word");  // 11 characters, 17 bytes
    CHECK(create.finish() == 1);
    CHECK(create.screen().find("at least 12 characters") != std::string::npos);
    CHECK_FALSE(clinic.made());
    auto arguments = clinic.create();
    test::spit(clinic.folder / "passphrase", "a\n");
    arguments.insert(arguments.end(),
                     {"--passphrase-file", (clinic.folder / "passphrase").string()});
    Terminal from_file(arguments);
    CHECK(from_file.finish() == 1);
    CHECK_FALSE(clinic.made());
}

TEST_CASE("while a passphrase is typed the program may leave no core file") {
    const NewClinic clinic;
    Terminal create(clinic.create());
    create.expect("New passphrase: ");
    const auto limits = test::slurp("/proc/" + std::to_string(create.process()) + "/limits");
    const auto line = limits.find("Max core file size");
    REQUIRE(line != std::string::npos);
    const std::string core = limits.substr(line, limits.find('\n', line) - line);
    CHECK(core.find_first_not_of("0 ", std::string("Max core file size").size()) ==
          core.find("bytes"));
    create.type("");
    CHECK(create.finish() == 1);
}

TEST_CASE("a role that is not known is a wrong usage, and several go with commas") {
    const NewClinic clinic;
    auto arguments = clinic.create();
    arguments.insert(arguments.end(), {"--role", "clinician,owner"});
    Terminal wrong(arguments);
    CHECK(wrong.finish() == 2);
    arguments.back() = "researcher";
    Terminal create(arguments);
    create.expect("New passphrase: ");
    create.type("five words of my own");
    create.expect("The same again: ");
    create.type("five words of my own");
    REQUIRE(create.finish() == 0);
    Terminal list({"list", (clinic.folder / "clinic").string()});
    list.expect("Passphrase: ");
    list.type("five words of my own");
    CHECK(list.finish() == 1);
    CHECK(list.screen().find("Use the passphrase of a clinician") != std::string::npos);
}
