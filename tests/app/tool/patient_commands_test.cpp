// review, takeover, withdraw, erase, audit, slot, quarantine: as scripts call them.
#include <algorithm>

#include "clinic_by_command.h"

using namespace spine;
using nlohmann::json;
using test::ClinicByCommand;

TEST_CASE("review marks a patient for every computer, and --undo takes it back") {
    ClinicByCommand clinic;
    CHECK(clinic.row("131873")["reviewed"] == false);
    const json done = clinic.printed("review", "131873");
    CHECK(done["code"] == "131873");
    CHECK(done["reviewed"] == true);
    CHECK(clinic.row("131873")["reviewed"] == true);
    CHECK(clinic.row("100009")["reviewed"] == false);
    CHECK(clinic.printed("review", "131873 --undo")["reviewed"] == false);
    CHECK(clinic.row("131873")["reviewed"] == false);
    CHECK(clinic.run("review", "200002").code == 1);
    CHECK(clinic.run("review", "--undo").code == 2);
}

TEST_CASE("takeover and withdraw are kept, and reach the store with the next import") {
    ClinicByCommand clinic;
    const std::size_t before = clinic.world().stored("objects").size();
    CHECK(clinic.printed("takeover", "131873")["taken_over"] == true);
    CHECK(clinic.printed("withdraw", "100009")["research_withdrawn"] == true);
    CHECK(clinic.world().stored("objects").size() == before);
    CHECK(clinic.printed("import")["refused"] == json::array());
    CHECK(clinic.world().stored("objects").size() == before + 2);
    clinic.world().reopen();
    REQUIRE(clinic.world().archive->unlock(as_bytes(test::kPassphrase)));
    const auto rows = clinic.world().archive->rows().value();
    for (const auto& row : rows) {
        CHECK(row.marks.taken_over == (row.summary.code == "131873"));
        CHECK(row.marks.research_withdrawn == (row.summary.code == "100009"));
    }
}

TEST_CASE("erase takes a patient out of the archive, and a tombstone tells everybody") {
    ClinicByCommand clinic;
    const json done = clinic.printed("erase", "131873");
    CHECK(done["erased"] == true);
    CHECK(clinic.row("131873").empty());
    CHECK(clinic.run("show", "131873").code == 1);
    CHECK_FALSE(clinic.row("100009").empty());
    CHECK(clinic.printed("import")["imported"] == 0);
    CHECK(clinic.day.tablet.sync().deleted == 1);
    CHECK(clinic.audited().back() == "unlocked");
    const auto audited = clinic.audited();
    CHECK(std::count(audited.begin(), audited.end(), "erased") == 1);
    for (const auto& entry : clinic.printed("audit"))
        if (entry["what"] == "erased") {
            CHECK(entry["who"] == "Dr Lind");
            CHECK(entry["session"].get<std::string>().find(done["session"].get<std::string>()) !=
                  std::string::npos);
        }
}

TEST_CASE("erase and withdraw take the answers after the visit, too, and name their number") {
    ClinicByCommand clinic;
    clinic.day.tablet.patient("131873", {{"pain.now", "2"}}, true);
    clinic.day.tablet.sync();
    CHECK(clinic.printed("import")["imported"] == 1);
    CHECK(clinic.printed("withdraw", "131873")["after_visits"] == 1);
    const auto opened = [&] {
        clinic.world().reopen();
        REQUIRE(clinic.world().archive->unlock(as_bytes(test::kPassphrase)));
    };
    opened();
    const auto withdrawn = clinic.world().archive->find_code("131873").value();
    REQUIRE(withdrawn.size() == 2);
    for (const auto& row : withdrawn) CHECK(row.marks.research_withdrawn);
    clinic.world().archive.reset();
    CHECK(clinic.printed("erase", "131873")["after_visits"] == 1);
    CHECK(clinic.printed("erase", "100009")["after_visits"] == 0);
    opened();
    CHECK(clinic.world().archive->rows()->empty());
    CHECK(clinic.world().archive->erased()->size() == 3);
    clinic.world().archive.reset();
}

TEST_CASE("audit says who opened whom, and is refused once the trail was altered") {
    ClinicByCommand clinic;
    // The answers are opened before the configuration is found missing: the trail says so.
    CHECK(clinic.run("show", "131873").err.find("configuration") != std::string::npos);
    const json trail = clinic.printed("audit");
    const json& opened = trail[trail.size() - 2];
    CHECK(opened["what"] == "opened");
    CHECK(opened["who"] == "Dr Lind");
    CHECK(opened["at"].get<std::string>().size() >= 20);
    clinic.world().alter_archive("DELETE FROM audit WHERE sequence = 2");
    clinic.world().archive.reset();
    const auto ran = clinic.run("audit");
    CHECK(ran.code == 1);
    CHECK(ran.err.find("altered") != std::string::npos);
}

TEST_CASE("a slot that is added opens what its role is for, until it is removed") {
    ClinicByCommand clinic;
    test::spit(clinic.in_folder("second"), "twelve words or so");
    const std::string list = fmt::format(R"(slot list "{}" --json)", clinic.clinic());
    CHECK(json::parse(test::shell(list).out).size() == 1);
    const json added = clinic.printed(
        "slot add", fmt::format(R"(--name "R. Holm" --role researcher --new-passphrase-file "{}")",
                                clinic.in_folder("second")));
    CHECK(added["name"] == "R. Holm");
    const json slots = json::parse(test::shell(list).out);
    REQUIRE(slots.size() == 2);
    CHECK(slots[0] == json{{"name", "Dr Lind"}, {"roles", {"clinician", "administrator"}}});
    CHECK(slots[1] == json{{"name", "R. Holm"}, {"roles", {"researcher"}}});
    const auto as_second = [&](const std::string& command) {
        return test::shell(fmt::format(R"({} "{}" --passphrase-file "{}")", command,
                                       clinic.clinic(), clinic.in_folder("second")));
    };
    CHECK(as_second("import").code == 0);
    CHECK(as_second("list").code == 1);
    CHECK(as_second(R"(slot remove --name "Dr Lind")").code == 1);      // no administrator
    CHECK(clinic.run("slot remove", R"(--name "Dr Lind")").code == 1);  // the last one
    CHECK(clinic.printed("slot remove", R"(--name "R. Holm")")["removed"] == "R. Holm");
    CHECK(as_second("import").code == 1);
}

TEST_CASE("quarantine lists what was not taken, and clears it here and in the store") {
    ClinicByCommand clinic;
    const auto place = clinic.world().stored("bundles").at(0).parent_path();
    const std::string name(64, 'a');
    test::spit(place / name, "no bundle");
    CHECK(clinic.run("import").code == 1);
    CHECK(clinic.run("verify").code == 1);
    const json aside = clinic.printed("quarantine");
    REQUIRE(aside.size() == 1);
    CHECK(aside[0]["object"] == name);
    CHECK(aside[0]["cause"] == "bundle-cut");
    CHECK(aside[0]["bytes"] == 9);
    CHECK(clinic.run("quarantine", "--clear " + std::string(64, 'b')).code == 1);
    const json cleared = clinic.printed("quarantine", "--clear " + name);
    CHECK(cleared["cleared"] == name);
    CHECK(cleared["removed_from_store"] == true);
    CHECK(clinic.printed("quarantine") == json::array());
    CHECK_FALSE(std::filesystem::exists(place / name));
    CHECK(clinic.run("import").code == 0);
    CHECK(clinic.run("verify").code == 0);
    const auto audited = clinic.audited();
    CHECK(std::count(audited.begin(), audited.end(), "quarantine cleared") == 1);
}

TEST_CASE(
    "clearing does not take sound bytes out of the store that came in a damaged one's place") {
    ClinicByCommand clinic;
    clinic.day.tablet.patient("200002", {{"pain.now", "2"}});
    const auto before = clinic.world().stored("bundles");
    clinic.day.tablet.sync();
    std::filesystem::path fresh;
    for (const auto& file : clinic.world().stored("bundles"))
        if (std::find(before.begin(), before.end(), file) == before.end()) fresh = file;
    const std::string whole = test::slurp(fresh);
    test::spit(fresh, "x" + whole.substr(1));
    CHECK(clinic.run("import").code == 1);
    test::spit(fresh, whole);
    const json cleared = clinic.printed("quarantine", "--clear " + fresh.filename().string());
    CHECK(cleared["removed_from_store"] == false);
    CHECK(clinic.printed("import")["imported"] == 1);
}
