#include <catch2/catch.hpp>

#include "config_fixture.h"
#include "findings.h"
#include "information/toml_table.h"
#include "questionnaire/expression.h"
#include "questionnaire/parser.h"

using namespace spine;
using namespace spine::test;
namespace toml = spine::information::causes;

TEST_CASE("the project's configuration says that no human has reviewed it, and nobody has signed") {
    ConfigCopy clinic;
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults) << lines_of(checked.warnings));
    REQUIRE(checked.config);
    const std::string warnings = lines_of(checked.warnings);
    for (const char* place : {"languages.reviewed.da", "languages.reviewed.en",
                              "pages/da/changes.md | review", "kiosk.toml | clinical_signoff"})
        CHECK(warnings.find(place) != std::string::npos);
    CHECK(checked.config->settings.languages ==
          std::vector<std::string>{"da", "en", "de", "pl", "tr", "uk", "ar"});
    CHECK(checked.config->questionnaires.size() == 3);
    CHECK(checked.config->walks.at("before-assessment").tier_a.has_value());
}

TEST_CASE("a misspelt key is a fault in every file, with its line") {
    struct Misspelt {
        const char* file;
        const char* right;
        const char* wrong;
    };
    const auto key = GENERATE(Misspelt{"kiosk.toml", "idle_seconds =", "idle_secs ="},
                              Misspelt{"kiosk.toml", "tier_b =", "tierb ="},
                              Misspelt{"kiosk.toml", "[retention]", "[retentions]"},
                              Misspelt{"scoring.toml", "reverse =", "reversed ="},
                              Misspelt{"pages.toml", "always =", "allways ="},
                              Misspelt{"evidence.toml", "checked_on =", "checked_when ="},
                              Misspelt{"guide.toml", "source =", "sources ="},
                              Misspelt{"pages/da/changes.md", "layout =", "lay_out ="});
    ConfigCopy clinic;
    clinic.replace(key.file, key.right, key.wrong);
    const config::Checked checked = clinic.check();
    std::string name(key.wrong);
    name = name.substr(name.find_first_not_of('['), name.find_first_of(" ]") - (name[0] == '['));
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, toml::key_unknown, key.file, name));
    CHECK(names(checked.faults, toml::key_unknown, key.file, "line "));
}

TEST_CASE(
    "a file that is no TOML is named with the line, and the others are checked all the same") {
    ConfigCopy clinic;
    clinic.replace("scoring.toml", "name = \"picture\"", "name = picture");
    clinic.replace("kiosk.toml", "idle_seconds =", "idle_secs =");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, toml::toml_malformed, "scoring.toml", "line 6"));
    CHECK(names(checked.faults, toml::key_unknown, "kiosk.toml", "idle_secs"));
}

TEST_CASE("a file that is not there is named") {
    const auto file =
        GENERATE("kiosk.toml", "scoring.toml", "pages.toml", "evidence.toml", "guide.toml");
    ConfigCopy clinic;
    clinic.remove(file);
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, config::causes::file_missing, file, ""));
    CHECK_FALSE(checked.config);
}

TEST_CASE("a setting that makes no sense is a fault with its key") {
    struct Setting {
        const char* right;
        const char* wrong;
        const char* key;
    };
    const auto setting = GENERATE(
        Setting{"idle_seconds = 120", "idle_seconds = -1", "idle_seconds"},
        Setting{"idle_seconds = 120", "idle_seconds = \"2\"", "idle_seconds"},
        Setting{"countdown_seconds = 60", "countdown_seconds = 19", "countdown_seconds"},
        Setting{"length = 6", "length = 7", "length"}, Setting{"dpi = 149", "dpi = 0", "dpi"},
        Setting{"reduce_motion = false", "reduce_motion = 1", "reduce_motion"},
        Setting{"rest_ms = 0", "rest_ms = 3001", "rest_ms"},
        Setting{"reads = \"asked\"", "reads = \"never\"", "reads"},
        Setting{"kiosk_days = 1", "kiosk_days = -1", "kiosk_days"},
        Setting{"kiosk_days = 1", "kiosk_days = 1\nkiosk_hours_after_receipt = 24", "kiosk_days"},
        Setting{"archive_days = 3650", "archive_days = 29", "archive_days"},
        Setting{"archive_days = 3650", "archive_days = 89", "retention"},
        Setting{"archive_days = 3650", "store_days = 0", "store_days"},
        Setting{"default = \"da\"", "default = \"sv\"", "default"},
        Setting{"chime = \"bell\"", "chime = 3", "chime"},
        Setting{"chime = \"bell\"", "chime = \"trumpet\"", "chime"},
        Setting{"speed = 150", "speed = 20", "speed"},
        Setting{"speed = 150", "speed = 301", "speed"},
        Setting{"volume = 80", "volume = 0", "volume"},
        Setting{"volume = 80", "volume = \"loud\"", "volume"},
        Setting{"headphones = false", "headphones = \"no\"", "headphones"});
    ConfigCopy clinic;
    clinic.replace("kiosk.toml", setting.right, setting.wrong);
    const config::Checked checked = clinic.check();
    INFO(setting.wrong << "\n" << lines_of(checked.faults));
    CHECK(names(checked.faults, toml::value_unfit, "kiosk.toml", setting.key));
}

TEST_CASE("how screens are read aloud is the clinic's to set, and has a usual way") {
    ConfigCopy clinic;
    clinic.replace("kiosk.toml", "speed = 150", "speed = 125");
    clinic.replace("kiosk.toml", "headphones = false", "headphones = true");
    auto speech = clinic.check().config->settings.speech;
    CHECK(speech.on);
    CHECK(speech.speed == 125);
    CHECK(speech.volume == 80);
    CHECK(speech.headphones);
    clinic.replace("kiosk.toml", "volume = 80", "loudness = 80");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, toml::key_unknown, "kiosk.toml", "loudness"));
    speech = {};
    CHECK((speech.on && !speech.headphones));
}

TEST_CASE("a setting that is missing is a fault with its key") {
    ConfigCopy clinic;
    clinic.replace("kiosk.toml", "desk_phone =", "# desk_phone =");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, toml::key_missing, "kiosk.toml", "clinic"));
    CHECK(lines_of(checked.faults).find("\"desk_phone\" is missing") != std::string::npos);
}

TEST_CASE("a walk that asks for no consent, or that no sign stops, is warned of") {
    ConfigCopy clinic;
    CHECK(lines_of(clinic.check().warnings).find("walk.") == std::string::npos);
    clinic.replace("kiosk.toml", "[walk.before-assessment]", "[walk.after-visit]");
    clinic.replace("kiosk.toml", "[walk.after-visit]\nasks_for_code_first = true", "");
    const std::string warnings = lines_of(clinic.check().warnings);
    INFO(warnings);
    CHECK(warnings.find("walk.before-assessment | This walk asks for no consent.") !=
          std::string::npos);
    CHECK(warnings.find("walk.before-assessment | No warning sign stops") != std::string::npos);
}

TEST_CASE("load gives the first fault with file and place") {
    ConfigCopy clinic;
    clinic.replace("kiosk.toml", "idle_seconds =", "idle_secs =");
    SystemFiles files;
    const auto loaded = config::load(files, clinic.folder());
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().cause == toml::key_unknown);
    CHECK(loaded.error().where.find("kiosk.toml") != std::string::npos);
    CHECK(loaded.error().where.find("idle_secs") != std::string::npos);
    CHECK_FALSE(loaded.error().next.empty());
}

TEST_CASE("retention is counted in days, and what was signed in hours is read as ever") {
    const auto read = [](const std::string& text) {
        return config::retention_of("[retention]\n" + text + "\n");
    };
    CHECK(read("kiosk_hours_after_receipt = 36") == config::Retention{36, {}, {}});
    CHECK(read("kiosk_days = 2") == config::Retention{48, {}, {}});
    CHECK(read("store_days = 30\narchive_days = 400") == config::Retention{24, 30, 400});
    CHECK(config::retention_of("format = 1") == config::Retention{});
    // Nothing is due by a rule that does not hold.
    CHECK_FALSE(read("archive_days = 1"));
    CHECK_FALSE(read("archive_days = \"90\""));
    CHECK_FALSE(read("archive_dais = 90"));
    CHECK_FALSE(config::retention_of("[retention"));
}
