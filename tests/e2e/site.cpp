#include "site.h"

#include <catch2/catch.hpp>

#include "config/content_hash.h"
#include "process.h"

namespace spine::test {

namespace fs = std::filesystem;

namespace {

void replace_in(const fs::path& file, const std::string& from, const std::string& to) {
    std::string content = slurp(file);
    const auto at = content.find(from);
    INFO(file.filename() << " must hold " << from);
    REQUIRE(at != std::string::npos);
    spit(file, content.replace(at, from.size(), to));
}

void shorten_times(const fs::path& kiosk_toml) {
    replace_in(kiosk_toml, "idle_seconds = 120", "idle_seconds = 20");
    replace_in(kiosk_toml, "idle_seconds_pages = 240", "idle_seconds_pages = 20");
    replace_in(kiosk_toml, "countdown_seconds = 60", "countdown_seconds = 20");
}

// Under a sign-off a kiosk offers only what somebody has read.
void review_everything(const fs::path& config) {
    const std::string who = "by = \"Test\"\non = \"2026-11-25\"\n";
    for (const char* language : {"ar", "da", "de", "en", "pl", "tr", "uk"}) {
        replace_in(
            config / "kiosk.toml", "[questionnaires]",
            "[languages.reviewed." + std::string(language) + "]\n" + who + "\n[questionnaires]");
        for (const auto& page : fs::directory_iterator(config / "pages" / language)) {
            replace_in(page.path(), "review = \"none\"",
                       "review = \"human\"\nreviewed_by = \"Test\"\nreviewed_on = \"2026-11-25\"");
        }
    }
}

void sign_off(const fs::path& config) {
    review_everything(config);
    SystemFiles files;
    const auto snapshot = config::take_snapshot(files, config);
    REQUIRE(snapshot);
    spit(config / "kiosk.toml", slurp(config / "kiosk.toml") +
                                    "\n[clinical_signoff]\nname = \"Test\"\ndate = \"2026-11-25\"\n"
                                    "content_hash = \"" +
                                    config::content_hash(*snapshot) +
                                    "\"\nmedical_device_ruling = \"none: a test\"\n");
}

}  // namespace

Site::Site(const SiteSettings& settings) {
    fs::copy(project() / "kiosk-config", config(), fs::copy_options::recursive);
    if (settings.short_times) shorten_times(config() / "kiosk.toml");
    if (settings.signed_off) sign_off(config());
    fs::create_directories(store());
    spit(file("passphrase"), passphrase() + "\n");
    spit(file("staff-pin"), "2580\n");
    const std::string created = kioskctl(
        {"clinic", "create", clinic().string(), "--root-out", root().string(), "--recovery-out",
         file("recovery").string(), "--passphrase-file", file("passphrase").string(), "--json"});
    key_card_ = nlohmann::json::parse(created).at("root");
    (void)kioskctl({"clinic", "store", clinic().string(), store().string()});
    sign();
    for (unsigned number = 1; number <= settings.tablets; ++number) {
        (void)kioskctl({"kiosk", "enrol", tablet(number).string(), "--clinic", clinic().string(),
                        "--root", root().string(), "--name", "Tablet " + std::to_string(number),
                        "--pin-file", file("staff-pin").string()});
    }
}

void Site::sign() const {
    (void)kioskctl({"clinic", "sign", config().string(), "--root", root().string(), "--store",
                    store().string()});
}

std::string Site::kioskctl(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), built("kioskctl"));
    const Said said = run_program(arguments);
    INFO(said.err);
    REQUIRE(said.code == 0);
    return said.out;
}

nlohmann::json Site::ask_clinic(const std::string& command,
                                const std::vector<std::string>& codes) const {
    std::vector<std::string> arguments{command, clinic().string()};
    arguments.insert(arguments.end(), codes.begin(), codes.end());
    for (const std::string& more :
         {std::string("--passphrase-file"), file("passphrase").string(), std::string("--json")}) {
        arguments.push_back(more);
    }
    return nlohmann::json::parse(kioskctl(arguments));
}

}  // namespace spine::test
