// Whoever sits before a tablet in full screen has the questionnaire, and nothing behind it.
#include <catch2/catch.hpp>
#include <thread>

#include "crypto/init.h"
#include "kiosk_twin.h"
#include "likeness.h"
#include "process.h"
#include "site.h"
#include "x_display.h"

using namespace spine;
using namespace spine::test;
using namespace std::chrono_literals;

namespace {

// What closes, switches, copies or opens something elsewhere.
const std::vector<std::vector<std::string>>& shortcuts() {
    static const std::vector<std::vector<std::string>> all{{"Alt_L", "F4"},
                                                           {"Alt_L", "Tab"},
                                                           {"Alt_L", "Escape"},
                                                           {"Control_L", "q"},
                                                           {"Control_L", "w"},
                                                           {"Control_L", "c"},
                                                           {"Control_L", "v"},
                                                           {"Control_L", "Tab"},
                                                           {"Control_L", "Escape"},
                                                           {"Control_L", "F4"},
                                                           {"Control_L", "Shift_L", "Escape"},
                                                           {"Super_L"},
                                                           {"Super_L", "d"},
                                                           {"Menu"},
                                                           {"F1"},
                                                           {"F11"},
                                                           {"Print"},
                                                           {"Escape"},
                                                           {"Control_L", "Alt_L", "Delete"},
                                                           {"Control_L", "Alt_L", "BackSpace"}};
    return all;
}

void try_to_leave(XDisplay& display) {
    for (const auto& keys : shortcuts()) display.press_together(keys);
    for (char digit = '0'; digit <= '9'; ++digit) {
        display.press_together({"Control_L", "Alt_L", std::string(1, digit)});
    }
    for (int f = 1; f <= 12; ++f) {
        display.press_together({"Control_L", "Alt_L", "F" + std::to_string(f)});
    }
    display.ask_to_close();
}

}  // namespace

TEST_CASE("on a tablet in full screen nothing closes the kiosk and no shortcut does anything") {
    REQUIRE(crypto::start());
    const Site site({});
    XDisplay display(1280, 800);
    KioskTwin twin(site.tablet(1) / "config", "Tablet 1");
    Process program({{built("kiosk"), site.tablet(1).string()},
                     {{"DISPLAY", display.name()}},
                     {},
                     site.file("kiosk.said")});
    const auto looks_same = [&] {
        return differing_blocks(display.picture(), twin.picture(), display.whole()) == 0;
    };
    REQUIRE(comes_true(60s, looks_same));
    // What the keys did would show by the screen that the tap behind them leads to.
    for (const char* key :
         {"language:en", "answer:consent.care:yes", "answer:consent.research:no"}) {
        INFO("before " << key);
        try_to_leave(display);
        CHECK(looks_same());
        std::this_thread::sleep_for(std::chrono::milliseconds(ui::deaf_after_new_screen_ms));
        display.tap(twin.place_of(key));
        twin.tap(key);
        CHECK(comes_true(60s, looks_same));
    }
    try_to_leave(display);
    CHECK(looks_same());
    CHECK(program.running());
    CHECK(slurp(site.file("kiosk.said")).empty());
}
