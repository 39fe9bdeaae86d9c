// Strong contrast, chosen with one touch: on every screen, readable, and gone with the patient.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "touch_tablet.h"
#include "ui/theme.h"

using namespace spine;
using test::TouchTablet;

namespace {

// What most of the pixels around a line's letters show.
ui::Color ground_of(const ui::Picture& picture, const ui::Rect& ink) {
    std::map<std::uint32_t, int> counted;
    for (int y = static_cast<int>(ink.y) - 2; y < static_cast<int>(ink.bottom()) + 2; ++y) {
        for (int x = static_cast<int>(ink.x) - 4; x < static_cast<int>(ink.right()) + 4; ++x) {
            if (x < 0 || y < 0 || x >= picture.w || y >= picture.h) continue;
            const ui::Color at = picture.at(x, y);
            ++counted[(std::uint32_t{at.r} << 16U) | (std::uint32_t{at.g} << 8U) | at.b];
        }
    }
    const auto most = std::max_element(
        counted.begin(), counted.end(),
        [](const auto& one, const auto& other) { return one.second < other.second; });
    return most == counted.end() ? ui::Color{} : ui::rgb(most->first);
}

// Every line of words on the screen, against what lies under it.
void check_contrast(TouchTablet& tablet, double least) {
    tablet.clock.advance_ms(400);  // fades are over
    tablet.screen.frames(2);
    const ui::Picture picture = tablet.screen.picture();
    for (const ui::DrawnLine& line : tablet.stage.lines()) {
        if (line.color.a == 0) continue;
        const ui::Color ground = ground_of(picture, tablet.stage.scale().to_pixels(line.ink));
        INFO(tablet.at() << ": " << line.text);
        CHECK(ui::contrast(line.color, ground) >= least);
    }
}

}  // namespace

TEST_CASE("every word of a walk has 7:1 against what lies under it, and 15:1 in strong contrast") {
    const bool strong = GENERATE(false, true);
    TouchTablet tablet;
    tablet.consent("en");
    if (strong) tablet.set_colours(true);
    tablet.walk_to_the_end([&] { check_contrast(tablet, strong ? 15 : 7); });
}

TEST_CASE("what is pressed can be read, too, in both colours") {
    const bool strong = GENERATE(false, true);
    TouchTablet tablet;
    tablet.consent("en");
    if (strong) tablet.set_colours(true);
    const double least = strong ? 15 : 6.9;
    const auto pressed = [&](const std::string& key) {
        INFO(key);
        tablet.clock.advance_ms(400);
        tablet.screen.frame();
        const ui::Target* target = tablet.stage.targets().find(key);
        REQUIRE(target != nullptr);
        tablet.screen.press(target->rect.centre());
        check_contrast(tablet, least);
        tablet.screen.release({5, 650});  // slid off: nothing happens
    };
    tablet.walk_to("about.pain-now");
    for (const char* key : {"next", "back", "stop", "language", "appearance", "listen"})
        pressed(key);
    tablet.walk_to("hope.picture");
    const auto& all = tablet.stage.targets().all();
    const auto row = std::find_if(all.begin(), all.end(), [](const ui::Target& target) {
        return target.key.starts_with("answer:");
    });
    REQUIRE(row != all.end());
    const std::string answer = row->key;
    pressed(answer);
    tablet.answer_plainly();
    pressed(answer);
    tablet.walk_to("words.hope");
    for (const char* key : {"key:e", "key:space", "key:backspace", "key:numbers"}) pressed(key);
}

TEST_CASE(
    "strong contrast works at once on any screen, changes no answer, and is two touches away") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent("da");
    tablet.walk_to("words.hope");
    tablet.write("hvorfor");
    const auto paper = [&] { return tablet.app.background(); };
    CHECK(paper() == ui::kiosk_calm().paper);
    tablet.set_colours(true);
    CHECK(paper() == ui::kiosk_strong().paper);
    CHECK(tablet.shows("Hvorfor"));
    CHECK(tablet.at() == "words.hope");
    tablet.tap("language");
    tablet.look("da-901-languages-strong");
    tablet.tap("back");
    tablet.set_colours(false);
    CHECK(paper() == ui::kiosk_calm().paper);
    CHECK(tablet.shows("Hvorfor"));
    tablet.tap("stop");
    tablet.set_colours(true);
    CHECK(tablet.at() == "stop-asked");
    CHECK(paper() == ui::kiosk_strong().paper);
    tablet.look("da-902-stop-strong");
}

TEST_CASE("the next patient begins in calm colours, whoever went before and however") {
    const std::string end = GENERATE("finish", "stop-keep", "stop-delete", "away");
    INFO(end);
    TouchTablet tablet;
    tablet.consent("da");
    tablet.set_colours(true);
    if (end == "finish") {
        tablet.walk_to("show.finish");
        tablet.tap("finished");
    } else if (end == "away") {
        tablet.walk_to("about.pain-now");
        tablet.pass_seconds(tablet.config.settings.idle_seconds + 1);
        REQUIRE(tablet.at() == "still-there");
        CHECK(tablet.app.background() == ui::kiosk_strong().paper);
        tablet.pass_seconds(tablet.config.settings.countdown_seconds + 2);
    } else {
        tablet.walk_to("about.pain-now");
        tablet.tap("stop");
        tablet.tap(end);
        // The code on the last screen is still this patient's to read.
        if (end == "stop-keep") {
            CHECK(tablet.app.background() == ui::kiosk_strong().paper);
            tablet.look("da-903-stopped-strong");
            tablet.tap("finished");
        }
    }
    REQUIRE(tablet.at() == "welcome");
    CHECK(tablet.app.background() == ui::kiosk_calm().paper);
    tablet.consent("en");
    CHECK(tablet.app.background() == ui::kiosk_calm().paper);
}

TEST_CASE("a body, a hundred people and the red screen are drawn anew in other colours") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.prefers["signs.a"] = "urine";
    const auto holds = [&](const ui::Color& wanted) {
        tablet.clock.advance_ms(400);
        tablet.screen.frames(2);
        const ui::Picture picture = tablet.screen.picture();
        int found = 0;
        for (int y = 0; y < picture.h; y += 2)
            for (int x = 0; x < picture.w; x += 2) found += picture.at(x, y) == wanted ? 1 : 0;
        return found > 100;
    };
    tablet.walk_to("about.drawing");
    CHECK(holds(ui::kiosk_calm().stone));
    tablet.set_colours(true);
    CHECK_FALSE(holds(ui::kiosk_calm().stone));
    CHECK_FALSE(holds(ui::kiosk_calm().paper));
    tablet.look("en-904-body-strong");
    tablet.set_colours(false);
    tablet.walk_to("tier-a");
    CHECK(holds(ui::kiosk_calm().alarm));
    tablet.set_colours(true);
    CHECK_FALSE(holds(ui::kiosk_calm().alarm));
    check_contrast(tablet, 15);
    tablet.look("en-905-tell-staff-strong");
}

TEST_CASE("a walk in strong contrast fits as in calm colours, in every language") {
    const std::string language = GENERATE("da", "en", "de", "pl", "tr", "uk", "ar");
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent(language);
    tablet.set_colours(true);
    // Photographed where pictures differ most; the rest is looked at alone.
    const bool photographed = language == "da" || language == "ar";
    tablet.walk_to_the_end(
        [&] { tablet.look(language + "-91-strong-" + tablet.at(), photographed); });
}
