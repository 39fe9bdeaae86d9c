// The kiosk's screens beside their golden pictures (tests/golden): whoever changes how one looks
// sees it here, and looks before it is renewed. The walk in Danish is held by sheet_test.cpp.
#include "app/ui/golden.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>

#include "touch_tablet.h"

using namespace spine;
using test::check_golden;
using test::TouchTablet;

namespace {

void hold(TouchTablet& tablet, const std::string& name) {
    tablet.clock.advance_ms(1'000);
    tablet.screen.frames(2);
    check_golden(tablet.screen.picture(), name);
}

}  // namespace

TEST_CASE("text, colours, reading aloud and the languages look as somebody last saw them") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.screen.frame();
    hold(tablet, "da-welcome-seven");
    tablet.consent("da");
    tablet.tap("language");
    hold(tablet, "da-languages");
    tablet.tap("back");
    tablet.tap("appearance");
    hold(tablet, "da-appearance");
    tablet.tap("aloud");
    hold(tablet, "da-aloud");
}

TEST_CASE("an answer looks as somebody last saw it: from the right, in strong contrast, large") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.screen.frame();
    const std::string as = GENERATE("ar", "strong", "large");
    tablet.consent(as == "ar" ? "ar" : "da");
    if (as == "strong") tablet.set_colours(true);
    if (as == "large") tablet.set_print(ui::Print::Large);
    tablet.walk_to("hope.picture");
    tablet.answer("hope.picture", "3");
    hold(tablet, "agree-" + as);
    tablet.walk_to("page:symptoms");
    hold(tablet, "page-text-" + as);
}

TEST_CASE("the staff's screen looks as somebody last saw it") {
    ::setenv("TZ", "UTC", 1);  // it shows the time
    ::tzset();
    TouchTablet tablet;
    tablet.service.change([](kiosk::ServiceState& state) {
        state.journal.waiting = 7;
        state.syncs = 1;
    });
    tablet.screen.frame();
    tablet.desk.ask_staff();
    hold(tablet, "da-staff-pin");
    tablet.desk.staff_come_in();
    tablet.screen.frame();
    tablet.settle_until(
        [&] { return tablet.shows(tablet.strings.get("da", "kiosk.service.visits")); });
    hold(tablet, "da-staff");
}

TEST_CASE("a golden picture is another one where a letter is, and not where an edge is softer") {
    TouchTablet tablet;
    tablet.consent("da");
    tablet.walk_to("words.hope");
    tablet.clock.advance_ms(1'000);
    tablet.screen.frames(2);
    ui::Picture before = tablet.screen.picture();
    ui::Picture softer = before;
    for (std::uint8_t& channel : softer.rgb)
        channel = static_cast<std::uint8_t>(channel > 128 ? channel - 12 : channel + 12);
    CHECK(test::pixels_that_differ(before, softer) == 0);
    tablet.tap("key:i");
    tablet.clock.advance_ms(1'000);
    tablet.screen.frames(2);
    CHECK(test::pixels_that_differ(before, tablet.screen.picture()) > test::golden_pixels);
    before.h -= 1;
    CHECK(test::pixels_that_differ(before, softer) > test::golden_pixels);
}
