// clinic backup and clinic rebuild: as scripts call them.
#include "clinic_by_command.h"

using namespace spine;
using nlohmann::json;
using test::ClinicByCommand;

TEST_CASE("an archive that is gone is rebuilt from the store with the keys of an old backup") {
    ClinicByCommand clinic;
    const std::string backup = clinic.in_folder("day-one.backup");
    CHECK(clinic.printed("clinic backup", backup)["backup"] == backup);
    CHECK(clinic.run("clinic backup", backup).code == 1);
    (void)clinic.printed("review", "131873");
    (void)clinic.printed("erase", "100009");
    clinic.day.tablet.patient("200002", {{"pain.now", "2"}});
    clinic.day.tablet.sync();
    CHECK(clinic.printed("import")["imported"] == 1);
    const json rows = clinic.printed("list");
    REQUIRE(rows.size() == 2);
    const std::string from = fmt::format(R"(--from "{}")", clinic.store());
    const std::string keys = from + fmt::format(R"( --keys-from "{}")", backup);
    // An archive that opens is not thrown away for a backup's keys.
    CHECK(clinic.run("clinic rebuild", keys).code == 1);
    std::filesystem::remove_all(clinic.clinic());
    CHECK(clinic.run("clinic rebuild", from).code == 1);
    const json rebuilt = clinic.printed("clinic rebuild", keys);
    CHECK(rebuilt["sessions"] == 2);
    CHECK(rebuilt["lost"] == 0);
    CHECK(clinic.printed("list") == rows);
    CHECK(clinic.printed("import")["imported"] == 0);  // store.toml is there again
    CHECK(clinic.printed("verify")["sound"] == true);
    CHECK(std::filesystem::exists(clinic.world().clinic_folder.attention_key()));
    CHECK_FALSE(std::filesystem::exists(clinic.in_folder("clinic/rebuild-keys")));
}

TEST_CASE("a rebuild says what the store lacks, and loses it only when told to") {
    ClinicByCommand clinic;
    std::filesystem::remove(clinic.world().stored("bundles").at(0));
    const std::string from = fmt::format(R"(--from "{}")", clinic.store());
    const auto ran = clinic.run("clinic rebuild", from);
    CHECK(ran.code == 1);
    CHECK(ran.err.find("lacks 1 of the sessions") != std::string::npos);
    CHECK(clinic.printed("list").size() == 2);
    const json done = clinic.printed("clinic rebuild", from + " --accept-loss");
    CHECK(done["lost"] == 1);
    CHECK(clinic.printed("list").size() == 1);
}
