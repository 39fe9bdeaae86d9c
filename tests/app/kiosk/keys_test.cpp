// A walk by the keys of a keypad, without sight: what is heard is all that is known.
#include <algorithm>
#include <catch2/catch.hpp>

#include "app/ui/measured.h"
#include "touch_tablet.h"

using namespace spine;
using questionnaire::Item;
using test::answer_words;
using test::spoken;
using test::TouchTablet;

namespace {

constexpr int most_steps = 120;

// Presses keys and listens; looks at nothing.
class Listener {
  public:
    explicit Listener(TouchTablet& tablet) : tablet_(tablet) {}

    void press(ui::Key key) {
        tablet_.clock.advance_ms(ui::deaf_after_new_screen_ms);
        tablet_.screen.key({key, 0, false, false, false});
        tablet_.clock.advance_ms(ui::deaf_after_new_screen_ms);
        tablet_.screen.frames(2);
    }
    [[nodiscard]] bool hears(std::string_view words) const {
        const auto& held = tablet_.speech.held;
        return std::find(held.begin(), held.end(), spoken(words)) != held.end();
    }
    // What a key leads to begins with these words.
    [[nodiscard]] bool is_on(std::string_view words) const {
        return !tablet_.speech.held.empty() && tablet_.speech.held.front() == spoken(words);
    }
    // From key to key until these words are heard, which Enter then means.
    [[nodiscard]] bool find(std::string_view words) {
        for (int step = 0; step < most_steps; ++step) {
            press(ui::Key::Right);
            if (is_on(words)) return true;
        }
        return false;
    }
    void choose(std::string_view words) {
        INFO("looks for '" << words << "' at " << tablet_.at());
        REQUIRE(find(words));
        press(ui::Key::Enter);
    }

  private:
    TouchTablet& tablet_;
};

}  // namespace

TEST_CASE("a whole walk by keys and ears alone, in every language and both sizes") {
    const std::string language = GENERATE("da", "en", "de", "pl", "tr", "uk", "ar");
    const bool large = language == "da" || language == "ar";
    TouchTablet tablet(test::configuration_of_all_languages());
    Listener who(tablet);
    const auto words = [&](std::string_view key) { return tablet.strings.get(language, key); };
    // The first key says where one is.
    who.press(ui::Key::Down);
    CHECK(who.hears(words("language.name")));
    who.choose(words("language.name"));
    REQUIRE(tablet.at() == "consent");
    if (large) {
        who.choose(words("kiosk.appearance.button"));
        who.choose(words("kiosk.appearance.large"));
        who.choose(words("kiosk.appearance.done"));
    }
    std::map<std::string, std::string> given;
    for (int guard = 0; tablet.at() != "show.finish"; ++guard) {
        INFO("at " << tablet.at());
        REQUIRE(guard < 150);
        // Every screen is read by itself.
        REQUIRE_FALSE(tablet.speech.held.empty());
        const session::Step step = tablet.desk.walk()->step();
        for (const Item* item : step.items) {
            if (step.kind != session::StepKind::Items) break;
            if (tablet.desk.walk()->answer_of(item->link_id) != nullptr) continue;
            if (item->link_id == "consent.research" && large &&
                tablet.screen.has("answer:consent.care:yes"))
                continue;
            if (item->type == questionnaire::ItemType::Text ||
                item->type == questionnaire::ItemType::String ||
                item->control == questionnaire::Control::QuestionList ||
                item->control == questionnaire::Control::BodyMap)
                continue;
            const bool yes_no = item->type == questionnaire::ItemType::Boolean;
            const std::string answer = yes_no ? words("kiosk.yes")
                                       : item->control == questionnaire::Control::NumberScale
                                           ? std::string("4")
                                           : answer_words(*item, language);
            given[item->link_id] = answer;
            if (item->link_id == "consent.research" && !large) {
                // Both cards have the same words: the second "yes" is meant.
                REQUIRE(who.find(answer));
                REQUIRE(who.find(answer));
                who.press(ui::Key::Enter);
            } else {
                who.choose(answer);
            }
        }
        who.choose(words("kiosk.next"));
    }
    for (const auto& [link_id, answer] : given) {
        INFO(link_id << ": " << answer);
        CHECK_FALSE(tablet.keeper.told().answers.at(link_id).empty());
    }
    who.choose(words("kiosk.code.say-aloud"));
    who.choose(words("kiosk.code.finished"));
    CHECK(tablet.at() == "welcome");
    CHECK(tablet.keeper.sessions.back().end == "complete");
}

TEST_CASE("what keys lead to has a ring, and a finger takes it away") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.walk_to("hope.picture");
    Listener who(tablet);
    const auto ring = [&] {
        return test::pixels_of(tablet.screen.picture(), {0, 0, 1280, 800}, ui::rgb(0xFFD23F));
    };
    CHECK(ring() == 0);
    who.press(ui::Key::Down);
    CHECK(ring() == 0);
    who.press(ui::Key::Down);
    CHECK(ring() > 1000);
    tablet.tap("answer:hope.picture:3");
    CHECK(ring() == 0);
}

TEST_CASE(
    "keys lead through rows and lines, on from the last to the first, and mirrored in Arabic") {
    const std::string language = GENERATE("en", "ar");
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent(language);
    // Keyboards follow their script: Right leads to the right there, also in Arabic.
    const std::string step = GENERATE("hope.picture", "words.hope");
    tablet.walk_to(step);
    Listener who(tablet);
    who.press(ui::Key::Down);
    const bool mirrored = language == "ar" && step == "hope.picture";
    const ui::Key on = mirrored ? ui::Key::Left : ui::Key::Right;
    const ui::Key back = mirrored ? ui::Key::Right : ui::Key::Left;
    who.press(ui::Key::Down);
    const std::string first = tablet.speech.all();
    CHECK_FALSE(first.empty());
    who.press(on);
    CHECK(tablet.speech.all() != first);
    who.press(back);
    CHECK(tablet.speech.all() == first);
    // A line below and up again.
    who.press(ui::Key::Down);
    CHECK(tablet.speech.all() != first);
    who.press(ui::Key::Up);
    CHECK(tablet.speech.all() == first);
    who.press(back);
    CHECK(tablet.speech.all() != first);
    // From the bar above, where the layout is mirrored again.
    who.press(language == "ar" ? ui::Key::Left : ui::Key::Right);
    CHECK(tablet.speech.all() == first);
}

TEST_CASE("letters are typed by keys, what is typed is not said, and signs have names") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.walk_to("words.hope");
    Listener who(tablet);
    who.press(ui::Key::Right);
    who.choose("W");
    who.choose("h");
    who.choose("y");
    CHECK(tablet.shows("Why"));
    who.choose(tablet.strings.get("en", "kiosk.key.backspace"));
    CHECK(tablet.shows("Wh"));
    CHECK_FALSE(tablet.shows("Why"));
    CHECK_FALSE(who.hears("Wh"));
}

TEST_CASE("a row with the patient's own words is named, and the words are not said") {
    config::Config config = test::touch_configuration();
    config.settings.speech.headphones = true;
    TouchTablet tablet(std::move(config));
    tablet.consent("en");
    tablet.walk_to("ask");
    tablet.tap("own-question");
    tablet.write("zebra");
    tablet.next();
    REQUIRE(tablet.shows("Zebra"));
    Listener who(tablet);
    who.press(ui::Key::Down);
    CHECK(tablet.speech.all().find("ebra") == std::string::npos);
    REQUIRE(who.find(tablet.strings.get("en", "kiosk.questions.own")));
    CHECK(tablet.speech.all().find("ebra") == std::string::npos);
}

TEST_CASE("keys that one patient used mean nothing to the next, who begins with them anew") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.walk_to("about.pain-now");
    Listener who(tablet);
    who.press(ui::Key::Down);
    who.choose("4");
    tablet.speech.end();  // what is read aloud holds the time
    tablet.pass_seconds(tablet.config.settings.idle_seconds + 1);
    REQUIRE(tablet.at() == "still-there");
    CHECK_FALSE(tablet.speech.held.empty());
    tablet.speech.end();
    tablet.pass_seconds(tablet.config.settings.countdown_seconds + 2);
    REQUIRE(tablet.at() == "welcome");
    CHECK(tablet.speech.held.empty());
    tablet.consent("da");
    CHECK(tablet.speech.held.empty());
    // The first key of this patient reads the screen, too.
    who.press(ui::Key::Down);
    CHECK(tablet.speech.held.size() > 2);
    tablet.walk_to("about.pain-now");
    CHECK(tablet.speech.held.empty());
}

TEST_CASE("of the staff's PIN nothing is said, and nothing but its pad can be pressed") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.prefers["signs.a"] = "numb-saddle";
    tablet.walk_to("tier-a");
    Listener who(tablet);
    who.press(ui::Key::Down);
    who.choose(tablet.strings.get("en", "kiosk.staff.with-me"));
    for (const ui::Target& target : tablet.stage.targets().all()) {
        INFO(target.key);
        CHECK((target.key.starts_with("pad:") || target.key.starts_with("pin-")));
    }
    tablet.speech.end();
    for (int i = 0; i < 9; ++i) {
        who.press(ui::Key::Right);
        CHECK(tablet.speech.held.empty());
        who.press(ui::Key::Enter);
        CHECK(tablet.speech.held.empty());
    }
}

TEST_CASE(
    "an answer chosen by keys is said to be saved, and what it is only where none else hears") {
    const bool headphones = GENERATE(false, true);
    config::Config config = test::touch_configuration();
    config.settings.speech.headphones = headphones;
    TouchTablet tablet(std::move(config));
    tablet.consent("en");
    tablet.walk_to("about.pain-now");
    Listener who(tablet);
    who.press(ui::Key::Down);
    who.choose("4");
    CHECK(who.hears(tablet.strings.get("en", "kiosk.saved")));
    CHECK(who.hears("4") == headphones);
}

TEST_CASE("Enter that is held down counts once, and one after the other counts each") {
    TouchTablet tablet;
    tablet.consent("en");
    tablet.walk_to("signs.a");
    Listener who(tablet);
    who.press(ui::Key::Down);
    who.press(ui::Key::Right);
    const ui::KeyPress enter{ui::Key::Enter, 0, false, false, false};
    ui::KeyPress held = enter;
    held.repeat = true;
    const ui::KeyPress right{ui::Key::Right, 0, false, false, false};
    tablet.screen.keys({enter, held, held});
    tablet.screen.frames(3);
    CHECK(tablet.keeper.told().answers.at("signs.a").find(',') == std::string::npos);
    CHECK_FALSE(tablet.keeper.told().answers.at("signs.a").empty());
    tablet.screen.keys({right, enter, right, enter});
    tablet.screen.frames(4);
    const std::string both = tablet.keeper.told().answers.at("signs.a");
    CHECK(std::count(both.begin(), both.end(), ',') >= 1);
    CHECK(tablet.at() == "signs.a");
}
