// What `kioskctl demo` leaves behind, and commands about its clinic.
#pragma once

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "shell.h"
#include "support/support.h"

namespace spine::test {

class DemoClinic {
  public:
    DemoClinic() {
        const Ran ran = shell(fmt::format(R"(demo "{}" --patients 12 --seed 5)", place()));
        INFO(ran.err);
        REQUIRE(ran.code == 0);
    }
    [[nodiscard]] std::string place() const { return (folder / "demo").string(); }
    [[nodiscard]] std::string file(const std::string& name) const {
        return (folder / name).string();
    }
    // `more`: what follows the command; `clinic`: a folder beside the demonstration's own. Whoever
    // has the passphrase in `passphrase`, a file there, does it.
    [[nodiscard]] Ran run(const std::string& command, const std::string& more = {},
                          const std::string& clinic = "clinic",
                          const std::string& passphrase = "passphrase") const {
        return shell(fmt::format(R"({1} "{0}/{3}" --passphrase-file "{0}/{4}" {2})", place(),
                                 command, more, clinic, passphrase));
    }
    [[nodiscard]] nlohmann::json printed(const std::string& command, const std::string& more = {},
                                         const std::string& clinic = "clinic") const {
        const Ran ran = run(command, more + " --json", clinic);
        INFO(command << " " << more << "\n" << ran.err);
        REQUIRE(ran.code == 0);
        return nlohmann::json::parse(ran.out);
    }
    TemporaryFolder folder;
};

}  // namespace spine::test
