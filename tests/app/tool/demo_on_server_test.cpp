// The whole job through a WebDAV server, by commands alone: `kioskctl demo --store https://…`, with
// the server killed and started again in the middle, and what scripts do with such a store.
#include <fmt/format.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <future>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "shell.h"
#include "support/web_servers.h"

using namespace spine;
using nlohmann::json;
using test::Kind;

namespace {

json printed(const std::string& arguments) {
    const test::Ran ran = test::shell(arguments + " --json");
    INFO(arguments << "\n" << ran.err);
    REQUIRE(ran.code == 0);
    return json::parse(ran.out);
}

// Bundles that lie on the server, by name.
std::map<std::string, std::uintmax_t> bundles(const test::WebServer& server) {
    namespace fs = std::filesystem;
    std::map<std::string, std::uintmax_t> found;
    std::error_code error;
    for (const auto& clinic : fs::directory_iterator(server.data(), error))
        for (const auto& file : fs::directory_iterator(clinic.path() / "bundles", error))
            if (file.path().filename().string().size() == 64)
                found[file.path().filename()] = file.file_size(error);
    return found;
}

}  // namespace

TEST_CASE(
    "a demonstration goes through a WebDAV server that is killed in the middle: everything arrives "
    "once") {
    const test::TestCa ca;
    test::WebServer server({Kind::Apache, true, true}, ca);
    const test::TemporaryFolder folder;
    test::spit(folder / "password", std::string(test::kPassword) + "\n");
    const std::string at = (folder / "d").string();
    const std::string options =
        fmt::format("--ca {} --client-certificate {} --client-key {} --user {} --password-file {}",
                    ca.file("ca.pem"), ca.file("client.pem"), ca.file("client.key"), test::kUser,
                    (folder / "password").string());
    const int patients = test::long_form() ? 400 : 24;
    auto demo = std::async(std::launch::async, [&] {
        return test::shell(
            fmt::format("demo {} --patients {} --kiosks 2 --seed 3 --store {} {} --json", at,
                        patients, server.url(), options));
    });
    // Another process sends: nothing tells when its first bundles are there but the folder itself.
    while (bundles(server).size() < 3 &&
           demo.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) {
    }
    server.kill();
    const std::size_t in_the_middle = bundles(server).size();
    REQUIRE(demo.wait_for(std::chrono::seconds(2)) == std::future_status::timeout);
    server.start();
    const test::Ran ran = demo.get();
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    CHECK(ran.err.find("It is tried again") != std::string::npos);
    CHECK(ran.err.find("herons") == std::string::npos);
    const json result = json::parse(ran.out);
    CHECK(result["patients"] == patients);
    CHECK(result["refused"] == 0);
    CHECK(result["paths"]["store"] == server.url());
    CHECK_FALSE(std::filesystem::exists(folder / "d" / "store"));
    const std::size_t sessions = result["sessions"];
    CHECK(in_the_middle < sessions);
    CHECK(result["imported"] == sessions);
    const std::string clinic = at + "/clinic --passphrase-file " + at + "/passphrase";
    const json again = printed("import " + clinic);
    CHECK(again["imported"] == 0);
    CHECK(again["already"] == bundles(server).size());
    CHECK(again["forks"].empty());
    CHECK(again["gaps"].empty());
    std::map<std::string, int> listed;
    for (const json& row : printed("list " + clinic)) ++listed[row["session"]];
    for (const auto& [session, times] : listed) CHECK(times == 1);
    CHECK(printed("verify " + clinic)["sound"] == true);
    for (const char* tablet : {"/kiosk-1", "/kiosk-2"}) {
        CHECK(printed("status " + at + tablet)["waiting"] == 0);
        const json synced = printed("sync " + at + tablet);
        CHECK(synced["failed"].empty());
        CHECK(synced["sent"] == 0);
    }
    // What lies on the tablets and at the clinic of the password is its owner's alone.
    for (const char* part : {"/clinic", "/kiosk-1", "/kiosk-2"}) {
        struct stat info {};
        REQUIRE(::stat((at + part + "/store.toml").c_str(), &info) == 0);
        CHECK((info.st_mode & 07777U) == 0600);
    }
}

TEST_CASE("commands reach a store on a server with their own options or with those of store.toml") {
    const test::TestCa ca;
    const test::WebServer server({Kind::Nginx}, ca);
    const test::WebServer s3({Kind::OwnS3}, ca);
    const test::TemporaryFolder folder;
    const std::string at = (folder / "d").string();
    const std::string trust = "--ca " + ca.file("ca.pem");
    printed(fmt::format("demo {} --patients 3 --store {} {}", at, server.url(), trust));
    const std::string clinic = at + "/clinic --passphrase-file " + at + "/passphrase";

    // The same address: what store.toml says of it goes on.
    CHECK(printed(fmt::format("import {} --from {}", clinic, server.url()))["imported"] == 0);
    CHECK(printed(fmt::format("sync {}/kiosk-1 --store {}", at, server.url()))["failed"].empty());
    printed(fmt::format("clinic sign {0}/config --root {0}/root --store {1} --clinic {0}/clinic",
                        at, server.url()));
    const json card = json::parse(test::slurp(folder / "d" / "root" / "clinic.json"));
    CHECK(printed(fmt::format("verify {} --root '{}' {}", server.url(),
                              card["root_fingerprint"].get<std::string>(), trust))["sound"] ==
          true);
    const test::Ran strange = test::shell(fmt::format(
        "verify {} --root 00000000000000000000000000000000000000aa {}", server.url(), trust));
    CHECK(strange.code == 1);
    CHECK(strange.err.find("No configuration in this store was signed by that root key") !=
          std::string::npos);

    // Wrong ones are said, with what to do.
    const auto refused = [&](const std::string& arguments, const char* word) {
        const test::Ran ran = test::shell(arguments);
        INFO(ran.err);
        CHECK(ran.code == 1);
        CHECK(ran.err.find(word) != std::string::npos);
    };
    refused(fmt::format("sync {}/kiosk-1 --store {} --ca {}", at, server.url(),
                        ca.file("other-ca.pem")),
            "certificate is of a CA that is not trusted here");
    refused(fmt::format("kiosk store {}/kiosk-1 http://store.example/dav", at), "https://");
    refused(fmt::format("kiosk store {}/kiosk-1 https://tablet:herons@store.example/dav", at),
            "may not stand in an address");
    refused(fmt::format("sync {}/kiosk-1 --store https://no-such-host.invalid/dav", at),
            "cannot be resolved");
    refused(
        fmt::format("sync {}/kiosk-1 --store https://store.example/dav --proxy 127.0.0.1:1", at),
        "proxy");
    test::spit(folder / "d" / "kiosk-1" / "store.toml", "address = \"/x\"\npasword = \"herons\"\n");
    refused(fmt::format("sync {}/kiosk-1", at), "store.toml:2");

    // The tablet moves to another store, which the clinic sets up.
    test::spit(folder / "secret", std::string(test::kSecretKey) + "\n");
    const std::string keys = fmt::format(
        "s3://clinic/spine {} --endpoint {} --region {} --access-key {} "
        "--secret-key-file {}",
        trust, s3.url(), test::kRegion, test::kAccessKey, (folder / "secret").string());
    CHECK(printed(fmt::format("kiosk store {}/kiosk-1 {}", at, keys))["store"] ==
          "s3://clinic/spine");
    printed(fmt::format("clinic store {}/clinic {}", at, keys));
    printed(
        fmt::format("clinic sign {0}/config --root {0}/root --clinic {0}/clinic --store "
                    "s3://clinic/spine",
                    at));
    CHECK(printed(fmt::format("sync {}/kiosk-1", at))["sent"] == 0);
    CHECK(printed("import " + clinic)["refused"].empty());
    CHECK(test::slurp(folder / "d" / "kiosk-1" / "store.toml").find("secret_key") !=
          std::string::npos);
}

TEST_CASE("further machines reach a store on a server: they join, accept, rebuild and recover") {
    const test::TestCa ca;
    const test::WebServer server({Kind::Apache, false, true}, ca);
    const test::TemporaryFolder folder;
    test::spit(folder / "password", std::string(test::kPassword) + "\n");
    const auto at = [&](const char* what) { return (folder / what).string(); };
    const std::string way = fmt::format("--ca {} --user {} --password-file {}", ca.file("ca.pem"),
                                        test::kUser, at("password"));
    printed(fmt::format("demo {} --patients 2 --store {} {}", at("d"), server.url(), way));
    const std::string passphrase = " --passphrase-file " + at("d/passphrase");
    const json card = json::parse(test::slurp(folder / "d" / "root" / "clinic.json"));
    const std::string root = card["root_fingerprint"];
    const auto admit = [&](const char* request) {
        return printed(
            fmt::format("clinic admit {0}/clinic {1} --root {0}/root", at("d"), at(request)));
    };
    const auto codes = [&](const char* clinic) {
        std::map<std::string, int> all;
        for (const json& row : printed("list " + at(clinic) + passphrase)) ++all[row["code"]];
        return all;
    };

    // A computer joins; the second time store.toml says how it gets in.
    const std::string join = fmt::format("clinic join {} --from {} --request {}{} ", at("c2"),
                                         server.url(), at("ask-c2"), passphrase);
    CHECK(test::shell(join + "--ca " + ca.file("ca.pem")).code == 1);  // without its password
    CHECK(printed(join + way)["state"] == "asked");
    admit("ask-c2");
    printed("import " + at("d/clinic") + passphrase);
    CHECK(printed(join)["state"] == "joined");
    CHECK(codes("c2") == codes("d/clinic"));

    // A tablet on its own machine: the package says where the store is, and holds no password.
    printed(fmt::format("kiosk request {} --name 'Tablet 2' --out {}", at("t2"), at("ask-t2")));
    const std::string package = admit("ask-t2")["package"];
    CHECK(test::slurp(package).find(server.url()) != std::string::npos);
    CHECK(test::slurp(package).find(test::kPassword) == std::string::npos);
    test::spit(folder / "pin", "2580\n");
    const std::string accept =
        fmt::format("kiosk accept {} {} --pin-file {} {}", at("t2"), package, at("pin"), way);
    const test::Ran anybody = test::shell(accept);
    CHECK(anybody.code == 1);
    CHECK(anybody.err.find("--root") != std::string::npos);
    CHECK(printed(accept + " --root '" + root + "'")["number"] == 2);
    CHECK(printed("sync " + at("t2"))["failed"].empty());

    const json rebuilt = printed(
        fmt::format("clinic rebuild {} --from {}{}", at("d/clinic"), server.url(), passphrase));
    CHECK(rebuilt["sessions"] == rebuilt["before"]);
    CHECK(rebuilt["lost"] == 0);
    CHECK(codes("d/clinic") == codes("c2"));

    const json recovered =
        printed(fmt::format("clinic recover {} --recovery {} --from {} {}{}", at("c3"),
                            at("d/recovery"), server.url(), way, passphrase));
    CHECK(recovered["clinic_keys"] == 1);
    CHECK(codes("c3") == codes("c2"));
    CHECK(printed("verify " + at("c3") + passphrase)["sound"] == true);
}
