// What kioskctl says of an archive that is not as usual: codes that repeat, rows that are damaged.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "clinic_world.h"
#include "shell.h"

using namespace spine;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

// What the command printed; the archive is the command's meanwhile.
std::string import_by_command(ClinicWorld& world, const char* more) {
    world.archive.reset();
    test::spit(world.folder / "passphrase", test::kPassphrase);
    const test::Ran ran = test::shell(fmt::format(
        R"(import "{}" --from "{}" --passphrase-file "{}" {})", world.clinic_folder.root.string(),
        (world.folder / "store").string(), (world.folder / "passphrase").string(), more));
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    return ran.out;
}

}  // namespace

TEST_CASE("an import names a code that two visits have, and none that one visit has") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    const UnixMs first = world.clock.now();
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.patient("131873", {}, true);
    tablet.sync();
    using Json = nlohmann::json;
    CHECK(Json::parse(import_by_command(world, "--json"))["repeated"] == Json::array());
    world.clock.advance_ms(86'400'000);
    const UnixMs second = world.clock.now();
    tablet.patient("131873", {{"pain.now", "3"}});
    tablet.patient("100009", {{"pain.now", "3"}});
    tablet.sync();
    const Json repeated = Json::parse(import_by_command(world, "--json"))["repeated"];
    REQUIRE(repeated.size() == 1);
    CHECK(repeated[0]["code"] == "131873");
    const Json& sessions = repeated[0]["sessions"];
    REQUIRE(sessions.size() == 2);
    const auto started = [&](int i) { return sessions[i]["started"].get<std::string>(); };
    CHECK(started(0).substr(0, 10) == to_rfc3339(first).substr(0, 10));
    CHECK(started(1).substr(0, 10) == to_rfc3339(second).substr(0, 10));
    CHECK(sessions[0]["session"].get<std::string>().size() == 32);
    CHECK(sessions[0]["session"] != sessions[1]["session"]);
    const std::string text = import_by_command(world, "");
    CHECK(text.find(fmt::format("code 131 873 repeats: {}, {}\n", started(0), started(1))) !=
          std::string::npos);
}

TEST_CASE("a damaged row keeps nobody else from the list, and is said") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    const auto damaged = world.archive->find_code("131873");
    REQUIRE((damaged && damaged->size() == 1));
    world.alter_archive(
        fmt::format("UPDATE response SET summary = zeroblob(length(summary)) WHERE session = x'{}'",
                    damaged->front().place.session.hex()));
    world.archive.reset();
    test::spit(world.folder / "passphrase", test::kPassphrase);
    const test::Ran ran = test::shell(fmt::format(R"(list "{}" --passphrase-file "{}" --json)",
                                                  world.clinic_folder.root.string(),
                                                  (world.folder / "passphrase").string()));
    CHECK(ran.code == 1);
    const auto rows = nlohmann::json::parse(ran.out);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0]["code"] == "100009");
    CHECK(ran.err.find("1 of the archive's sessions cannot be read") != std::string::npos);
}
