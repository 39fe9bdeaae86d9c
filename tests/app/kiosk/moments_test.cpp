// The moments beside the straight walk: signs, Stop, time-out, faults, own words, the drawing.
#include <catch2/catch.hpp>

#include "touch_tablet.h"

using namespace spine;
using test::TouchTablet;

TEST_CASE("tier A: the red screen has no Stop and no time-out, calls, and only a PIN leads on") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.consent(language);
    tablet.walk_to("signs.a");
    tablet.answer("signs.a", "urine");
    tablet.look(language + "-201-sign-ticked");
    tablet.next();
    REQUIRE(tablet.at() == "tier-a");
    tablet.look(language + "-202-tell-staff");
    CHECK(tablet.keeper.count("call_staff") == 1);
    for (const char* key : {"stop", "next", "back"}) CHECK_FALSE(tablet.screen.has(key));
    // The red of the look at sampled points, white in the bell's circle.
    const ui::Picture picture = tablet.screen.picture();
    CHECK(picture.at(10, 790) == ui::rgb(0x8C1C1C));
    CHECK(picture.at(60, 284) == ui::rgb(0xFFFFFF));
    CHECK(tablet.chimes == 0);
    tablet.pass_seconds(31);
    CHECK(tablet.chimes == 1);
    tablet.look(language + "-203-tell-staff-later");
    tablet.pass_seconds(300);
    CHECK(tablet.at() == "tier-a");
    CHECK(tablet.chimes > 10);
    tablet.tap("staff-with-me");
    tablet.look(language + "-204-pin");
    for (const char* digit : {"pad:1", "pad:1", "pad:1", "pad:1"}) tablet.tap(digit);
    tablet.tap("pin-ready");
    tablet.settle();
    CHECK(tablet.at() == "tier-a");
    for (const char* digit : {"pad:2", "pad:5", "pad:8", "pad:0"}) tablet.tap(digit);
    tablet.tap("pin-ready");
    tablet.settle();
    CHECK(tablet.at() != "tier-a");
    CHECK(tablet.keeper.told().staff_led_on);
}

TEST_CASE("for unsteady hands a touch counts once it has rested, and a brush does nothing") {
    config::Config config = test::touch_configuration();
    config.settings.rest_ms = 800;
    TouchTablet tablet(std::move(config));
    tablet.screen.frame();
    tablet.tap("language:en");
    CHECK(tablet.at() == "welcome");
    const auto rest = [&](std::string_view key) {
        tablet.clock.advance_ms(ui::deaf_after_new_screen_ms);
        const ui::Point at = tablet.stage.targets().find(key)->press_at;
        tablet.screen.press(at);
        REQUIRE(tablet.stage.again_ms());
        tablet.clock.advance_ms(*tablet.stage.again_ms() - tablet.clock.steady_ms());
        tablet.screen.frames(2);
        tablet.screen.release(at);
        tablet.screen.frame();
    };
    rest("language:en");
    REQUIRE(tablet.at() == "consent");
    rest("answer:consent.care:yes");
    CHECK(tablet.desk.walk()->answer_of("consent.care") != nullptr);
    // The lock of the first screen is still one that is held for two seconds.
    tablet.desk.ask_stop();
    tablet.desk.stop(session::Stop::Delete);
    tablet.screen.frames(2);
    REQUIRE(tablet.at() == "welcome");
    rest("staff");
    CHECK(tablet.at() == "welcome");
}

TEST_CASE("tier B asks in note colour, inside the usual frame, and goes on") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.consent(language);
    tablet.walk_to("signs.b");
    tablet.answer("signs.b", "cancer");
    // Signs that stand on a further page are seen before Next leads on.
    for (int page = 0; page < 3 && tablet.at() == "signs.b"; ++page) tablet.next();
    REQUIRE(tablet.at() == "tier-b");
    tablet.look(language + "-205-tell-staff-kindly");
    CHECK(tablet.screen.picture().at(60, 640) == ui::rgb(0xFFEFC4));
    tablet.next();
    CHECK(tablet.at() != "tier-b");
}

TEST_CASE("Next without an answer says so, kindly, until there is one") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.consent(language);
    tablet.walk_to("about.who");
    tablet.next();
    CHECK(tablet.at() == "about.who");
    tablet.look(language + "-206-please-choose");
    CHECK(tablet.screen.picture().at(600, 715) == ui::rgb(0xFFEFC4));
    tablet.answer("about.who", "self");
    CHECK(tablet.screen.picture().at(600, 715) != ui::rgb(0xFFEFC4));
    tablet.look(language + "-207-saved");
}

TEST_CASE("Saved stands only where the disk has it, and a failed write ends in the fault screen") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.consent(language);
    tablet.walk_to("about.who");
    tablet.keeper.disk_fails = true;
    tablet.answer("about.who", "self");
    CHECK(tablet.at() == "fault");
    tablet.look(language + "-208-fault");
    CHECK(tablet.offers_only_listen());
}

TEST_CASE("Stop asks once: go on leads back to the same place") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.consent(language);
    tablet.walk_to("about.part");
    tablet.tap("stop");
    tablet.look(language + "-209-stop");
    tablet.tap("go-on");
    CHECK(tablet.at() == "about.part");
}

TEST_CASE("stop and keep shows the code and then the next patient's welcome") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.consent(language);
    tablet.walk_to("about.part");
    tablet.answer("about.part", "low-back");
    tablet.tap("stop");
    tablet.tap("stop-keep");
    tablet.look(language + "-210-stopped");
    CHECK(tablet.keeper.sessions.back().end == "stopped");
    tablet.tap("finished");
    CHECK(tablet.at() == "welcome");
}

TEST_CASE("stop and delete leaves nothing of the answers") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.walk_to("about.part");
    tablet.answer("about.part", "low-back");
    tablet.tap("stop");
    tablet.tap("stop-delete");
    CHECK(tablet.at() == "welcome");
    CHECK(tablet.keeper.sessions.back().end == "withdrawn");
    CHECK(tablet.keeper.sessions.back().events.empty());
}

TEST_CASE("care no: nothing is stored, there is no code, and Stop does not speak of one") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.tap("language:" + language);
    tablet.answer("consent.care", "no");
    tablet.answer("consent.research", "no");
    tablet.next();
    CHECK(tablet.at() != "show.code");
    tablet.tap("stop");
    tablet.look(language + "-211-stop-nothing-stored");
    CHECK_FALSE(tablet.screen.has("stop-keep"));
    tablet.tap("stop-delete");
    CHECK(tablet.at() == "welcome");
    CHECK(tablet.keeper.sessions.empty());
}

TEST_CASE("a patient who has gone is asked for a minute, answers hidden, then given up") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.consent(language);
    tablet.walk_to("about.part");
    tablet.pass_seconds(121);
    REQUIRE(tablet.at() == "still-there");
    tablet.pass_seconds(14);
    tablet.look(language + "-212-still-there");
    tablet.tap("still-here");
    CHECK(tablet.at() == "about.part");
    tablet.pass_seconds(121);
    tablet.pass_seconds(61);
    CHECK(tablet.at() == "welcome");
    CHECK(tablet.keeper.sessions.back().end == "expired");
}

TEST_CASE("a No to the countdown ends the session, and the next patient finds nothing of it") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.consent(language);
    tablet.walk_to("about.part");
    tablet.answer("about.part", "low-back");
    tablet.pass_seconds(121);
    REQUIRE(tablet.at() == "still-there");
    tablet.tap("not-here");
    CHECK(tablet.at() == "welcome");
    tablet.look(language + "-225-welcome-after-no");
    CHECK_FALSE(tablet.shows("131 873"));
    CHECK(tablet.keeper.sessions.back().end == "stopped");
    tablet.consent(language);
    tablet.walk_to("about.part");
    CHECK(tablet.desk.walk()->answer_of("about.part") == nullptr);
    CHECK(tablet.keeper.sessions.size() == 2);
}

TEST_CASE("own words are saved at a pause of two seconds, letter for letter") {
    TouchTablet tablet;
    tablet.consent("da");
    tablet.walk_to("words.hope");
    tablet.write("sov bedre, få ro 24");
    CHECK(tablet.keeper.told().answers.count("words.hope") == 0);
    tablet.pass_seconds(3);
    CHECK(tablet.keeper.told().answers.at("words.hope") == R"("Sov bedre, få ro 24")");
    tablet.look("da-213-own-words");
    tablet.tap("key:backspace");
    tablet.next();
    CHECK(tablet.keeper.told().answers.at("words.hope") == R"("Sov bedre, få ro 2")");
}

TEST_CASE(
    "spaces alone are no words: nothing is stored of them, and what was written is taken back") {
    TouchTablet tablet;
    tablet.consent("da");
    tablet.walk_to("words.hope");
    tablet.write("   ");
    tablet.pass_seconds(3);
    CHECK(tablet.keeper.told().answers.count("words.hope") == 0);
    tablet.write("ro");
    tablet.pass_seconds(3);
    CHECK(tablet.keeper.told().answers.at("words.hope") == R"("   Ro")");
    tablet.tap("key:backspace");
    tablet.tap("key:backspace");
    tablet.next();
    CHECK(tablet.keeper.told().answers.at("words.hope") == "null");
    CHECK(tablet.at() != "words.hope");
}

TEST_CASE("the last digit of a CPR number is not taken, and a note says why") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.consent(language);
    tablet.walk_to("words.hope");
    tablet.write("010190-1234");
    tablet.look(language + "-214-cpr");
    CHECK(tablet.screen.picture().at(600, 715) == ui::rgb(0xFFEFC4));
    tablet.pass_seconds(3);
    CHECK(tablet.keeper.told().answers.at("words.hope") == R"("010190-123")");
}

TEST_CASE("parts of the body are marked and taken away by touch, or from the list") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.consent(language);
    tablet.walk_to("about.drawing");
    tablet.tap("body:back.thigh.left");
    tablet.tap("body:front.foot.right");
    tablet.tap("body:back.lower");
    tablet.look(language + "-215-body");
    CHECK(tablet.keeper.told().answers.at("about.drawing").find("back.thigh.left") !=
          std::string::npos);
    tablet.tap("body:back.thigh.left");
    CHECK(tablet.keeper.told().answers.at("about.drawing").find("back.thigh.left") ==
          std::string::npos);
    tablet.tap("switch-list");
    tablet.look(language + "-216-body-list");
    tablet.tap("switch-list");
    CHECK(tablet.screen.has("body:back.thigh.left"));
}

TEST_CASE("a finger beside a narrow limb still finds it, and far from the body finds nothing") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.walk_to("about.drawing");
    // Left of the front figure's lower arm, 20 units away.
    CHECK(tablet.screen.tap(ui::Point{612, 420}));
    CHECK(tablet.keeper.told().answers.count("about.drawing") == 1);
    tablet.tap("switch-list");
    tablet.tap("switch-list");
    const std::string before = tablet.keeper.told().answers.at("about.drawing");
    CHECK(tablet.screen.tap(ui::Point{560, 240}));
    CHECK(tablet.keeper.told().answers.at("about.drawing") == before);
}

TEST_CASE("signs exclude \"none\" and \"none\" excludes them") {
    TouchTablet tablet;
    tablet.consent("da");
    tablet.walk_to("signs.a");
    tablet.look("da-217-signs");
    tablet.answer("signs.a", "both-legs");
    tablet.answer("signs.a", "none");
    CHECK(tablet.keeper.told().answers.at("signs.a") == R"(["none"])");
    tablet.answer("signs.a", "both-legs");
    CHECK(tablet.keeper.told().answers.at("signs.a") == R"(["both-legs"])");
}

TEST_CASE("after the visit the code is typed, and a wrong one is said to be none") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.tap("have-code");
    REQUIRE(tablet.at() == "enter-code");
    for (const char* digit : {"pad:1", "pad:3", "pad:1", "pad:8", "pad:7", "pad:4"}) {
        tablet.tap(digit);
    }
    tablet.next();
    CHECK(tablet.at() == "enter-code");
    tablet.look(language + "-218-enter-code");
    tablet.tap("pad:backspace");
    tablet.tap("pad:3");
    tablet.next();
    CHECK(tablet.at() != "enter-code");
    tablet.look(language + "-219-after-visit");
    CHECK(tablet.keeper.sessions.size() == 1);
}

TEST_CASE("without a sign-off the band stands above every screen, and all still fits") {
    config::Config config = test::touch_configuration();
    config.signed_off = false;
    TouchTablet tablet(std::move(config));
    tablet.look("da-220-demonstration");
    CHECK(tablet.screen.picture().at(20, 10) == ui::rgb(0xFFEFC4));
    tablet.consent("en");
    tablet.walk_to("about.who");
    tablet.look("en-221-demonstration");
    CHECK(tablet.screen.picture().at(20, 10) == ui::rgb(0xFFEFC4));
}

TEST_CASE(
    "the consent's \"read more\" says who, why and how long, and leads back to the question") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.tap("language:" + language);
    tablet.look(language + "-222-consent");
    tablet.tap("read-more");
    tablet.look(language + "-223-read-more");
    CHECK_FALSE(tablet.screen.has("next"));
    tablet.tap("read-less");
    CHECK(tablet.screen.has("answer:consent.care:yes"));
}
