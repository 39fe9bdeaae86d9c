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

TEST_CASE("a log that a killed program left is not laid over the rebuilt archive") {
    ClinicByCommand clinic;
    const std::string backup = clinic.in_folder("day-one.backup");
    (void)clinic.printed("clinic backup", backup);
    const auto database = clinic.world().clinic_folder.database();
    const auto log = database.string() + "-wal";
    std::string left;
    {
        clinic.world().reopen();
        REQUIRE(clinic.world().archive->unlock(as_bytes(test::kPassphrase)));
        const auto session = clinic.world().archive->find_code("131873")->at(0).place.ref();
        for (int i = 0; i < 5; ++i) REQUIRE(clinic.world().archive->mark_reviewed(session));
        left = test::slurp(log);
        clinic.world().archive.reset();
    }
    REQUIRE(left.size() > 10'000);
    // What the log does not know: laid over the new archive it would bring the marks back.
    CHECK(clinic.printed("review", "131873 --undo")["reviewed"] == false);
    (void)clinic.printed("import");  // the marks reach the store
    const json rows = clinic.printed("list");
    std::filesystem::remove(database);
    test::spit(log, left);
    const std::string keys = fmt::format(R"(--from "{}" --keys-from "{}")", clinic.store(), backup);
    CHECK(clinic.printed("clinic rebuild", keys)["sessions"] == 2);
    CHECK(clinic.printed("list") == rows);
    (void)clinic.printed("import");
    CHECK(clinic.printed("verify")["sound"] == true);
}

TEST_CASE(
    "an archive of a newer program is not taken for one that is gone, and a damaged one is put "
    "away") {
    ClinicByCommand clinic;
    const std::string backup = clinic.in_folder("day-one.backup");
    (void)clinic.printed("clinic backup", backup);
    const auto database = clinic.world().clinic_folder.database();
    const std::string keys = fmt::format(R"(--from "{}" --keys-from "{}")", clinic.store(), backup);
    const std::string sound = test::slurp(database);
    std::string newer = sound;
    newer[63] = 99;  // sqlite.org/fileformat.html: the user version
    test::spit(database, newer);
    const auto ran = clinic.run("clinic rebuild", keys);
    CHECK(ran.code == 1);
    CHECK(ran.err.find("newer program") != std::string::npos);
    CHECK(test::slurp(database) == newer);
    const std::string damaged = "no database" + sound.substr(11);
    test::spit(database, damaged);
    CHECK(clinic.printed("clinic rebuild", keys)["sessions"] == 2);
    std::size_t put_away = 0;
    for (const auto& entry : std::filesystem::directory_iterator(database.parent_path()))
        if (entry.path().filename().string().find(".replaced-") != std::string::npos &&
            test::slurp(entry.path()) == damaged)
            ++put_away;
    CHECK(put_away == 1);
}
