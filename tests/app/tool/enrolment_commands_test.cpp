// Enrolment across two machines, a second computer, and a recovery: by commands alone.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "shell.h"
#include "support/support.h"

using namespace spine;
using nlohmann::json;

namespace {

// A demonstration with four patients, and places for further machines.
class Demonstration {
  public:
    Demonstration() { (void)printed(fmt::format("demo {} --patients 4 --seed 3", at("d"))); }
    [[nodiscard]] std::string at(const std::string& what) const {
        return (folder.path() / what).string();
    }
    [[nodiscard]] static json printed(const std::string& arguments) {
        const test::Ran ran = test::shell(arguments + " --json");
        INFO(arguments << "\n" << ran.err);
        REQUIRE(ran.code == 0);
        return json::parse(ran.out);
    }
    [[nodiscard]] std::string passphrase() const {
        return " --passphrase-file " + at("d/passphrase");
    }
    [[nodiscard]] std::set<std::string> codes(const std::string& clinic) const {
        std::set<std::string> out;
        for (const json& row : printed("list " + at(clinic) + passphrase()))
            out.insert(row["code"]);
        return out;
    }

    test::TemporaryFolder folder;
};

}  // namespace

TEST_CASE("a tablet is enrolled across two machines by request, admit and accept") {
    Demonstration demo;
    const json asked = demo.printed(
        fmt::format("kiosk request {} --name 'Tablet 2' --out {}", demo.at("t2"), demo.at("ask")));
    const json admitted = demo.printed(fmt::format(
        "clinic admit {} {} --root {}", demo.at("d/clinic"), demo.at("ask"), demo.at("d/root")));
    CHECK(admitted["fingerprint"] == asked["fingerprint"]);
    CHECK(admitted["number"] == 2);
    test::spit(demo.at("pin"), "2580\n");
    const std::string accept = fmt::format("kiosk accept {} {} --pin-file {}", demo.at("t2"),
                                           admitted["package"].get<std::string>(), demo.at("pin"));
    CHECK(test::shell(accept + " --root '0000 0000'").code == 1);
    const json accepted = demo.printed(accept);
    CHECK(accepted["device"] == admitted["device"]);
    CHECK(accepted["root"] == admitted["root"]);
    CHECK(demo.printed("status " + demo.at("t2"))["waiting"] == 0);
    CHECK(demo.printed("sync " + demo.at("t2"))["failed"] == json::array());
    CHECK(test::shell(accept).code == 1);
}

TEST_CASE("without room status says so, and session run refuses and says what to do") {
    Demonstration demo;
    const std::string kiosk = demo.at("d/kiosk-1");
    CHECK(demo.printed("status " + kiosk)["room"] == true);
    // The ballast is gone and cannot be made: a folder stands in its place.
    std::filesystem::remove(kiosk + "/ballast");
    std::filesystem::create_directory(kiosk + "/ballast");
    const test::Ran status = test::shell("status " + kiosk + " --json");
    CHECK(status.code == 1);
    CHECK(json::parse(status.out)["room"] == false);
    CHECK(test::shell("status " + kiosk).out.find("nobody can begin until 128 MiB are left") !=
          std::string::npos);
    const json sessions = json::parse(status.out)["counters"]["sessions"];
    test::spit(demo.at("one.json"),
               R"({"resourceType":"QuestionnaireResponse","status":"stopped","item":[
                   {"linkId":"consent.care","answer":[{"valueBoolean":true}]},
                   {"linkId":"consent.research","answer":[{"valueBoolean":false}]}]})");
    const std::string run = "session run " + kiosk + " --answers " + demo.at("one.json");
    const test::Ran refused = test::shell(run);
    CHECK(refused.code == 1);
    CHECK(refused.out.empty());
    CHECK(refused.err.find("no room for another patient") != std::string::npos);
    CHECK(refused.err.find("sync") != std::string::npos);
    CHECK(json::parse(test::shell("status " + kiosk + " --json").out)["counters"]["sessions"] ==
          sessions);
    std::filesystem::remove(kiosk + "/ballast");
    CHECK(demo.printed(run).at(0)["status"] == "stopped");
    CHECK(demo.printed("status " + kiosk)["room"] == true);
}

TEST_CASE("a second computer joins, and reads what the first has read") {
    Demonstration demo;
    const std::string join = fmt::format("clinic join {} --from {} --request {}{}", demo.at("c2"),
                                         demo.at("d/store"), demo.at("ask"), demo.passphrase());
    const json asked = demo.printed(join);
    CHECK(asked["state"] == "asked");
    CHECK(test::shell(join).code == 1);  // not admitted yet
    const json admitted = demo.printed(fmt::format(
        "clinic admit {} {} --root {}", demo.at("d/clinic"), demo.at("ask"), demo.at("d/root")));
    CHECK(admitted["fingerprint"] == asked["fingerprint"]);
    CHECK(admitted["root"] == asked["root"]);
    (void)demo.printed("import " + demo.at("d/clinic") + demo.passphrase());
    CHECK(demo.printed(join)["state"] == "joined");
    CHECK(demo.codes("c2") == demo.codes("d/clinic"));
    CHECK_FALSE(demo.codes("c2").empty());
}

TEST_CASE("with the clinic's computer gone the recovery key brings every session back") {
    Demonstration demo;
    // Once, so that the clinic's key is passed to the recovery key, too.
    (void)demo.printed("import " + demo.at("d/clinic") + demo.passphrase());
    const auto codes = demo.codes("d/clinic");
    std::filesystem::remove_all(demo.at("d/clinic"));
    std::filesystem::remove_all(demo.at("d/root"));
    const json recovered =
        demo.printed(fmt::format("clinic recover {} --recovery {} --from {}{}", demo.at("c"),
                                 demo.at("d/recovery"), demo.at("d/store"), demo.passphrase()));
    CHECK(recovered["clinic_keys"] == 1);
    CHECK(recovered["admitted"] == false);
    CHECK(demo.codes("c") == codes);
    CHECK(demo.printed("verify " + demo.at("c") + demo.passphrase())["sound"] == true);
}

TEST_CASE("who signs a shorter retention is told what goes, and when") {
    Demonstration demo;
    const auto project = test::project() / "kiosk-config";
    std::filesystem::copy(project, demo.at("config"), std::filesystem::copy_options::recursive);
    const std::string sign = fmt::format("clinic sign {} --root {} --store {}", demo.at("config"),
                                         demo.at("d/root"), demo.at("d/store"));
    const auto rule = [&](const std::string& days) {
        std::string text = test::slurp(project / "kiosk.toml");
        const std::string shipped = "archive_days = 3650";
        const auto at = text.find(shipped);
        REQUIRE(at != std::string::npos);
        test::spit(demo.at("config/kiosk.toml"), text.replace(at, shipped.size(), days));
    };
    rule("archive_days = 4000");
    CHECK(test::shell(sign).out.find("a week after") == std::string::npos);
    rule("archive_days = 400\nstore_days = 100");
    const test::Ran shorter = test::shell(sign);
    INFO(shorter.out << shorter.err);
    CHECK(shorter.code == 0);
    CHECK(shorter.out.find("Answers that came more than 400 days ago go") != std::string::npos);
    CHECK(shorter.out.find("Keep backups") != std::string::npos);
    rule("archive_days = 90");
    const json said = demo.printed(sign);
    CHECK(said["retention"]["archive_days"] == 90);
    CHECK(said["retention"]["archive_days_before"] == 400);
}

TEST_CASE("of two devices of one name none is revoked before its fingerprint says which") {
    Demonstration demo;
    const auto admitted = [&](const char* folder) {
        (void)demo.printed(fmt::format("kiosk request {} --name 'Tablet 2' --out {}",
                                       demo.at(folder), demo.at("ask")));
        json one = demo.printed(fmt::format("clinic admit {} {} --root {}", demo.at("d/clinic"),
                                            demo.at("ask"), demo.at("d/root")));
        std::filesystem::remove(demo.at("ask"));
        return one;
    };
    const json first = admitted("t2");
    const json second = admitted("t3");
    REQUIRE(first["device"] != second["device"]);
    const auto revoke = [&](const json& device, const std::string& fingerprint) {
        return test::shell(fmt::format("clinic revoke {} {} --root {}{} --json",
                                       demo.at("d/clinic"), device["device"].get<std::string>(),
                                       demo.at("d/root"), fingerprint));
    };
    const auto typed = [](const json& device) {
        return fmt::format(" --fingerprint '{}'", device["fingerprint"].get<std::string>());
    };
    // Without it, and with the other's.
    for (const std::string& fingerprint : {std::string(), typed(second)}) {
        const auto refused = revoke(first, fingerprint);
        CHECK(refused.code == 1);
        const json said = json::parse(refused.out);
        CHECK(said["revoked"].is_null());
        REQUIRE(said["devices"].size() == 2);
        std::set<std::string> prints;
        for (const json& one : said["devices"]) {
            CHECK(one["name"] == "Tablet 2");
            prints.insert(one["asked_with"]);
        }
        CHECK(prints == std::set<std::string>{first["fingerprint"], second["fingerprint"]});
    }
    CHECK(revoke(first, typed(first)).code == 0);
    // There is no doubt any more: neither again, nor of the other.
    CHECK(revoke(first, {}).code == 0);
    CHECK(revoke(second, {}).code == 0);
}
