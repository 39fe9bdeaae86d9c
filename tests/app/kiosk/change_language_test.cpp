// Another language in the middle of a walk: nothing that was answered or typed is lost.
#include <array>
#include <catch2/catch.hpp>

#include "touch_tablet.h"

using namespace spine;
using test::TouchTablet;

namespace {

constexpr std::array<const char*, 7> all_languages{"ar", "uk", "de", "tr", "pl", "en", "da"};

void change_language(TouchTablet& tablet, const std::string& language) {
    tablet.tap("language");
    REQUIRE(tablet.at() == "language-asked");
    tablet.tap("language:" + language);
    CHECK(tablet.desk.walk()->language() == language);
}

std::vector<std::string> steps_of(const session::Told& told) {
    std::vector<std::string> steps;
    for (const auto& [step, at] : told.shown) steps.push_back(step);
    return steps;
}

// To the thank-you by the first answers. `at_each` is done on every screen before and after it is
// answered.
session::Told walked(TouchTablet& tablet, const std::function<void()>& at_each) {
    tablet.tap("language:da");
    at_each();
    tablet.answer("consent.care", "yes");
    tablet.answer("consent.research", "yes");
    at_each();
    tablet.next();
    tablet.walk_to_the_end(at_each);
    tablet.tap("finished");
    REQUIRE(tablet.keeper.sessions.size() == 1);
    CHECK(tablet.keeper.sessions.back().end == "complete");
    return tablet.keeper.told();
}

}  // namespace

TEST_CASE("a language changed on every screen of a walk changes no answer and no step") {
    TouchTablet steady(test::configuration_of_all_languages());
    const session::Told told = walked(steady, [] {});
    TouchTablet restless(test::configuration_of_all_languages());
    std::size_t changes = 0;
    const session::Told changed = walked(restless, [&] {
        const std::string at = restless.at();
        const std::string language = all_languages.at(changes++ % all_languages.size());
        change_language(restless, language);
        CHECK(restless.at() == at);
        restless.look(language + "-730-changed", false);
    });
    CHECK(changes > 80);
    CHECK(changed.answers == told.answers);
    CHECK(steps_of(changed) == steps_of(told));
    CHECK(told.language == "da");
    CHECK(changed.language == all_languages.at((changes - 1) % all_languages.size()));
}

TEST_CASE(
    "the languages stand in their own names, the one that is shown is marked, Back changes none") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent("ar");
    tablet.walk_to("about.pain-now");
    const auto events = tablet.keeper.sessions.back().events.size();
    tablet.tap("language");
    tablet.look("ar-731-languages");
    for (const char* language : all_languages)
        CHECK(tablet.shows(tablet.strings.get(language, "language.name")));
    tablet.tap("back");
    CHECK(tablet.at() == "about.pain-now");
    CHECK(tablet.desk.walk()->language() == "ar");
    change_language(tablet, "ar");
    CHECK(tablet.keeper.sessions.back().events.size() == events);
}

TEST_CASE("words that are just being written are kept and go on in the other language") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent("en");
    tablet.walk_to("words.hope");
    tablet.write("why");
    change_language(tablet, "uk");
    // Durable before the languages came up, though no two seconds had passed.
    CHECK(tablet.keeper.told().answers.at("words.hope") == R"("Why")");
    CHECK(tablet.shows("Why"));
    tablet.look("uk-732-own-words-changed");
    tablet.write(" їжа");
    tablet.next();
    CHECK(tablet.keeper.told().answers.at("words.hope") == R"("Why їжа")");
    CHECK(tablet.keeper.told().language == "uk");
}

TEST_CASE("a date that is half typed stays in the field, and is no answer, in any language") {
    config::Config config = test::configuration_of_items(
        R"([{"linkId":"it","type":"date","text":"When?"},
            {"linkId":"end","type":"display","text":"Thank you."}])");
    TouchTablet tablet(std::move(config));
    tablet.tap("language:en");
    REQUIRE(tablet.at() == "it");
    tablet.digits("12");
    change_language(tablet, "da");
    CHECK(tablet.shows("12"));
    CHECK(tablet.keeper.told().answers.count("it") == 0);
    tablet.next();
    CHECK(tablet.at() == "it");
    tablet.digits("051980");
    tablet.next();
    CHECK(tablet.keeper.told().answers.at("it") == R"("1980-05-12")");
}

TEST_CASE("a list that was opened stays open") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent("da");
    tablet.walk_to("about.drawing");
    tablet.tap("switch-list");
    change_language(tablet, "de");
    CHECK(tablet.shows(tablet.strings.get("de", "kiosk.body.use-figure")));
}

TEST_CASE("whoever asked to stop may read the question in another language first") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent("da");
    tablet.walk_to("about.pain-now");
    tablet.tap("stop");
    REQUIRE(tablet.at() == "stop-asked");
    change_language(tablet, "tr");
    CHECK(tablet.at() == "stop-asked");
    tablet.look("tr-733-stop-changed");
    CHECK(tablet.shows(tablet.strings.get("tr", "kiosk.stop.title")));
    tablet.tap("go-on");
    CHECK(tablet.at() == "about.pain-now");
}

TEST_CASE("the red screen can be read in another language, and comes back and calls by itself") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent("da");
    tablet.walk_to("signs.a");
    tablet.answer("signs.a", "urine");
    for (int page = 0; page < 3 && tablet.at() == "signs.a"; ++page) tablet.next();
    REQUIRE(tablet.at() == "tier-a");
    tablet.pass_seconds(20);
    change_language(tablet, "uk");
    CHECK(tablet.at() == "tier-a");
    tablet.pass_seconds(5);
    tablet.look("uk-734-tell-staff-changed");
    CHECK(tablet.chimes == 0);
    // The 30 s are counted from the red screen's first moment, also while languages stand.
    tablet.tap("language");
    tablet.pass_seconds(10);
    CHECK(tablet.at() == "language-asked");
    CHECK(tablet.chimes >= 1);
    tablet.pass_seconds(25);
    CHECK(tablet.at() == "tier-a");
    CHECK(tablet.shows("Tablet 3"));
    tablet.look("uk-735-tell-staff-name");
    CHECK(tablet.keeper.count("call_staff") == 1);
}

TEST_CASE("languages that nobody chooses from time out, and nothing typed comes back") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent("en");
    tablet.walk_to("words.hope");
    tablet.write("why");
    tablet.tap("language");
    tablet.pass_seconds(tablet.config.settings.idle_seconds + 1);
    REQUIRE(tablet.at() == "still-there");
    tablet.tap("still-here");
    CHECK(tablet.at() == "language-asked");
    tablet.pass_seconds(tablet.config.settings.idle_seconds +
                        tablet.config.settings.countdown_seconds + 2);
    REQUIRE(tablet.at() == "welcome");
    CHECK(tablet.keeper.sessions.back().end == "expired");
    tablet.consent("en");
    tablet.walk_to("words.hope");
    CHECK_FALSE(tablet.shows("Why"));
    CHECK(tablet.keeper.told().answers.count("words.hope") == 0);
}

TEST_CASE("the red screen stays on a disk that failed when the language is changed") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent("en");
    tablet.walk_to("signs.a");
    tablet.keeper.disk_fails = true;
    tablet.answer("signs.a", "urine");
    REQUIRE(tablet.at() == "tier-a");
    change_language(tablet, "da");
    CHECK(tablet.at() == "tier-a");
}

TEST_CASE("what was said to be saved still is, and where nothing is stored no language is") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent("en");
    tablet.walk_to("hope.picture");
    tablet.answer_plainly();
    REQUIRE(tablet.desk.saved() == kiosk::SaveState::Saved);
    change_language(tablet, "pl");
    CHECK(tablet.desk.saved() == kiosk::SaveState::Saved);
    tablet.next();
    change_language(tablet, "en");
    CHECK(tablet.desk.saved() == kiosk::SaveState::Nothing);

    TouchTablet unstored(test::configuration_of_all_languages());
    unstored.tap("language:en");
    unstored.answer("consent.care", "no");
    unstored.answer("consent.research", "no");
    unstored.next();
    change_language(unstored, "da");
    CHECK(unstored.keeper.sessions.empty());
}

TEST_CASE("a tablet of one language has no tool for it") {
    config::Config config = test::configuration_of_all_languages();
    config.settings.languages = {"da"};
    TouchTablet tablet(std::move(config));
    tablet.consent("da");
    CHECK(tablet.screen.has("stop"));
    CHECK_FALSE(tablet.screen.has("language"));
}
