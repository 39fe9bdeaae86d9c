// A clinic whose archive only kioskctl touches, as a script does.
#pragma once

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "clinic_world.h"
#include "shell.h"

namespace spine::test {

// Two patients, 131873 and 100009, imported; store.toml names the store. The archive is closed.
class ClinicByCommand {
  public:
    ClinicByCommand() {
        world().archive.reset();
        spit(world().folder / "passphrase", kPassphrase);
        REQUIRE(shell(fmt::format(R"(clinic store "{}" "{}")", clinic(), store())).code == 0);
    }
    [[nodiscard]] ClinicWorld& world() { return day.world; }
    [[nodiscard]] std::string clinic() { return world().clinic_folder.root.string(); }
    [[nodiscard]] std::string store() { return (world().folder / "store").string(); }
    [[nodiscard]] std::string in_folder(const char* name) {
        return (world().folder / name).string();
    }
    // `command` CLINIC `more`, with the passphrase.
    [[nodiscard]] Ran run(const std::string& command, const std::string& more = {}) {
        return shell(fmt::format(R"({} "{}" --passphrase-file "{}" {})", command, clinic(),
                                 in_folder("passphrase"), more));
    }
    // The document that it printed; the command must have succeeded.
    [[nodiscard]] nlohmann::json printed(const std::string& command, const std::string& more = {}) {
        const Ran ran = run(command, more + " --json");
        INFO(command << " " << more << "\n" << ran.err);
        REQUIRE(ran.code == 0);
        return nlohmann::json::parse(ran.out);
    }
    [[nodiscard]] nlohmann::json row(const std::string& code) {
        for (const auto& row : printed("list"))
            if (row["code"] == code) return row;
        return {};
    }
    [[nodiscard]] std::vector<std::string> audited() {
        std::vector<std::string> out;
        for (const auto& entry : printed("audit")) out.push_back(entry["what"]);
        return out;
    }

    ImportedDay day;
};

}  // namespace spine::test
