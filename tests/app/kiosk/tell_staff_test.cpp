// The PIN pad on the red screen: the call for staff stays in view, and comes back whole.
#include <catch2/catch.hpp>

#include "touch_tablet.h"

using namespace spine;
using test::TouchTablet;

namespace {

constexpr ui::Color red = ui::rgb(0x8C1C1C);
constexpr ui::Color paper = ui::rgb(0xF6F2E9);

struct Called {
    explicit Called(const std::string& language, ui::Pixels display = {1280, 800},
                    std::string name = "Tablet 3")
        : tablet(test::touch_configuration(), display, std::move(name)) {
        tablet.consent(language);
        tablet.walk_to("signs.a");
        tablet.answer("signs.a", "urine");
        tablet.next();
        REQUIRE(tablet.at() == "tier-a");
    }
    [[nodiscard]] bool pad_stands() const { return tablet.screen.has("pad:1"); }
    [[nodiscard]] bool red_stands() const { return tablet.screen.has("staff-with-me"); }
    TouchTablet tablet;
};

}  // namespace

TEST_CASE("the pad for the PIN leaves the call for staff and the tablet's name in view") {
    const std::string language = GENERATE("en", "da");
    Called called(language);
    TouchTablet& tablet = called.tablet;
    tablet.tap("staff-with-me");
    tablet.look(language + "-226-pin-under-the-call");
    REQUIRE(called.pad_stands());
    CHECK(tablet.shows("Tablet 3"));
    CHECK(tablet.shows(language == "da" ? "sig det til personalet nu" : "tell staff now"));
    const ui::Picture picture = tablet.screen.picture();
    CHECK(picture.at(10, 10) == red);
    CHECK(picture.at(1270, 100) == red);
    CHECK(picture.at(10, 120) == paper);
    // It has not been quiet since, either.
    tablet.digits("1");
    const int before = tablet.chimes;
    tablet.pass_seconds(15);
    tablet.digits("1");
    tablet.pass_seconds(18);
    CHECK(tablet.chimes > before);
}

TEST_CASE("a pad that nobody types on gives way to the red screen, and forgets what was typed") {
    Called called("da");
    TouchTablet& tablet = called.tablet;
    tablet.tap("staff-with-me");
    tablet.pass_seconds(15);
    tablet.digits("25");
    tablet.pass_seconds(18);
    CHECK(called.pad_stands());  // 20 s are counted from the last key
    tablet.pass_seconds(2);
    CHECK_FALSE(called.pad_stands());
    REQUIRE(called.red_stands());
    CHECK(tablet.screen.picture().at(10, 790) == red);
    tablet.look("da-227-red-again");
    tablet.tap("staff-with-me");
    tablet.digits("80");
    CHECK_FALSE(tablet.screen.has("pin-ready"));
    tablet.pass_seconds(21);
    CHECK(called.red_stands());
    CHECK(tablet.at() == "tier-a");
}

TEST_CASE("a pad that comes up anew does not speak of the wrong PIN before") {
    Called called("en");
    TouchTablet& tablet = called.tablet;
    const auto& wrong = tablet.strings.get("en", "kiosk.staff.pin-wrong");
    tablet.tap("staff-with-me");
    tablet.digits("1111");
    tablet.tap("pin-ready");
    tablet.settle();
    CHECK(tablet.shows(wrong));
    tablet.look("en-228-pin-wrong");
    tablet.tap("pin-back");
    REQUIRE(called.red_stands());
    tablet.tap("staff-with-me");
    CHECK_FALSE(tablet.shows(wrong));
    tablet.digits("2580");
    tablet.tap("pin-ready");
    tablet.settle();
    CHECK(tablet.at() != "tier-a");
}

TEST_CASE("the band above the pad holds a long name, on every display, also in a demonstration") {
    const std::string language = GENERATE("en", "da");
    const ui::Pixels display = GENERATE(ui::Pixels{1280, 800}, ui::Pixels{1920, 1080});
    Called called(language, display, "Venteværelset på 2. sal ved det store vindue");
    TouchTablet& tablet = called.tablet;
    tablet.config.signed_off = display.w > 1280;
    tablet.tap("staff-with-me");
    tablet.look(language + "-229-pin-long-name-" + std::to_string(static_cast<int>(display.w)));
    CHECK(tablet.shows("Venteværelset"));
    // From edge to edge of the display, beside the layout, too; under the band of a demonstration.
    const ui::Picture picture = tablet.screen.picture();
    CHECK(picture.at(2, 60) == red);
    CHECK(picture.at(static_cast<int>(display.w) - 3, 60) == red);
}
