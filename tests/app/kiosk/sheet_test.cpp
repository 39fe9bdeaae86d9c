// Every screen of the kiosk held to look/kiosk.md (sheet.cpp): what is drawn stands where the sheet
// says within 2 px, and its colours are exact.
#include <catch2/catch.hpp>
#include <functional>
#include <set>

#include "app/ui/golden.h"
#include "app/ui/measured.h"
#include "sheet.h"
#include "touch_tablet.h"

using namespace spine;
using test::Held;
using test::Side;
using test::TouchTablet;

namespace {

constexpr int tolerance = 2;  // px

void check_side(const ui::Picture& picture, const test::SheetPart& part, Side side) {
    const char* names[] = {"left", "right", "top", "bottom"};
    INFO(part.screen << ", " << part.what << ", " << names[static_cast<int>(side)] << " ("
                     << part.source << ")");
    const auto off = test::side_off(picture, part.box, side);
    REQUIRE(off.has_value());
    CHECK(std::abs(*off) <= tolerance);
}

// Screens that were held to the sheet, so that none in it is forgotten.
using Seen = std::set<std::string>;

void hold_to_sheet(TouchTablet& tablet, const std::string& screen, Seen& seen) {
    const ui::Picture picture = tablet.screen.picture();
    seen.insert(screen);
    for (const test::SheetPart& part : test::kiosk_parts()) {
        if (part.screen != screen) continue;
        if (part.held != Held::Ends) check_side(picture, part, Side::Left);
        if (part.held != Held::Begins) check_side(picture, part, Side::Right);
        if (part.held == Held::Sides) continue;
        check_side(picture, part, Side::Top);
        check_side(picture, part, Side::Bottom);
    }
    for (const test::SheetColor& color : test::kiosk_colors()) {
        if (color.screen != screen) continue;
        INFO(screen << ", " << color.token << " at " << color.where.x << "," << color.where.y);
        CHECK(test::pixels_of(picture, color.where, ui::rgb(color.hex)) > 0);
    }
}

// One patient and the moments beside the walk, each screen once.
class Round {
  public:
    Round(std::string language, Seen& seen) : language_(std::move(language)), seen_(seen) {}

    void walk() {
        TouchTablet tablet;
        hold(tablet, "welcome");
        tablet.tap("language:" + language_);
        hold(tablet, "consent");
        tablet.answer("consent.care", "yes");
        tablet.answer("consent.research", "yes");
        tablet.next();
        hold(tablet, "code");
        tablet.prefers = {{"about.age", "40-49"}, {"hope.picture", "4"}, {"know.changes", "false"}};
        questions(tablet);
        pages(tablet);
        tablet.walk_to("explain:know.normal.after");
        hold(tablet, "explanation");
        tablet.walk_to("ask");
        hold(tablet, "questions");
        tablet.walk_to("show.finish");
        hold(tablet, "finish");
    }

    void moments() {
        TouchTablet tablet;
        tablet.consent(language_);
        tablet.walk_to("about.part");
        tablet.pass_seconds(121);
        tablet.pass_seconds(15);
        hold(tablet, "still-there");
        tablet.tap("still-here");
        tablet.tap("stop");
        hold(tablet, "stop");
        tablet.tap("go-on");
        tablet.walk_to("signs.a");
        tablet.answer("signs.a", "bowel");
        tablet.next();
        hold(tablet, "tell-staff");
    }

    void tier_b() {
        TouchTablet tablet;
        tablet.consent(language_);
        tablet.walk_to("signs.b");
        tablet.answer("signs.b", "cancer");
        tablet.next();
        REQUIRE(tablet.at() == "tier-b");
        hold(tablet, "kindly");
        tablet.next();
        tablet.keeper.disk_fails = true;
        tablet.answer("hope.picture", "0");
        hold(tablet, "fault");
    }

    void after_visit() {
        TouchTablet tablet;
        tablet.tap("have-code");
        hold(tablet, "enter-code");
    }

  private:
    void hold(TouchTablet& tablet, const std::string& screen) {
        tablet.look("sheet-" + language_ + "-" + screen);
        hold_to_sheet(tablet, screen, seen_);
        if (language_ == "da") test::check_golden(tablet.screen.picture(), "da-" + screen);
    }

    void questions(TouchTablet& tablet) {
        tablet.walk_to("about.part");
        hold(tablet, "choice");
        tablet.walk_to("about.drawing");
        tablet.tap("body:back.lower");
        hold(tablet, "drawing");
        tablet.walk_to("about.pain-now");
        tablet.answer("about.pain-now", "6");
        hold(tablet, "number");
        tablet.walk_to("signs.a");
        hold(tablet, "signs");
        tablet.walk_to("hope.picture");
        tablet.answer("hope.picture", "3");
        hold(tablet, "agree");
        pressed(tablet, "answer:hope.picture:0", "agree-pressed");
        pressed(tablet, "next", "next-pressed");
        tablet.answer("hope.picture", "4");
        tablet.walk_to("know.changes");
        hold(tablet, "check");
        tablet.walk_to("words.hope");
        hold(tablet, "words");
    }

    void pages(TouchTablet& tablet) {
        tablet.walk_to("page:symptoms");
        hold(tablet, "page-text");
        tablet.walk_to("page:pain-is-real");
        hold(tablet, "page-picture");
        tablet.walk_to("page:scan-can-cannot");
        hold(tablet, "page-columns");
        tablet.walk_to("page:changes");
        hold(tablet, "page-icons");
    }

    // While the finger is down; sliding off takes the press back.
    void pressed(TouchTablet& tablet, const std::string& key, const std::string& screen) {
        const ui::Target* target = tablet.stage.targets().find(key);
        REQUIRE(target != nullptr);
        tablet.screen.press(target->press_at);
        hold_to_sheet(tablet, screen, seen_);
        tablet.screen.release({20, 690});
        tablet.screen.frames(2);
    }

    std::string language_;
    Seen& seen_;
};

}  // namespace

TEST_CASE("every screen stands as the sheet says, within 2 px and in its colours") {
    const std::string language = GENERATE("en", "da");
    INFO(language);
    Seen seen;
    Round round(language, seen);
    round.walk();
    round.moments();
    round.tier_b();
    round.after_visit();
    for (const test::SheetPart& part : test::kiosk_parts()) CHECK(seen.count(part.screen) == 1);
    for (const test::SheetColor& color : test::kiosk_colors()) CHECK(seen.count(color.screen) == 1);
}

TEST_CASE("the measure sees three pixels and a colour that is one off") {
    constexpr std::size_t edge = 100;
    ui::Picture picture{100, 100, std::vector<std::uint8_t>(edge * edge * 3, 255)};
    for (std::size_t y = 40; y < 60; ++y) {
        for (std::size_t x = 30; x < 70; ++x) picture.rgb[(y * edge + x) * 3] = 9;
    }
    const ui::Rect there{30, 40, 40, 20};
    for (const Side side : {Side::Left, Side::Right, Side::Top, Side::Bottom}) {
        CHECK(test::side_off(picture, there, side) == 0);
    }
    CHECK(test::side_off(picture, {27, 40, 40, 20}, Side::Left) == 3);
    CHECK(test::side_off(picture, {30, 43, 40, 20}, Side::Top) == -3);
    CHECK_FALSE(test::side_off(picture, {10, 40, 10, 20}, Side::Left).has_value());
    CHECK(test::pixels_of(picture, there, {9, 255, 255}) == 800);
    CHECK(test::pixels_of(picture, there, {10, 255, 255}) == 0);
}

TEST_CASE("a chosen row fades in 120 ms and the bar grows in 200 ms, then both stand") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.walk_to("hope.picture");
    const auto row = [&] { return tablet.screen.picture().at(1220, 420); };
    CHECK(row() == ui::rgb(0xFFFFFF));
    REQUIRE(tablet.screen.tap("answer:hope.picture:3"));
    tablet.clock.advance_ms(60);
    tablet.screen.frame();
    CHECK(row() != ui::rgb(0xFFFFFF));
    CHECK(row() != ui::rgb(0xDCEBE9));
    CHECK(tablet.stage.again_ms().has_value());
    tablet.clock.advance_ms(60);
    tablet.screen.frame();
    CHECK(row() == ui::rgb(0xDCEBE9));
    const auto bar = [&] {
        return test::pixels_of(tablet.screen.picture(), {40, 105, 1200, 1}, ui::rgb(0x0B4A57));
    };
    const int before = bar();
    tablet.clock.advance_ms(300);
    REQUIRE(tablet.screen.tap("next"));
    tablet.clock.advance_ms(170);  // the veil of 160 ms has gone
    tablet.screen.frame();
    const int growing = bar();
    tablet.clock.advance_ms(30);
    tablet.screen.frame();
    const int grown = bar();
    CHECK(growing > before);
    CHECK(grown >= growing);
    tablet.clock.advance_ms(1000);
    tablet.screen.frame();
    CHECK(bar() == grown);
}

TEST_CASE("where the clinic wants no motion, all stands in the next frame and asks for no other") {
    config::Config config = test::touch_configuration();
    config.settings.reduce_motion = true;
    TouchTablet tablet(std::move(config));
    tablet.consent("en");
    tablet.walk_to("hope.picture");
    REQUIRE(tablet.screen.tap("answer:hope.picture:3"));
    tablet.screen.frame();
    CHECK(tablet.screen.picture().at(1220, 420) == ui::rgb(0xDCEBE9));
    tablet.clock.advance_ms(400);
    REQUIRE(tablet.screen.tap("next"));
    tablet.screen.frame();
    const auto bar = [&] {
        return test::pixels_of(tablet.screen.picture(), {40, 105, 1200, 1}, ui::rgb(0x0B4A57));
    };
    const auto paper = [&] { return tablet.screen.picture().at(20, 300); };
    const int before = bar();
    const ui::Color under_veil = paper();
    // Nothing but the time-out asks for a frame.
    REQUIRE(tablet.stage.again_ms());
    CHECK(*tablet.stage.again_ms() - tablet.clock.steady_ms() > 1000);
    tablet.clock.advance_ms(1000);
    tablet.screen.frame();
    CHECK(bar() == before);
    CHECK(paper() == under_veil);
}

TEST_CASE("on a disk that was slow the slot says \"Saving\" before the write and \"Saved\" after") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.walk_to("about.who");
    const auto says = [&](std::string_view words) {
        const auto& lines = tablet.stage.lines();
        return std::any_of(lines.begin(), lines.end(),
                           [&](const ui::DrawnLine& line) { return line.text == words; });
    };
    tablet.keeper.on_record = [&] { tablet.clock.advance_ms(400); };
    tablet.answer("about.who", "self");
    CHECK(says("Saved"));
    const ui::Target* other = tablet.stage.targets().find("answer:about.who:for-me");
    REQUIRE(other != nullptr);
    tablet.screen.press(other->press_at);
    tablet.screen.release(other->press_at);
    tablet.screen.frame();
    CHECK(says("Saving"));
    CHECK(tablet.keeper.told().answers.at("about.who") == R"("self")");
    tablet.screen.frames(2);
    CHECK(says("Saved"));
    CHECK(tablet.keeper.told().answers.at("about.who") == R"("for-me")");
}

TEST_CASE("the page that an explanation leans on can be read again, and leads back") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet;
    tablet.consent(language);
    tablet.walk_to("explain:know.normal.after");
    tablet.tap("read-again");
    tablet.look(language + "-224-read-again");
    CHECK_FALSE(tablet.screen.has("next"));
    tablet.tap("read-less");
    tablet.next();
    CHECK(tablet.at() == "know.operation.after");
}
