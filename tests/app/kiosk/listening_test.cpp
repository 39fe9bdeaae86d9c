// What a patient hears who presses Listen, and what nobody may hear.
#include <algorithm>
#include <catch2/catch.hpp>

#include "touch_tablet.h"

using namespace spine;
using speech::State;
using test::TouchTablet;

namespace {

config::Config with_headphones(config::Config config) {
    config.settings.speech.headphones = true;
    return config;
}

// Letters and digits as they are spoken, without the spaces at which a line may be broken.
std::string letters_of(std::string_view text) {
    constexpr std::string_view dot = " · ";  // between two languages, for the eye
    if (text.starts_with(dot)) text.remove_prefix(dot.size());
    std::string letters;
    for (const std::uint8_t byte : speech::sentence(text, "da").text)
        if (byte != ' ') letters += static_cast<char>(byte);
    return letters;
}

// What is drawn and never read: keys, tiles of the code, and the tool itself.
bool is_unsaid(const TouchTablet& tablet, const ui::DrawnLine& line) {
    if (line.em == Approx(140)) return true;
    for (const ui::Target& target : tablet.stage.targets().all()) {
        const bool key = target.key.starts_with("key:") || target.key.starts_with("pad:") ||
                         target.key == "listen";
        if (key && target.rect.contains({line.ink.x + line.ink.w / 2, line.ink.y + 2})) return true;
    }
    return false;
}

// The bars above and below: no button stands on another.
void check_bars(const TouchTablet& tablet) {
    std::vector<ui::Target> bars;
    for (const ui::Target& target : tablet.stage.targets().all())
        if (target.rect.bottom() <= 100 || target.rect.y >= 700) bars.push_back(target);
    std::sort(bars.begin(), bars.end(), [](const ui::Target& a, const ui::Target& b) {
        return std::pair(a.rect.y, a.rect.x) < std::pair(b.rect.y, b.rect.x);
    });
    for (std::size_t i = 1; i < bars.size(); ++i) {
        INFO(bars[i - 1].key << " and " << bars[i].key);
        const bool beside = bars[i].rect.x >= bars[i - 1].rect.right() + 8;
        CHECK((bars[i].rect.y > bars[i - 1].rect.y || beside));
    }
}

// Presses Listen and holds what is drawn to what is heard.
void hear_all(TouchTablet& tablet) {
    INFO("at " << tablet.at());
    REQUIRE(tablet.screen.has("listen"));
    tablet.tap("listen");
    REQUIRE(tablet.speech.state() == State::Speaking);
    check_bars(tablet);
    std::string heard;
    for (const std::string& one : tablet.speech.held) heard += letters_of(one);
    for (const ui::DrawnLine& line : tablet.stage.lines()) {
        if (is_unsaid(tablet, line)) continue;
        INFO("drawn, not heard: " << line.text);
        CHECK(heard.find(letters_of(line.text)) != std::string::npos);
    }
    const session::Walk* walk = tablet.desk.walk();
    if (walk == nullptr || walk->step().kind != session::StepKind::Page) return;
    const information::Page* page = walk->page();
    REQUIRE(page != nullptr);
    const std::string& picture =
        page->icons ? page->icons->alternative : page->illustration_alternative;
    INFO("a picture that is not heard: " << picture);
    CHECK(heard.find(letters_of(picture)) != std::string::npos);
}

bool hears(const TouchTablet& tablet, std::string_view sentence) {
    const auto& held = tablet.speech.held;
    return std::find(held.begin(), held.end(), sentence) != held.end();
}

std::ptrdiff_t place_of(const TouchTablet& tablet, std::string_view sentence) {
    const auto& held = tablet.speech.held;
    return std::find(held.begin(), held.end(), sentence) - held.begin();
}

}  // namespace

TEST_CASE("all that a patient is shown can be heard, on every screen of the walk") {
    const std::string language = GENERATE("da", "en", "de", "pl", "tr", "uk", "ar");
    TouchTablet tablet(with_headphones(test::configuration_of_all_languages()));
    INFO(language);
    tablet.screen.frames(2);
    hear_all(tablet);
    tablet.tap("language:" + language);
    hear_all(tablet);
    tablet.tap("read-more");
    hear_all(tablet);
    tablet.tap("read-less");
    tablet.answer("consent.care", "yes");
    tablet.answer("consent.research", "yes");
    tablet.next();
    for (int guard = 0; tablet.at() != "show.finish"; ++guard) {
        REQUIRE(guard < 120);
        if (tablet.desk.walk()->step().kind == session::StepKind::Items) tablet.answer_plainly();
        hear_all(tablet);
        for (const std::string& one : tablet.speech.languages) CHECK(one == language);
        tablet.tap("next");
    }
    hear_all(tablet);
    tablet.tap("finished");
    CHECK(tablet.speech.state() == State::Silent);
}

TEST_CASE("a question is heard before its answers, and buttons come last") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.walk_to("hope.picture");
    tablet.tap("listen");
    const auto count = static_cast<std::ptrdiff_t>(tablet.speech.held.size());
    CHECK(tablet.speech.held.front().starts_with("Question"));
    const auto prompt = place_of(tablet, "How much do you agree?");
    const auto first = place_of(tablet, "Completely disagree");
    CHECK(prompt > 0);
    CHECK(first > prompt);
    CHECK(place_of(tablet, "Completely agree") == first + 4);
    CHECK(place_of(tablet, "I’d rather not answer") == first + 5);
    CHECK(place_of(tablet, "Next") > count - 4);
    CHECK(hears(tablet, "Stop"));
    CHECK_FALSE(hears(tablet, "Pause"));
}

TEST_CASE("what a patient has chosen is heard where there are headphones, and nowhere else") {
    for (const bool headphones : {false, true}) {
        INFO("headphones " << headphones);
        TouchTablet tablet(headphones ? with_headphones(test::touch_configuration())
                                      : test::touch_configuration());
        tablet.consent("en");
        tablet.walk_to("hope.picture");
        tablet.answer_plainly();
        tablet.tap("listen");
        CHECK(hears(tablet, "chosen") == headphones);
        if (headphones)
            CHECK(place_of(tablet, "chosen") == place_of(tablet, "Completely disagree") + 1);
        CHECK(hears(tablet, "Saved"));
    }
}

TEST_CASE("the code is said to who asks for it, a digit at a time, and typed words never") {
    TouchTablet tablet(with_headphones(test::touch_configuration()));
    tablet.consent("en");
    const std::string code = tablet.desk.code();
    REQUIRE(code.size() == 6);
    tablet.tap("listen");
    CHECK(hears(tablet, "Keep this number."));
    CHECK_FALSE(hears(tablet, code.substr(0, 1)));
    tablet.tap("say-code");
    std::string said;
    for (const std::string& one : tablet.speech.held) said += one;
    CHECK(said == code);
    CHECK(tablet.speech.held.size() == 6);
    tablet.walk_to("words.hope");
    tablet.write("zanzibarq");
    tablet.tap("listen");
    CHECK(tablet.shows("anzibarq"));
    CHECK(tablet.speech.all().find("anzibarq") == std::string::npos);
    tablet.tap("stop");
    tablet.tap("listen");
    CHECK(tablet.shows(code.substr(0, 3)));
    CHECK(tablet.speech.all().find(code.substr(0, 3)) == std::string::npos);
}

TEST_CASE("Listen pauses and goes on, and any other touch or key ends it") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.walk_to("hope.picture");
    tablet.tap("listen");
    CHECK(tablet.shows("Pause"));
    CHECK_FALSE(tablet.shows("Listen"));
    const auto all = tablet.speech.held;
    tablet.tap("listen");
    CHECK(tablet.speech.state() == State::Paused);
    CHECK(tablet.shows("Listen"));
    tablet.tap("listen");
    CHECK(tablet.speech.state() == State::Speaking);
    CHECK(tablet.speech.held == all);
    tablet.screen.press({20, 780});
    CHECK(tablet.speech.state() == State::Silent);
    tablet.screen.release({20, 780});
    tablet.tap("listen");
    REQUIRE(tablet.speech.state() == State::Speaking);
    tablet.screen.type(U"a");
    tablet.screen.key(ui::KeyPress{});
    CHECK(tablet.speech.state() == State::Silent);
    tablet.tap("listen");
    tablet.speech.end();
    tablet.screen.frame();
    CHECK(tablet.shows("Listen"));
}

TEST_CASE("another screen is silent, and after a patient nothing is left to be said") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.tap("listen");
    REQUIRE(tablet.speech.state() == State::Speaking);
    tablet.speech.faster();
    tablet.screen.frame();
    CHECK(tablet.speech.state() == State::Speaking);
    tablet.next();
    CHECK(tablet.speech.state() == State::Silent);
    CHECK(tablet.speech.speed == 1);
    tablet.tap("listen");
    tablet.speech.pause();
    // Nobody is there any more: the countdown, and then the first screen.
    tablet.pass_seconds(tablet.config.settings.idle_seconds + 1);
    REQUIRE(tablet.at() == "still-there");
    tablet.pass_seconds(tablet.config.settings.countdown_seconds + 1);
    REQUIRE(tablet.at() == "welcome");
    CHECK(tablet.speech.state() == State::Silent);
    CHECK(tablet.speech.held.empty());
    CHECK(tablet.speech.speed == 0);
}

TEST_CASE("who listens is there, and is told when time is running out") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.walk_to("hope.picture");
    tablet.tap("listen");
    tablet.pass_seconds(10 * tablet.config.settings.idle_seconds);
    CHECK(tablet.at() == "hope.picture");
    tablet.speech.end();
    tablet.screen.frame();
    tablet.pass_seconds(tablet.config.settings.idle_seconds - 2);
    CHECK(tablet.at() == "hope.picture");
    tablet.pass_seconds(3);
    REQUIRE(tablet.at() == "still-there");
    tablet.screen.frames(2);
    CHECK(tablet.speech.state() == State::Speaking);
    CHECK(hears(tablet, tablet.strings.get("en", "kiosk.still.title")));
    // It is no reason to count on for ever.
    tablet.pass_seconds(tablet.config.settings.countdown_seconds + 1);
    CHECK(tablet.at() == "welcome");
}

TEST_CASE("a note is said to who listens, and to nobody else") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.walk_to("hope.picture");
    tablet.next();
    CHECK(tablet.shows("Please choose"));
    CHECK(tablet.speech.state() == State::Silent);
    tablet.answer_plainly();
    tablet.next();
    tablet.tap("listen");
    tablet.next();
    tablet.screen.frame();
    REQUIRE(tablet.speech.held.size() == 1);
    CHECK(tablet.speech.held.front().starts_with("Please choose"));
    // Whoever presses Next again hears again why it does not go on.
    const ui::Target* next = tablet.stage.targets().find("next");
    REQUIRE(next != nullptr);
    const ui::Point at = next->rect.centre();
    tablet.screen.press(at);
    CHECK(tablet.speech.state() == State::Silent);
    tablet.screen.release(at);
    tablet.screen.frame();
    CHECK(tablet.speech.state() == State::Speaking);
    CHECK(tablet.speech.held.front().starts_with("Please choose"));
}

TEST_CASE("each language of the first screen is heard in its own voice") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.screen.frames(2);
    tablet.tap("listen");
    for (const std::string language : {"da", "en", "de", "pl", "tr", "uk", "ar"}) {
        INFO(language);
        const auto at = place_of(tablet, tablet.strings.get(language, "language.name"));
        REQUIRE(at < static_cast<std::ptrdiff_t>(tablet.speech.held.size()));
        CHECK(tablet.speech.languages[static_cast<std::size_t>(at)] == language);
    }
    CHECK(hears(tablet, "Velkommen"));
    CHECK(hears(tablet, "Welcome"));
}
