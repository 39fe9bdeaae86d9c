// The staff's screen (look 19): a lock that is held, a PIN, how the tablet stands, what staff do.
#include <catch2/catch.hpp>

#include "touch_tablet.h"

using namespace spine;
using kiosk::PinGuard;
using test::TouchTablet;

namespace {

constexpr UnixMs quarter_past_ten = 1'795'511'700'000;

const std::string& word(const TouchTablet& tablet, std::string_view key) {
    return tablet.strings.get("da", key);
}

void hold(TouchTablet& tablet, std::int64_t ms) {
    tablet.clock.advance_ms(ui::deaf_after_new_screen_ms);
    const ui::Target* lock = tablet.stage.targets().find("staff");
    REQUIRE(lock != nullptr);
    const ui::Point at = lock->press_at;
    tablet.screen.press(at);
    tablet.clock.advance_ms(ms);
    tablet.screen.frame();
    tablet.screen.release(at);
    tablet.screen.frame();
}

void give_pin(TouchTablet& tablet, std::string_view pin) {
    tablet.digits(pin);
    tablet.tap("pin-ready");
    tablet.settle();
}

// On the staff's screen, with what its worker has found.
void come_in(TouchTablet& tablet) {
    hold(tablet, 2'000);
    REQUIRE(tablet.at() == "staff-asked");
    tablet.digits("2580");
    tablet.tap("pin-ready");
    tablet.settle_until([&] { return tablet.at() == "staff"; });
    // The second line stands once the tablet was looked at.
    const std::string& visits =
        tablet.strings.get(tablet.config.settings.default_language, "kiosk.service.visits");
    const std::string& unreadable = word(tablet, "kiosk.service.unreadable");
    tablet.settle_until([&] { return tablet.shows(visits) || tablet.shows(unreadable); });
    tablet.clock.advance_ms(ui::deaf_after_new_screen_ms);
    tablet.screen.frame();
}

}  // namespace

TEST_CASE("the lock opens nothing unless it is held for two seconds, and then asks for the PIN") {
    TouchTablet tablet;
    tablet.screen.frame();
    tablet.tap("staff");
    CHECK(tablet.at() == "welcome");
    hold(tablet, 1'900);
    CHECK(tablet.at() == "welcome");
    hold(tablet, 2'000);
    CHECK(tablet.at() == "staff-asked");
    tablet.look("da-300-staff-pin");
    CHECK(tablet.service.looks == 0);
    tablet.tap("pin-back");
    CHECK(tablet.at() == "welcome");
    hold(tablet, 2'500);
    tablet.digits("25");
    tablet.pass_seconds(21);
    CHECK(tablet.at() == "welcome");
}

TEST_CASE("a patient in the walk finds no lock") {
    TouchTablet tablet;
    tablet.screen.frame();
    tablet.consent("da");
    tablet.walk_to_the_end([&] {
        CHECK_FALSE(tablet.screen.has("staff"));
        tablet.desk.ask_staff();
        CHECK(tablet.desk.scene() == kiosk::Scene::Walking);
    });
}

TEST_CASE("without a service there is no lock, and without a PIN") {
    TouchTablet tablet;
    kiosk::AppSettings settings{"Tablet 3", {}, {}, {}, nullptr, &tablet.service};
    if (GENERATE(true, false)) {
        settings.check_pin = [](const std::string&) { return true; };
        settings.service = nullptr;
    }
    kiosk::App app(tablet.desk, tablet.strings, tablet.clock, settings);
    ui::Headless screen(tablet.stage, app, tablet.clock, {1280, 800});
    screen.frames(2);
    CHECK(screen.has("language:da"));
    CHECK_FALSE(screen.has("staff"));
}

TEST_CASE("wrong PINs make the next one wait, longer each time, and the right one still opens") {
    TouchTablet tablet;
    tablet.screen.frame();
    hold(tablet, 2'000);
    for (int i = 0; i < PinGuard::free_tries; ++i) give_pin(tablet, "1111");
    // "... Wait 3": as far as the seconds.
    const auto waits = [&](const std::string& seconds) {
        const std::string all =
            ui::fill_in(word(tablet, "kiosk.staff.pin-wait"), {{"seconds", seconds}});
        return tablet.shows(all.substr(all.find(seconds) - 5, 5 + seconds.size()));
    };
    tablet.digits("2580");
    CHECK_FALSE(tablet.screen.has("pin-ready"));
    tablet.look("da-301-staff-pin-wait");
    CHECK(waits("2"));  // 300 ms before and behind each digit
    tablet.pass_seconds(3);
    tablet.tap("pin-ready");
    tablet.settle();
    CHECK(tablet.at() == "staff");
}

TEST_CASE("the wait for a PIN doubles up to a minute, and a right one forgets it") {
    PinGuard guard;
    std::vector<std::int64_t> waits;
    for (int i = 0; i < 9; ++i) {
        guard.was_wrong(1'000);
        waits.push_back(guard.wait_ms(1'000));
    }
    CHECK(waits ==
          std::vector<std::int64_t>{0, 0, 5'000, 10'000, 20'000, 40'000, 60'000, 60'000, 60'000});
    CHECK(guard.wait_ms(60'000) == 1'000);
    CHECK(guard.wait_ms(61'000) == 0);
    for (int i = 0; i < 100; ++i) guard.was_wrong(0);
    CHECK(guard.wait_ms(0) == PinGuard::longest_wait_ms);
    guard.was_right();
    CHECK(guard.wait_ms(0) == 0);
    guard.was_wrong(0);
    CHECK(guard.wait_ms(0) == 0);
}

TEST_CASE("ten minutes without a wrong PIN forget the wrong ones, and less do not") {
    PinGuard guard;
    for (int i = 0; i < 6; ++i) guard.was_wrong(0);
    guard.was_wrong(PinGuard::forgotten_after_ms - 1);
    CHECK(guard.wait_ms(PinGuard::forgotten_after_ms - 1) > 0);
    guard.was_wrong(3 * PinGuard::forgotten_after_ms);
    CHECK(guard.wait_ms(3 * PinGuard::forgotten_after_ms) == 0);
}

TEST_CASE("what was tried at the lock does not keep staff from the red screen") {
    TouchTablet tablet;
    tablet.screen.frame();
    // Until a minute's wait is due, which is longer than the way to the red screen takes here.
    for (int i = 0; i < PinGuard::free_tries + 5; ++i) {
        tablet.pass_seconds(61);
        REQUIRE(tablet.at() == "welcome");
        hold(tablet, 2'000);
        give_pin(tablet, "1111");
    }
    tablet.tap("pin-back");
    const std::int64_t from = tablet.clock.steady_ms();
    tablet.consent("da");
    tablet.walk_to("signs.a");
    tablet.answer("signs.a", "urine");
    tablet.next();
    tablet.tap("staff-with-me");
    CHECK(tablet.clock.steady_ms() - from < 50'000);
    give_pin(tablet, "2580");
    CHECK(tablet.at() != "tier-a");
}

TEST_CASE("a PIN whose giver has left opens the lock to nobody") {
    TouchTablet tablet;
    tablet.screen.frame();
    hold(tablet, 2'000);
    tablet.digits("2580");
    tablet.clock.advance_ms(ui::deaf_after_new_screen_ms);
    // Ready and Back before the check has come back, then somebody else at the lock.
    const ui::Point ready = tablet.stage.targets().find("pin-ready")->press_at;
    const ui::Point back = tablet.stage.targets().find("pin-back")->press_at;
    tablet.hold_checks = true;
    tablet.screen.press(ready);
    tablet.screen.release(ready);
    tablet.screen.press(back);
    tablet.screen.release(back);
    tablet.screen.frame();
    REQUIRE(tablet.at() == "welcome");
    hold(tablet, 2'000);
    REQUIRE(tablet.at() == "staff-asked");
    tablet.hold_checks = false;
    tablet.hold_checks.notify_all();
    tablet.settle();
    CHECK(tablet.at() == "staff-asked");
}

TEST_CASE("staff see how the tablet stands, in every language, with room for every word") {
    const std::string language = GENERATE("da", "en", "de", "pl", "tr", "uk", "ar");
    config::Config config = test::configuration_of_all_languages();
    config.settings.default_language = language;
    TouchTablet tablet(std::move(config));
    tablet.service.change([](kiosk::ServiceState& state) {
        state.journal.waiting = 17;
        state.journal.awaiting_receipt = 123;
        state.journal.last_receipt = quarter_past_ten - 3 * kDayMs;
        state.unreachable_since = quarter_past_ten;
        state.syncs = 4;
    });
    tablet.screen.frame();
    const bool photographed = language == "da" || language == "ar" || language == "de";
    const auto look = [&](const std::string& name) { tablet.look(language + name, photographed); };
    look("-302-welcome");
    come_in(tablet);
    look("-303-staff");
    CHECK(tablet.shows("17"));
    CHECK(tablet.shows("123"));
    CHECK(tablet.shows("41"));
    CHECK(tablet.shows("1.4.0"));
    tablet.tap("staff-test-code");
    look("-304-staff-test-code");
    tablet.tap("staff-shut-down");
    look("-305-staff-shut-down");
    tablet.tap("staff-send");
    look("-306-staff-sending");
    tablet.tap("staff-clean");
    look("-307-staff-clean");
}

TEST_CASE("what goes wrong is said: no connection, no room, a disk that has failed") {
    TouchTablet tablet;
    const auto come_with = [&](auto change) {
        tablet.service.change(change);
        tablet.screen.frame();
        come_in(tablet);
    };
    SECTION("nothing does") {
        come_with([](kiosk::ServiceState& state) { state.syncs = 1; });
        CHECK(tablet.shows(word(tablet, "kiosk.service.ready")));
        CHECK(tablet.shows(word(tablet, "kiosk.service.connected")));
        CHECK(tablet.shows(word(tablet, "kiosk.service.none-yet")));
    }
    SECTION("the first round of sync still runs") {
        come_with([](kiosk::ServiceState&) {});
        CHECK(tablet.shows(word(tablet, "kiosk.service.not-tried")));
    }
    SECTION("the journal has failed") {
        come_with([](kiosk::ServiceState& state) { state.journal.failed = true; });
        CHECK(tablet.shows(word(tablet, "kiosk.service.stopped")));
    }
    SECTION("the clinic took the admission back") {
        come_with([](kiosk::ServiceState& state) { state.journal.revoked = true; });
        CHECK(tablet.shows(word(tablet, "kiosk.service.revoked")));
    }
    SECTION("the journal does not say") {
        tablet.service.unreadable = true;
        come_with([](kiosk::ServiceState&) {});
        CHECK(tablet.shows(word(tablet, "kiosk.service.unreadable")));
    }
    SECTION("there is no room for a patient") {
        tablet.keeper.room = false;
        come_with([](kiosk::ServiceState& state) { state.journal.room = false; });
        CHECK(tablet.shows(word(tablet, "kiosk.service.no-room")));
        tablet.look("da-308-staff-no-room");
        tablet.tap("staff-lock");
        CHECK(tablet.at() == "no-room");
        tablet.look("da-309-no-room-lock");
    }
    SECTION("a patient's answer could not be kept") {
        tablet.screen.frame();
        tablet.consent("en");
        tablet.walk_to("hope.picture");
        tablet.keeper.disk_fails = true;
        tablet.tap("answer:hope.picture:3");
        REQUIRE(tablet.at() == "fault");
        tablet.look("en-310-fault-lock");
        come_in(tablet);
        CHECK(tablet.shows(word(tablet, "kiosk.service.stopped")));  // in the clinic's language
        CHECK_FALSE(tablet.shows("131"));                            // the patient's code
        tablet.tap("staff-lock");
        CHECK(tablet.at() == "fault");
    }
}

TEST_CASE("the staff's screen is looked at anew, and says when all is sent") {
    TouchTablet tablet;
    tablet.service.change([](kiosk::ServiceState& state) { state.journal.waiting = 2; });
    tablet.screen.frame();
    come_in(tablet);
    tablet.tap("staff-send");
    CHECK(tablet.service.sends == 1);
    CHECK(tablet.shows(word(tablet, "kiosk.service.sending")));
    tablet.tap("staff-send");
    CHECK(tablet.service.sends == 1);  // one is under way
    const bool all = GENERATE(true, false);
    tablet.service.change([all](kiosk::ServiceState& state) {
        ++state.syncs;
        if (all) state.journal.waiting = 0;
    });
    // The look that is under way may not have seen it yet.
    const auto& over = word(tablet, all ? "kiosk.service.sent-all" : "kiosk.service.sent-not-all");
    tablet.settle_until([&] {
        tablet.clock.advance_ms(5'000);
        tablet.screen.frame();
        return tablet.shows(over.substr(0, 10));
    });
    tablet.tap("staff-send");
    CHECK(tablet.service.sends == 2);
}

TEST_CASE("while the screen is wiped nothing can be touched, and it comes back after 30 s") {
    TouchTablet tablet;
    tablet.screen.frame();
    come_in(tablet);
    tablet.tap("staff-clean");
    CHECK(tablet.shows("30"));
    for (int second = 0; second < 29; ++second) {
        CHECK(tablet.stage.targets().all().empty());
        const float x = 40.0F + 41 * static_cast<float>(second);
        tablet.screen.tap(ui::Point{x, 150});
        tablet.screen.key({ui::Key::Enter});
        tablet.pass_seconds(1);
    }
    CHECK(tablet.at() == "staff");
    tablet.pass_seconds(1);
    CHECK(tablet.screen.has("staff-clean"));
}

TEST_CASE("staff ring the bell, lock the screen, and shut the tablet down after being asked") {
    TouchTablet tablet;
    tablet.screen.frame();
    come_in(tablet);
    const int before = tablet.chimes;
    tablet.tap("staff-ring");
    CHECK(tablet.chimes == before + 1);
    CHECK_FALSE(tablet.screen.has("staff-shut-down-now"));
    tablet.tap("staff-shut-down");
    tablet.tap("staff-shut-down");
    CHECK_FALSE(tablet.screen.has("staff-shut-down-now"));
    tablet.tap("staff-lock");
    CHECK(tablet.at() == "welcome");
    CHECK_FALSE(tablet.app.finished());
    come_in(tablet);
    tablet.tap("staff-shut-down");
    CHECK_FALSE(tablet.app.finished());
    tablet.service.goes_off = false;
    tablet.tap("staff-shut-down-now");
    CHECK_FALSE(tablet.app.finished());
    CHECK(tablet.shows(word(tablet, "kiosk.service.shut-down-not").substr(0, 12)));
    tablet.tap("staff-lock");
    come_in(tablet);
    tablet.service.goes_off = true;
    tablet.tap("staff-shut-down");
    tablet.tap("staff-shut-down-now");
    CHECK(tablet.shows(word(tablet, "kiosk.service.shutting-down")));
    CHECK(tablet.app.finished());
}

TEST_CASE("a staff's screen that was left alone is locked, and what stood on it is gone") {
    TouchTablet tablet;
    tablet.screen.frame();
    come_in(tablet);
    tablet.tap("staff-test-code");
    CHECK(tablet.shows("427 193"));
    tablet.pass_seconds(119);
    CHECK(tablet.at() == "staff");
    tablet.pass_seconds(2);
    CHECK(tablet.at() == "welcome");
    come_in(tablet);
    CHECK_FALSE(tablet.shows("427 193"));
}

TEST_CASE("a patient who sits down after staff finds nothing of theirs") {
    TouchTablet tablet;
    tablet.screen.frame();
    come_in(tablet);
    tablet.tap("staff-lock");
    tablet.consent("en");
    CHECK(tablet.at() != "welcome");
    CHECK_FALSE(tablet.screen.has("staff-lock"));
}
