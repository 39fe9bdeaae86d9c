#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "config_fixture.h"

using namespace spine;
using test::ConfigCopy;

TEST_CASE("the configuration in this repository has no fault") {
    SystemFiles files;
    const auto checked = config::check(files, test::project() / "kiosk-config");
    for (const auto& fault : checked.faults)
        UNSCOPED_INFO(fault.file << ": " << fault.where << ": " << fault.what);
    CHECK(checked.faults.empty());
    REQUIRE(checked.config);
    CHECK_FALSE(checked.config->signed_off);
}

TEST_CASE("each page's readability is told in both languages, and is within its target") {
    SystemFiles files;
    const auto checked = config::check(files, test::project() / "kiosk-config");
    REQUIRE(checked.readability.size() >= 10);
    for (const auto& [page, figures] : checked.readability) {
        INFO(page);
        REQUIRE(figures.size() == 2);
        CHECK(figures.at("da") <= config::kHighestLix);
        CHECK(figures.at("en") <= config::kHighestGrade);
    }
}

TEST_CASE("CONTENT.md states how hard each page is to read, as it is measured") {
    SystemFiles files;
    const auto checked = config::check(files, test::project() / "kiosk-config");
    const std::string content = test::slurp(test::project() / "kiosk-config/CONTENT.md");
    for (const auto& [page, figures] : checked.readability) {
        std::string line =
            fmt::format("| `{}` | {:.1f} | {:.1f} |", page, figures.at("da"), figures.at("en"));
        for (const char* language : {"da", "en", "de", "pl", "tr", "uk", "ar"})
            line += fmt::format(" {} |", checked.longest_sentence.at(page).at(language));
        INFO("this line is not in CONTENT.md: " << line);
        CHECK(content.find(line + "\n") != std::string::npos);
    }
}

TEST_CASE("a page shows its age band's figure, and the skipped one's where there is none") {
    SystemFiles files;
    const auto config = config::load(files, test::project() / "kiosk-config");
    REQUIRE(config);
    const std::pair<const char*, int> bands[] = {{"18-29", 30}, {"30-39", 40}, {"40-49", 50},
                                                 {"50-59", 60}, {"60-79", 60}, {"80-plus", 84},
                                                 {"", 50}};
    for (const auto& [band, part] : bands) {
        for (const char* language : {"da", "en"}) {
            INFO(band << " " << language);
            const auto* page = config->library.find("changes", language, band);
            REQUIRE(page != nullptr);
            REQUIRE(page->icons);
            CHECK(page->icons->part == part);
            // 60-79: the figure for 80 stands in words beside the grid for 50.
            const bool names_84 = information::running_text(*page).find("84") != std::string::npos;
            CHECK(names_84 == (std::string(band) == "60-79" || std::string(band) == "80-plus"));
        }
    }
}

TEST_CASE("every fault is named with its file and its place") {
    struct Case {
        const char *file, *from, *to;
        Cause cause;
        const char* named = nullptr;  // the file that the fault names, where it is another
    };
    const Case cases[] = {
        {"kiosk.toml", "idle_seconds = 120", "idle_second = 120", information::causes::key_unknown},
        {"kiosk.toml", "idle_seconds = 120", "idle_seconds = 5", information::causes::value_unfit},
        {"kiosk.toml", "walk = \"before-assessment\"", "walk = \"other\"",
         config::causes::name_unknown},
        {"kiosk.toml", "\"under-18\"", "\"under-20\"", config::causes::name_unknown},
        {"kiosk.toml", "has 'numb-saddle'", "has 'numb-sadle'", config::causes::name_unknown},
        {"kiosk.toml", "signs.b has 'cancer'", "signs.c has 'cancer'",
         config::causes::name_unknown},
        {"kiosk.toml", "signs.b has 'cancer'", "signs.b has has 'cancer'",
         questionnaire::causes::expression_malformed},
        {"scoring.toml", "[\"hope.calm\",", "[\"hope.clam\",", config::causes::name_unknown},
        {"scoring.toml", R"("know.changes" = "true")", R"("know.changes" = "yes")",
         config::causes::name_unknown},
        {"scoring.toml", "da = \"Bevis\"\n", "", config::causes::translation_missing},
        {"pages.toml", "id = \"symptoms\"", "id = \"symptom\"", config::causes::translation_missing,
         "pages/da/symptom.md"},
        {"pages.toml", "bulge = \"bulge-30\"", "bulge = \"bulge-35\"",
         information::causes::figure_unknown},
        {"pages.toml", "band = \"50-59\"", "band = \"50-60\"", config::causes::name_unknown},
        {"guide.toml", "proof.last >= 75", "prove.last >= 75", config::causes::name_unknown},
        {"guide.toml", "tier = 'b'", "tier = 'c'", config::causes::name_unknown},
        {"guide.toml", "{proof.last}", "{proof.lst}", config::causes::name_unknown},
        {"questionnaires/after-visit.json", R"("valueCode": "da")", R"("valueCode": "pl")",
         config::causes::translation_missing},
        {"pages/en/symptoms.md", "published = ", "publishd = ", information::causes::key_unknown},
        {"pages/en/changes.md", "{rest:bulge} do not.", "{rest:blge} do not.",
         information::causes::figure_unknown},
    };
    for (const Case& wrong : cases) {
        INFO(wrong.file << ": " << wrong.from << " -> " << wrong.to);
        ConfigCopy copy;
        copy.replace(wrong.file, wrong.from, wrong.to);
        const auto checked = copy.check();
        CHECK_FALSE(checked.config);
        const bool named = std::any_of(
            checked.faults.begin(), checked.faults.end(), [&](const config::Finding& fault) {
                return fault.cause == wrong.cause && !fault.what.empty() &&
                       fault.file == (wrong.named != nullptr ? wrong.named : wrong.file);
            });
        for (const auto& fault : checked.faults)
            UNSCOPED_INFO(fault.cause.name() << ": " << fault.file << ": " << fault.what);
        CHECK(named);
    }
}

TEST_CASE("all faults are found at once, not one after the other") {
    ConfigCopy copy;
    copy.replace("kiosk.toml", "idle_seconds = 120", "idle_second = 120");
    copy.replace("guide.toml", "proof.last >= 75", "prove.last >= 75");
    copy.remove("pages/da/symptoms.md");
    const auto checked = copy.check();
    CHECK(checked.faults.size() == 3);
}

TEST_CASE("a page that is hard to read is refused in its language's own measure") {
    for (const char* language : {"da", "en"}) {
        ConfigCopy copy;
        const std::string file = std::string("pages/") + language + "/symptoms.md";
        copy.append(file,
                    "\n\nDegenerative abnormalities necessitate multidisciplinary rehabilitation "
                    "consultations, notwithstanding considerable uncertainty concerning individual "
                    "prognostications whatsoever everywhere.\n");
        const auto checked = copy.check();
        REQUIRE_FALSE(checked.faults.empty());
        for (const auto& fault : checked.faults) {
            CHECK(fault.cause == config::causes::too_hard_to_read);
            CHECK(fault.file == file);
        }
    }
}

TEST_CASE("a figure that nobody has checked keeps its page and the configuration from loading") {
    ConfigCopy copy;
    const std::string evidence = copy.text("evidence.toml");
    const auto at = evidence.find("id = \"bulge-40\"");
    REQUIRE(at != std::string::npos);
    const auto from = evidence.find("checked_by", at);
    const auto to = evidence.find("\n\n", from);
    copy.write("evidence.toml", evidence.substr(0, from) + evidence.substr(to));
    const auto checked = copy.check();
    REQUIRE_FALSE(checked.config);
    for (const auto& fault : checked.faults) {
        CHECK(fault.cause == information::causes::figure_unchecked);
        CHECK(fault.file.find("changes.md") != std::string::npos);
    }
}

TEST_CASE("a sign-off holds for the content that was signed, and for no other") {
    ConfigCopy copy;
    const auto before = copy.check();
    REQUIRE(before.config);
    const std::string sign_off =
        "\n[clinical_signoff]\nname = \"A. Clinician\"\n"
        "date = \"2026-11-24\"\nmedical_device_ruling = \"none\"\n"
        "content_hash = \"" +
        before.config->content_hash + "\"\n";
    copy.append("kiosk.toml", sign_off);
    const auto after = copy.check();
    REQUIRE(after.config);
    CHECK(after.config->signed_off);
    CHECK(after.config->content_hash == before.config->content_hash);

    copy.append("pages/en/symptoms.md", "\nRest well.\n");
    const auto changed = copy.check();
    REQUIRE(changed.faults.size() == 1);
    CHECK(changed.faults[0].cause == config::causes::sign_off_stale);
}

TEST_CASE("the content's hash covers the rules that decide who is stopped") {
    ConfigCopy copy;
    const auto before = copy.check();
    copy.replace("kiosk.toml", "signs.a has 'urine' or ", "");
    const auto after = copy.check();
    REQUIRE(before.config);
    REQUIRE(after.config);
    CHECK(after.config->content_hash != before.config->content_hash);
}
