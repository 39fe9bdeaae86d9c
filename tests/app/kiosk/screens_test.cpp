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
