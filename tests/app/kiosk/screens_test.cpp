// Every screen by touch, in both languages: what can be tapped, what fits, what is stored.
#include <catch2/catch.hpp>

#include "touch_tablet.h"

using namespace spine;
using test::TouchTablet;

TEST_CASE("a patient walks by touch from the language to the thank-you, in every language") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.look(language + "-00-welcome");
    tablet.tap("language:" + language);
    tablet.look(language + "-01-consent");
    tablet.answer("consent.care", "yes");
    tablet.answer("consent.research", "yes");
    tablet.look(language + "-02-consent-given");
    tablet.next();
    tablet.look(language + "-03-code");
    tablet.walk_to("show.finish", true);
    tablet.look(language + "-99-finish");
    tablet.tap("finished");
    CHECK(tablet.at() == "welcome");
    REQUIRE(tablet.keeper.sessions.size() == 1);
    CHECK(tablet.keeper.sessions.back().end == "complete");
    const session::Told told = tablet.keeper.told();
    CHECK(told.language == language);
    CHECK(told.answers.at("about.part") == R"("low-back")");
    CHECK(told.answers.at("consent.research") == "true");
    CHECK(told.answers.count("know.normal.after") == 1);
}

// The slot between Back and Next is narrowest in Danish; a message in smaller letters is one that
// a patient with poor sight does not read.
TEST_CASE("every message to the patient stands on one line in the size of the body text") {
    TouchTablet tablet;
    const float room = 541;
    for (const std::string language : {"en", "da"}) {
        for (const std::string_view key : kiosk::required_strings()) {
            if (!key.starts_with("kiosk.note.")) continue;
            const std::string& words = tablet.strings.get(language, key);
            CAPTURE(language, key, words);
            CHECK(ui::width_of(tablet.stage.fonts(), ui::type::body.weight, ui::type::body.em,
                               words) <= room);
        }
    }
}

TEST_CASE("who chose a wrong language goes back to the languages, and nothing was stored") {
    TouchTablet tablet;
    tablet.tap("language:en");
    tablet.tap("back");
    CHECK(tablet.at() == "welcome");
    CHECK(tablet.keeper.sessions.empty());
    tablet.tap("language:da");
    CHECK(tablet.at() == "consent");
}

TEST_CASE("with answers stored, the way back to the languages is a stop that asks") {
    TouchTablet tablet;
    tablet.consent("en");
    while (tablet.at() != "consent") tablet.tap("back");
    tablet.tap("back");
    CHECK(tablet.at() == "stop-asked");
    REQUIRE(tablet.keeper.sessions.size() == 1);
    tablet.tap("stop-keep");
    CHECK(tablet.keeper.sessions.back().end == "stopped");
}

TEST_CASE(
    "without room every language says so kindly, nothing but Listen can be tapped, and it goes by "
    "itself") {
    const std::string own = GENERATE("da", "en");
    config::Config config = test::touch_configuration();
    config.settings.default_language = own;
    TouchTablet tablet(std::move(config));
    tablet.screen.frame();
    REQUIRE(tablet.at() == "welcome");
    tablet.keeper.room = false;
    tablet.screen.frame();
    CHECK(tablet.at() == "no-room");
    tablet.look(own + "-480-no-room");
    CHECK(tablet.shows("Sig det gerne til personalet."));
    CHECK(tablet.shows("Please tell the staff."));
    CHECK(tablet.shows("Tablet 3"));
    CHECK(tablet.shows(tablet.config.settings.desk_phone));
    CHECK(tablet.shows(own == "da" ? "Tjek netværket" : "Check the network"));
    CHECK(tablet.offers_only_listen());
    tablet.pass_seconds(600);
    CHECK(tablet.at() == "no-room");
    tablet.keeper.room = true;
    tablet.screen.frame();
    CHECK(tablet.at() == "welcome");
    tablet.tap("language:" + own);
    CHECK(tablet.at() == "consent");
}

TEST_CASE("the words for many languages fit the screen without room") {
    config::Config config = test::touch_configuration();
    config.settings.languages = {"da", "en", "da", "en"};
    TouchTablet tablet(std::move(config), {1280, 800}, "Venteværelset på 2. sal ved vinduet");
    tablet.keeper.room = false;
    tablet.screen.frame();
    tablet.look("da-481-no-room-many-languages");
    CHECK(tablet.shows("vinduet"));
}

TEST_CASE("after the visit another language is there to choose, and typed digits stay") {
    TouchTablet tablet;
    tablet.tap("have-code");
    REQUIRE(tablet.desk.walk()->language() == "da");
    tablet.digits("131");
    tablet.tap("language");
    tablet.look("en-219-enter-code-languages");
    tablet.tap("language:en");
    CHECK(tablet.desk.walk()->language() == "en");
    tablet.look("en-220-enter-code-other-language");
    CHECK(tablet.shows("131"));
    tablet.digits("873");
    tablet.next();
    CHECK(tablet.at() != "enter-code");
    CHECK(tablet.keeper.told().language == "en");
}

TEST_CASE("the words of a row do not move when it is chosen") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.consent(language);
    tablet.walk_to("signs.a");
    tablet.stage.watch_misfits(true);
    const auto lines = [&] {
        tablet.screen.frames(2);
        std::vector<std::string> texts;
        for (const ui::DrawnLine& line : tablet.stage.lines()) {
            if (line.ink.y > 200 && line.ink.y < 590) texts.push_back(line.text);
        }
        return texts;
    };
    const auto idle = lines();
    REQUIRE(idle.size() > 6);
    for (const char* sign : {"urine", "numb-saddle", "bowel"}) {
        if (tablet.screen.has("answer:signs.a:" + std::string(sign))) {
            tablet.answer("signs.a", sign);
        }
    }
    CHECK(lines() == idle);
}
