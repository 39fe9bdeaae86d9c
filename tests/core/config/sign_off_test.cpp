// A clinician signs for what patients read and answer, not for a file on a disk.
#include <catch2/catch.hpp>

#include "config/content_hash.h"
#include "config/languages.h"
#include "config_fixture.h"
#include "findings.h"

using namespace spine;
using namespace spine::test;

namespace {

std::string hash_of(ConfigCopy& clinic) {
    SystemFiles files;
    const auto snapshot = config::take_snapshot(files, clinic.folder());
    REQUIRE(snapshot);
    return config::content_hash(*snapshot);
}

void sign_off(ConfigCopy& clinic, const std::string& hash) {
    clinic.append("kiosk.toml",
                  "\n[clinical_signoff]\nname = \"Consultant A\"\n"
                  "date = \"2026-11-25\"\ncontent_hash = \"" +
                      hash + "\"\nmedical_device_ruling = \"ruling of 2026-11-20\"\n");
}

}  // namespace

TEST_CASE("the content hash covers every word and rule that reaches a patient, and nothing else") {
    ConfigCopy clinic;
    const std::string before = hash_of(clinic);
    CHECK(before.size() == 64);

    SECTION("the same in a second copy") {
        ConfigCopy copy;
        CHECK(hash_of(copy) == before);
    }
    SECTION("another with any of these files changed") {
        const auto file = GENERATE("scoring.toml", "pages.toml", "evidence.toml", "guide.toml",
                                   "pages/da/changes.md", "questionnaires/after-visit.json");
        clinic.append(file, "# \n");
        CHECK(hash_of(clinic) != before);
    }
    SECTION("another with any value of kiosk.toml changed") {
        const auto change = GENERATE(std::pair{"number = \"112\"", "number = \"113\""},
                                     std::pair{"\"da\", \"en\",", "\"da\","},
                                     std::pair{"idle_seconds = 120", "idle_seconds = 121"},
                                     std::pair{"dpi = 149", "dpi = 149.5"},
                                     std::pair{"first = true", "first = false"});
        clinic.replace("kiosk.toml", change.first, change.second);
        CHECK(hash_of(clinic) != before);
    }
    SECTION("the same whatever the layout and the comments of kiosk.toml") {
        clinic.replace("kiosk.toml", "idle_seconds = 120", "  # two minutes\n\tidle_seconds=120 ");
        CHECK(hash_of(clinic) == before);
    }
    SECTION("another with a page more, and with one that has another name") {
        clinic.write("pages/da/more.md", "");
        CHECK(hash_of(clinic) != before);
        clinic.remove("pages/da/more.md");
        CHECK(hash_of(clinic) == before);
        std::filesystem::rename(clinic.folder() / "pages/da/changes.md",
                                clinic.folder() / "pages/da/changed.md");
        CHECK(hash_of(clinic) != before);
    }
    SECTION("the same whatever the handbook says") {
        clinic.append("CONTENT.md", "\nA note.\n");
        clinic.write("STAFF.md", "How to charge the tablet.\n");
        CHECK(hash_of(clinic) == before);
    }
}

TEST_CASE("a sign-off for another content is a fault that says this content's hash") {
    ConfigCopy clinic;
    sign_off(clinic, hash_of(clinic));
    CHECK(clinic.check().config->signed_off);
    CHECK(clinic.check().config->sign_off->name == "Consultant A");
    clinic.append("pages/en/symptoms.md", "\nYour back is strong.\n");
    const config::Checked stale = clinic.check();
    const std::string lines = lines_of(stale.faults);
    INFO(lines);
    CHECK(names(stale.faults, config::causes::sign_off_stale, "kiosk.toml", "clinical_signoff"));
    CHECK(lines.find(hash_of(clinic)) != std::string::npos);
    CHECK_FALSE(stale.config);
}

TEST_CASE("nothing hides behind a sign-off, however the file is laid out") {
    ConfigCopy clinic;
    sign_off(clinic, hash_of(clinic));
    // An indented table after the sign-off, and a text that looks like one.
    const auto more = GENERATE("  [kept]\n  days = 1\n",
                               "[kept]\nname = \"\"\"\n[clinical_signoff]\"\"\"\ndays = 1\n");
    clinic.append("kiosk.toml", more);
    const std::string one = hash_of(clinic);
    clinic.replace("kiosk.toml", "days = 1\n", "days = 2\n");
    CHECK(hash_of(clinic) != one);
}

TEST_CASE("half a sign-off is none") {
    ConfigCopy clinic;
    sign_off(clinic, hash_of(clinic));
    clinic.replace("kiosk.toml", "medical_device_ruling = \"ruling of 2026-11-20\"\n", "");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, "key-missing", "kiosk.toml", "clinical_signoff"));
    CHECK_FALSE(checked.config);
}

TEST_CASE(
    "under a sign-off a language is offered when its questionnaires and every page are reviewed") {
    ConfigCopy clinic;
    clinic.replace("kiosk.toml", "\"pl\", \"tr\", \"uk\", \"ar\"]", "\"pl\"]");
    clinic.replace("kiosk.toml", "\"de\", ", "");
    const auto offered = [&] { return config::offered_languages(*clinic.check().config); };
    CHECK(offered() == std::vector<std::string>{"da", "en", "pl"});
    clinic.append("kiosk.toml",
                  "\n[languages.reviewed.en]\nby = \"A\"\non = \"2026-11-25\"\n"
                  "[languages.reviewed.pl]\nby = \"B\"\non = \"2026-11-25\"\n");
    for (const auto& page : std::filesystem::directory_iterator(clinic.folder() / "pages/pl")) {
        clinic.replace("pages/pl/" + page.path().filename().string(), "review = \"none\"",
                       "review = \"human\"\nreviewed_by = \"B\"\nreviewed_on = \"2026-11-25\"");
    }
    CHECK(offered() == std::vector<std::string>{"da", "en", "pl"});
    sign_off(clinic, hash_of(clinic));
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    REQUIRE(checked.config);
    REQUIRE(checked.config->signed_off);
    // English lacks its pages; Danish is the clinic's own.
    CHECK(offered() == std::vector<std::string>{"da", "pl"});
    const std::string warnings = lines_of(checked.warnings);
    CHECK(warnings.find("\"en\" is not offered to patients") != std::string::npos);
    CHECK(warnings.find("\"da\" is offered although it is not reviewed") != std::string::npos);
    CHECK(warnings.find("\"pl\" is") == std::string::npos);
}
