// A session with two ends, as scripts and people meet it: import, list, show, verify, erase.
#include "clinic_by_command.h"
#include "config/signed.h"
#include "core/config/config_fixture.h"
#include "forked_session.h"

using namespace spine;
using crypto::SessionStatus;
using nlohmann::json;
using test::ClinicByCommand;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

// Under the real configuration; a tablet of its own ends code 131873 twice.
struct TwoEnds {
    TwoEnds() {
        const auto made =
            config::sign(world.files, config.folder(), world.root.secret_key,
                         {world.clinic_key.public_key, world.recovery.public_key, {}}, 2);
        REQUIRE(made);
        const std::string manifest = config.text(sync::kManifestFile);
        REQUIRE(sync::publish_configuration(*world.store, world.files, config.folder(),
                                            as_bytes(manifest), world.root.public_key));
        world.configuration = made->hash;
        (void)clinic.printed("erase", "131873");  // of another tablet; the code is ours now
    }
    ClinicByCommand clinic;
    ClinicWorld& world = clinic.world();
    test::ConfigCopy config;
    WorldTablet tablet{world, "Tablet 2", 2};
};

}  // namespace

TEST_CASE("show gives a session's other end beside the one that is the session's") {
    TwoEnds two;
    const test::ForkedSession session(two.tablet);
    test::send(two.world,
               session.walk().answer(2, "about.pain-now").end(SessionStatus::Interrupted));
    CHECK(two.clinic.printed("import")["imported"] == 1);
    CHECK(two.clinic.printed("show", "131873")[0]["branches"] == json::array());
    test::send(two.world, session.walk().answer(7, "about.pain-now").end(SessionStatus::Complete));
    const json imported = two.clinic.printed("import");
    CHECK(imported["branches"] == 1);
    CHECK(imported["refused"] == json::array());
    REQUIRE(imported["forks"].size() == 1);
    CHECK(imported["forks"][0]["session"] == session.ref().session.hex());

    CHECK(two.clinic.row("131873")["status"] == "complete");
    const json shown = two.clinic.printed("show", "131873");
    REQUIRE(shown.size() == 1);
    CHECK(shown[0]["status"] == "complete");
    CHECK(shown[0]["answers"] == json{{"about.pain-now", 7}});
    REQUIRE(shown[0]["branches"].size() == 1);
    const json& branch = shown[0]["branches"][0];
    CHECK(branch["head"].get<std::string>().size() == 64);
    CHECK(branch["status"] == "interrupted");
    CHECK(branch["records"] == 64);
    CHECK(branch["started"].is_string());
    CHECK(branch["ended"].is_null());
    CHECK(branch["answers"] == json{{"about.pain-now", 2}});
    const std::string text = two.clinic.run("show", "131873").out;
    CHECK(text.find("two different ends of this session") != std::string::npos);
    CHECK(text.find("Above is the end that is complete. The other is interrupted") !=
          std::string::npos);
    CHECK(text.find("about.pain-now: 2") != std::string::npos);
    CHECK(two.clinic.printed("show", "131873 --fhir")["entry"].size() == 1);

    const auto verified = two.clinic.run("verify", "--json");
    CHECK(verified.code == 1);
    CHECK(verified.out.find("chain-forked") != std::string::npos);
    (void)two.clinic.printed("erase", "131873");
    CHECK(two.clinic.run("show", "131873").code == 1);
    CHECK(two.clinic.printed("import")["imported"] == 0);
}

TEST_CASE("show gives what opens of a session, and names the end that does not") {
    TwoEnds two;
    const test::ForkedSession session(two.tablet);
    test::send(two.world,
               session.walk().answer(2, "about.pain-now").end(SessionStatus::Interrupted));
    test::send(two.world,
               session.walk().answer(3, "about.pain-now").end(SessionStatus::Interrupted));
    test::send(two.world, session.walk().answer(7, "about.pain-now").end(SessionStatus::Complete));
    CHECK(two.clinic.printed("import")["branches"] == 2);
    const char* what = GENERATE("summary = zeroblob(256)", "sealed = zeroblob(300)");
    two.world.alter_archive(std::string("UPDATE branch SET ") + what +
                            " WHERE head = (SELECT min(head) FROM branch)");
    two.world.archive.reset();
    const auto ran = two.clinic.run("show", "131873 --json");
    INFO(ran.err);
    CHECK(ran.code == 1);
    const json shown = json::parse(ran.out);
    REQUIRE(shown.size() == 1);
    CHECK(shown[0]["answers"] == json{{"about.pain-now", 7}});
    REQUIRE(shown[0]["branches"].size() == 2);
    const json& opens = shown[0]["branches"][0];
    const json& damaged = shown[0]["branches"][1];
    CHECK(opens["status"] == "interrupted");
    CHECK(damaged["damaged"] == true);
    CHECK(damaged["head"].get<std::string>() < opens["head"].get<std::string>());
    CHECK(two.clinic.run("show", "131873").out.find("does not open") != std::string::npos);
}
