// Large print (look/kiosk.md, "Large print"): what a patient sees who asked for it.
#include <catch2/catch.hpp>

#include "app/kiosk/touch_tablet.h"

using namespace spine;
using test::TouchTablet;

namespace {

// The smallest letters of normal print are the floor of large print's.
constexpr float least_em = 41;

void check_letters(const TouchTablet& tablet) {
    // Beside the head and the feet of the figures there is no room for more than in normal print.
    const auto beside_figure = [&tablet](const std::string& text) {
        for (const char* key : {"front", "back", "left", "right"}) {
            const auto& words = tablet.strings.get(tablet.desk.walk()->language(),
                                                   std::string("kiosk.body.") + key);
            if (text == words) return true;
        }
        return false;
    };
    for (const ui::DrawnLine& line : tablet.stage.lines()) {
        if (tablet.at() == "about.drawing" && beside_figure(line.text)) continue;
        INFO(tablet.at() << ": '" << line.text << "' at " << line.em);
        CHECK(line.em >= least_em);
    }
}

// On one line or two.
bool says(const TouchTablet& tablet, const std::string& words) {
    std::string all;
    for (const ui::DrawnLine& line : tablet.stage.lines()) all += line.text + " ";
    return all.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a walk in large print has room for every word, in every language and both colours") {
    const std::string language = GENERATE("da", "en", "de", "pl", "tr", "uk", "ar");
    const bool strong = language == "en" || language == "ar";
    const bool photographed = strong || language == "da";
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.tap("language:" + language);
    tablet.set_print(ui::Print::Large);
    if (strong) tablet.set_colours(true);
    int screens = 0;
    const auto look = [&] {
        ++screens;
        tablet.look(language + "-L" + std::to_string(1000 + screens) + "-" + tablet.at(),
                    photographed);
        check_letters(tablet);
    };
    look();
    tablet.answer("consent.care", "yes");
    tablet.next();
    look();
    tablet.answer("consent.research", "no");
    tablet.next();
    tablet.walk_to_the_end(look);
}

TEST_CASE("what stands beside the walk has room in large print, in every language") {
    const std::string language = GENERATE("da", "en", "de", "pl", "tr", "uk", "ar");
    TouchTablet tablet(test::configuration_of_all_languages());
    int screens = 0;
    const bool photographed = language == "da" || language == "ar";
    const auto look = [&](const std::string& name) {
        ++screens;
        tablet.look(language + "-M" + std::to_string(1000 + screens) + "-" + name, photographed);
        check_letters(tablet);
    };
    const std::string note = tablet.strings.get(language, "kiosk.note.choose");
    tablet.tap("language:" + language);
    tablet.tap("appearance");
    tablet.look(language + "-M100-appearance");
    tablet.tap("print:large");
    look("appearance-large");
    tablet.tap("colours:strong");
    look("appearance-large-strong");
    tablet.tap("colours:calm");
    tablet.tap("appearance-done");
    tablet.next();
    look("consent-note");
    tablet.tap("read-more");
    look("read-more");
    while (tablet.screen.has("next")) {
        tablet.next();
        look("read-more");
    }
    while (!tablet.screen.has("read-less")) tablet.tap("back");
    tablet.tap("read-less");
    tablet.answer("consent.care", "yes");
    tablet.next();
    tablet.next();
    look("consent-note");
    tablet.answer("consent.research", "yes");
    tablet.next();
    tablet.tap("language");
    look("languages");
    tablet.tap("back");
    tablet.tap("stop");
    look("stop");
    tablet.tap("go-on");
    tablet.walk_to("about.drawing");
    for (const char* part : {"body:lower-back", "body:buttock-left"}) {
        if (tablet.screen.has(part)) tablet.tap(part);
    }
    look("drawing");
    tablet.next();
    look("marked");
    tablet.tap("back");
    tablet.tap("switch-list");
    look("list");
    tablet.tap("more-answers");
    look("list");
    tablet.tap("switch-list");
    tablet.walk_to("signs.a");
    for (int page = 0; page < 6 && !says(tablet, note); ++page) tablet.next();
    REQUIRE(tablet.at() == "signs.a");
    CHECK(says(tablet, note));
    look("signs-note");
    tablet.pass_seconds(tablet.config.settings.idle_seconds + 1);
    REQUIRE(tablet.at() == "still-there");
    look("still-there");
    tablet.tap("still-here");
    tablet.walk_to("ask");
    while (!tablet.screen.has("own-question")) tablet.tap("more-answers");
    tablet.tap("own-question");
    look("own-question");
    tablet.next();
    tablet.tap("stop");
    tablet.tap("stop-keep");
    look("stopped");
    tablet.tap("finished");
    CHECK(tablet.at() == "welcome");
    CHECK(tablet.app.print() == ui::Print::Normal);
}

TEST_CASE("warning signs call staff in large print, too") {
    const std::string language = GENERATE("da", "en", "de", "pl", "tr", "uk", "ar");
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent(language);
    tablet.set_print(ui::Print::Large);
    const bool red = GENERATE(true, false);
    if (red) {
        tablet.prefers["signs.a"] = "numb-saddle";
        tablet.walk_to("tier-a");
    } else {
        tablet.walk_to("signs.b");
        tablet.answer("signs.b", "cancer");
        for (int part = 0; part < 6 && tablet.at() == "signs.b"; ++part) tablet.next();
        REQUIRE(tablet.at() == "tier-b");
    }
    tablet.look(language + (red ? "-N1-tier-a" : "-N1-tier-b"));
    check_letters(tablet);
    if (!red) return;
    tablet.pass_seconds(31);
    tablet.look(language + "-N2-tier-a-called");
    check_letters(tablet);
    tablet.tap("staff-with-me");
    tablet.look(language + "-N3-pin");  // of staff, who ask for no large print
}

TEST_CASE("large print works at once, changes no answer, and ends with its patient") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.walk_to("words.hope");
    tablet.write("why");
    const auto em_of = [&](std::string_view words) {
        tablet.stage.watch_misfits(true);
        tablet.screen.frames(2);
        for (const ui::DrawnLine& line : tablet.stage.lines()) {
            if (line.text.find(words) != std::string::npos) return line.em;
        }
        return 0.0F;
    };
    CHECK(em_of("Why") == 41);
    tablet.set_print(ui::Print::Large);
    CHECK(tablet.at() == "words.hope");
    CHECK(em_of("Why") == 55);
    tablet.set_print(ui::Print::Normal);
    CHECK(em_of("Why") == 41);
    tablet.set_print(ui::Print::Large);
    tablet.walk_to("show.finish");
    tablet.tap("finished");
    CHECK(tablet.app.print() == ui::Print::Normal);
    tablet.consent("da");
    CHECK(em_of("Næste") == 41);
}

TEST_CASE("a part of a screen is led through by Next and Back, and none is skipped") {
    TouchTablet tablet;
    tablet.tap("language:en");
    tablet.set_print(ui::Print::Large);
    CHECK(tablet.shows(tablet.strings.get("en", "kiosk.yes")));
    // Care first: Next holds until it is answered, and says so.
    tablet.next();
    CHECK(tablet.screen.has("answer:consent.care:yes"));
    CHECK(tablet.shows("Please choose one answer"));
    tablet.answer("consent.care", "yes");
    tablet.next();
    CHECK_FALSE(tablet.screen.has("answer:consent.care:yes"));
    REQUIRE(tablet.screen.has("answer:consent.research:no"));
    tablet.tap("back");
    CHECK(tablet.screen.has("answer:consent.care:yes"));
    tablet.next();
    tablet.answer("consent.research", "no");
    tablet.next();
    CHECK(tablet.at() != "consent");
}
