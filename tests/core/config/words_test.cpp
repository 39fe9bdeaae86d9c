// What a patient reads: in every language, easy enough, and with a source for every figure.
#include <catch2/catch.hpp>

#include "config_fixture.h"
#include "findings.h"
#include "information/page.h"
#include "information/toml_table.h"
#include "questionnaire/parser.h"

using namespace spine;
using namespace spine::test;
namespace page_causes = spine::information::causes;

namespace {

constexpr const char* kWorded = "questionnaires/before-assessment.json";

// Takes the translation of the text that stands on the line before it away.
void untranslate(ConfigCopy& clinic, const std::string& danish) {
    clinic.replace(kWorded, R"({"url": "content", "valueString": ")" + danish + "\"}",
                   R"({"url": "content", "valueString": ""})");
}

}  // namespace

TEST_CASE("a text of a questionnaire without its translation is a fault with its linkId") {
    struct Text {
        const char* danish;
        const char* place;
    };
    const auto text = GENERATE(Text{"Må vi bruge dine svar?", "consent"},  // a group
                               Text{"Hvem svarer?", "about.who"},          // a question
                               Text{"Gem dette nummer. Sig det til din behandler.", "show.code"},
                               Text{"Din behandler ser dine svar, før I mødes.", "consent.care"},
                               Text{"Min lænd eller mit ben", "about.part"});  // an option
    ConfigCopy clinic;
    untranslate(clinic, text.danish);
    const config::Checked checked = clinic.check();
    INFO(text.danish << "\n" << lines_of(checked.faults));
    CHECK(names(checked.faults, config::causes::translation_missing, kWorded, text.place));
}

TEST_CASE("an option without its translation is named by its code") {
    ConfigCopy clinic;
    untranslate(clinic, "Min lænd eller mit ben");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, config::causes::translation_missing, kWorded,
                "about.part, option low-back"));
}

TEST_CASE("a language that is offered needs its texts everywhere") {
    ConfigCopy clinic;
    clinic.replace("kiosk.toml", R"("uk", "ar"])", R"("uk", "ar", "sv"])");
    clinic.replace("kiosk.toml", "en = \"English\"", "en = \"English\"\nsv = \"Svenska\"");
    const config::Checked checked = clinic.check();
    using config::causes::translation_missing;
    CHECK(names(checked.faults, translation_missing, kWorded, "about.who"));
    CHECK(names(checked.faults, translation_missing, "pages/sv/changes.md", ""));
    CHECK(names(checked.faults, translation_missing, "guide.toml", ".sentence"));
    CHECK(names(checked.faults, translation_missing, "scoring.toml", "domain[1].title"));
}

TEST_CASE("a language without its own name is a fault") {
    ConfigCopy clinic;
    clinic.replace("kiosk.toml", "en = \"English\"", "");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(lines_of(checked.faults).find("languages.names") != std::string::npos);
}

TEST_CASE("a page that is not there in one language is a fault") {
    const auto page = GENERATE("changes", "explain-normal", "tier-a", "tier-b", "consent");
    ConfigCopy clinic;
    const std::string file = "pages/da/" + std::string(page) + ".md";
    clinic.remove(file);
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, config::causes::translation_missing, file, ""));
}

TEST_CASE("a page with a figure that the evidence lacks, or that nobody checked, is a fault") {
    ConfigCopy clinic;
    clinic.append("pages/en/symptoms.md", "\nAbout {bulge-45} of 100 people.\n");
    clinic.append("pages/da/symptoms.md", "\nCirka {bulge-60} af 100.\n");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, page_causes::figure_unknown, "pages/en/symptoms.md", "text"));
    CHECK(names(checked.faults, page_causes::figure_unchecked, "pages/da/symptoms.md", "text"));
}

TEST_CASE("a number that is typed into a page is a fault") {
    ConfigCopy clinic;
    clinic.append("pages/en/symptoms.md", "\nAbout 50 of 100 people have one.\n");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, page_causes::figure_typed, "pages/en/symptoms.md", "text"));
}

TEST_CASE("a figure of an age band that the evidence lacks is a fault") {
    ConfigCopy clinic;
    clinic.replace("pages.toml", "bulge = \"bulge-30\"", "bulge = \"bulge-35\"");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, page_causes::figure_unknown, "pages.toml", "age[4]"));
}

TEST_CASE("a figure without its source, and a day that is none, are faults") {
    ConfigCopy clinic;
    clinic.replace("evidence.toml", "source = \"da-silva-2019\"", "source = \"da-silva\"");
    clinic.replace("evidence.toml", "checked_on = \"2026-11-24\"", "checked_on = \"2026-13-24\"");
    clinic.replace("pages/da/changes.md", "published = \"2026-11-24\"", "published = \"today\"");
    clinic.replace("pages/da/scan-can-cannot.md", "\"acp-2011\"", "\"acp-2012\"");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, page_causes::value_unfit, "evidence.toml", "figure[22].source"));
    CHECK(names(checked.faults, page_causes::value_unfit, "evidence.toml", "figure[1].checked_on"));
    CHECK(names(checked.faults, page_causes::value_unfit, "pages/da/changes.md", "published"));
    CHECK(
        names(checked.faults, page_causes::value_unfit, "pages/da/scan-can-cannot.md", "sources"));
}

TEST_CASE("a sentence of more than fifteen words is a fault that quotes it") {
    ConfigCopy clinic;
    clinic.append("pages/en/symptoms.md",
                  "\nIt is so that a man or a cat or a dog may go on and on.\n");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, config::causes::too_hard_to_read, "pages/en/symptoms.md", ""));
    CHECK(lines_of(checked.faults).find("a man or a cat") != std::string::npos);
}

TEST_CASE("a page that is too hard to read is a fault, in Danish by LIX, in English by grade") {
    ConfigCopy clinic;
    clinic.append("pages/da/symptoms.md",
                  "\nDegenerative forandringer forekommer hyppigt. "
                  "Billeddiagnostiske undersøgelser dokumenterer sjældent smertetilstande.\n");
    clinic.append("pages/en/symptoms.md",
                  "\nDegenerative abnormalities habitually deteriorate unpredictably. "
                  "Radiological examinations demonstrate innumerable abnormalities. "
                  "Radiculopathies necessitate multidisciplinary rehabilitation.\n");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    using config::causes::too_hard_to_read;
    CHECK(names(checked.faults, too_hard_to_read, "pages/da/symptoms.md", ""));
    CHECK(names(checked.faults, too_hard_to_read, "pages/en/symptoms.md", ""));
    CHECK(checked.readability.at("symptoms").at("da") > config::kHighestLix);
    CHECK(checked.readability.at("symptoms").at("en") > config::kHighestGrade);
}

TEST_CASE("a sentence of the guide has fewer than 25 words, and stands in every language") {
    ConfigCopy clinic;
    std::string long_sentence = "So";
    for (int word = 1; word < 25; ++word) long_sentence += " on";
    clinic.replace("guide.toml", "What matters most to you today?", long_sentence + ".");
    clinic.replace("guide.toml", "da = \"Hvad er vigtigst for dig i dag?\"", "");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, config::causes::too_hard_to_read, "guide.toml", ".sentence"));
    CHECK(names(checked.faults, config::causes::translation_missing, "guide.toml", ".sentence"));
}

TEST_CASE("a language that a human has reviewed is no longer warned of") {
    ConfigCopy clinic;
    const auto warned = [&](std::string_view language) {
        const std::string all = lines_of(clinic.check().warnings);
        return all.find("languages.reviewed." + std::string(language)) != std::string::npos;
    };
    CHECK(warned("da"));
    clinic.append("kiosk.toml",
                  "\n[languages.reviewed.da]\nby = \"A. Reader\"\non = \"2026-11-25\"\n");
    INFO(lines_of(clinic.check().faults) << lines_of(clinic.check().warnings));
    CHECK_FALSE(warned("da"));
    CHECK(clinic.check().config->settings.reviewed.at("da").by == "A. Reader");
}

TEST_CASE("a questionnaire that is broken is a fault with the item") {
    ConfigCopy clinic;
    clinic.replace(kWorded, R"("linkId": "about.who")", R"("linkId": "about.part")");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK(names(checked.faults, questionnaire::causes::item_malformed, kWorded, "about.part"));
}
