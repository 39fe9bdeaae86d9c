// A walk on glass alone, without sight: a finger that moves hears what is under it, and a second
// touch chooses.
#include <algorithm>
#include <catch2/catch.hpp>

#include "config/check_snapshot.h"
#include "config/snapshot.h"
#include "touch_tablet.h"

using namespace spine;
using config::Reads;
using questionnaire::Item;
using test::answer_words;
using test::spoken;
using test::TouchTablet;

namespace {

// Slides a finger over the glass in lines and listens; looks at nothing.
class Finger {
  public:
    explicit Finger(TouchTablet& tablet) : tablet_(tablet) {}

    // True where the words are the first that are heard there, from the `from`-th such thing on.
    [[nodiscard]] bool find(std::string_view words, int from = 0) {
        settle();
        tablet_.screen.press({2, 2});
        for (float y = 40; y < 800 && !found_; y += 50)
            for (float x = 20; x < 1280 && !found_; x += 55) {
                const int before = tablet_.speech.times;
                tablet_.screen.move({x, y});
                tablet_.screen.frame();
                const auto& held = tablet_.speech.held;
                const bool named = tablet_.speech.times != before && !held.empty();
                if (named && held.front() == spoken(words) && from-- == 0) found_ = ui::Point{x, y};
            }
        if (found_) {
            tablet_.screen.release(*found_);
        } else {
            tablet_.screen.release({1278, 798});
        }
        return found_.has_value();
    }
    void choose(std::string_view words, int from = 0) {
        INFO("looks for '" << words << "' at " << tablet_.at());
        found_.reset();
        REQUIRE(find(words, from));
        tap(*found_);
    }
    void tap(ui::Point at) {
        settle();
        tablet_.screen.tap(at);
        settle();
    }
    [[nodiscard]] bool hears(std::string_view words) const {
        const auto& held = tablet_.speech.held;
        return std::find(held.begin(), held.end(), spoken(words)) != held.end();
    }

  private:
    void settle() {
        tablet_.clock.advance_ms(ui::deaf_after_new_screen_ms);
        tablet_.screen.frames(2);
    }
    TouchTablet& tablet_;
    std::optional<ui::Point> found_;
};

config::Config with(Reads reads) {
    config::Config config = test::configuration_of_all_languages();
    config.settings.speech.reads = reads;
    return config;
}

// A finger on the first screen, beside everything, for so long.
void hold_beside(TouchTablet& tablet, std::int64_t ms) {
    tablet.clock.advance_ms(ui::deaf_after_new_screen_ms);
    tablet.screen.frame();
    tablet.screen.press({640, 640});
    tablet.clock.advance_ms(ms);
    tablet.screen.frames(3);
    tablet.screen.release({640, 640});
}

}  // namespace

TEST_CASE("a whole walk by ears and a finger on the glass") {
    const std::string language = GENERATE("da", "ar");
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.screen.frame();
    Finger finger(tablet);
    const auto words = [&](std::string_view key) { return tablet.strings.get(language, key); };
    hold_beside(tablet, 3'000);
    CHECK(finger.hears(tablet.strings.get("da", "kiosk.aloud.explained")));
    finger.choose(words("language.name"));
    REQUIRE(tablet.at() == "consent");
    std::map<std::string, std::string> given;
    for (int guard = 0; tablet.at() != "show.finish"; ++guard) {
        INFO("at " << tablet.at());
        REQUIRE(guard < 150);
        REQUIRE_FALSE(tablet.speech.held.empty());  // every screen is read by itself
        const session::Step step = tablet.desk.walk()->step();
        for (const Item* item : step.items) {
            if (step.kind != session::StepKind::Items) break;
            if (item->type == questionnaire::ItemType::Text ||
                item->type == questionnaire::ItemType::String ||
                item->control == questionnaire::Control::QuestionList ||
                item->control == questionnaire::Control::BodyMap)
                continue;
            const bool yes_no = item->type == questionnaire::ItemType::Boolean;
            const std::string answer = yes_no ? words("kiosk.yes") : answer_words(*item, language);
            given[item->link_id] = answer;
            // Both cards of the consent have the same words: each of them is chosen once.
            finger.choose(answer, item->link_id == "consent.research" ? 1 : 0);
        }
        finger.choose(words("kiosk.next"));
    }
    for (const auto& [link_id, answer] : given) {
        INFO(link_id << ": " << answer);
        CHECK_FALSE(tablet.keeper.told().answers.at(link_id).empty());
    }
    finger.choose(words("kiosk.code.finished"));
    CHECK(tablet.at() == "welcome");
    CHECK(tablet.keeper.sessions.back().end == "complete");
    // The next patient's finger chooses with its first touch.
    tablet.tap("language:en");
    CHECK(tablet.at() == "consent");
    CHECK(tablet.speech.held.empty());
}

TEST_CASE("by touch the first touch names and chooses nothing, the second chooses") {
    TouchTablet tablet(with(Reads::ByTouch));
    tablet.screen.frame();
    tablet.tap("language:en");
    CHECK(tablet.at() == "welcome");
    CHECK(tablet.speech.all().find("English") != std::string::npos);
    tablet.tap("language:da");  // something else in between
    tablet.tap("language:en");
    CHECK(tablet.at() == "welcome");
    tablet.tap("language:en");
    REQUIRE(tablet.at() == "consent");
    CHECK_FALSE(tablet.speech.held.empty());
    // What was named on another screen is not chosen on this one.
    tablet.tap("answer:consent.care:yes");
    CHECK(tablet.desk.walk()->answer_of("consent.care") == nullptr);
    tablet.tap("answer:consent.care:yes");
    CHECK(tablet.desk.walk()->answer_of("consent.care") != nullptr);
}

TEST_CASE("who has chosen by touch hears that it is saved") {
    TouchTablet tablet;
    tablet.screen.frame();
    tablet.consent("en");
    tablet.walk_to("hope.picture");
    tablet.tap("appearance");
    tablet.tap("aloud");
    tablet.tap("reads:by-touch");
    CHECK(tablet.speech.held.front() == spoken(tablet.strings.get("en", "kiosk.aloud.explained")));
    tablet.tap("aloud-done");
    tablet.tap("aloud-done");
    REQUIRE(tablet.at() == "hope.picture");
    tablet.tap("answer:hope.picture:3");
    CHECK(tablet.desk.walk()->answer_of("hope.picture") == nullptr);
    tablet.tap("answer:hope.picture:3");
    CHECK(tablet.desk.walk()->answer_of("hope.picture") != nullptr);
    const auto said = [&](std::string_view key) {
        return spoken(tablet.strings.get("en", key)) + "\n";
    };
    CHECK(tablet.speech.all() == said("kiosk.listen.chosen") + said("kiosk.saved"));
    // Touched once more it is named, and that it is chosen; nothing is taken away.
    tablet.tap("answer:hope.picture:3");
    CHECK(tablet.desk.walk()->answer_of("hope.picture") != nullptr);
    CHECK(tablet.speech.all().find(said("kiosk.listen.chosen")) != std::string::npos);
}

TEST_CASE("by touch three touches on a sign leave it ticked, and a fourth says when it is not") {
    TouchTablet tablet;
    tablet.screen.frame();
    tablet.consent("en");
    tablet.walk_to("signs.a");
    tablet.answer("signs.a", "bowel");
    tablet.tap("appearance");
    tablet.tap("aloud");
    tablet.tap("reads:by-touch");
    for (int i = 0; i < 2; ++i) tablet.tap("aloud-done");
    REQUIRE(tablet.at() == "signs.a");
    const auto ticked = [&] { return tablet.desk.walk()->answer_of("signs.a")->values.size(); };
    for (int i = 0; i < 3; ++i) tablet.tap("answer:signs.a:urine");
    CHECK(ticked() == 2);
    tablet.tap("answer:signs.a:urine");
    CHECK(ticked() == 1);
    CHECK(tablet.speech.held.front() ==
          spoken(tablet.strings.get("en", "kiosk.listen.not-chosen")));
}

TEST_CASE("by touch a digit that was taken is told, and what by touch means, once a patient") {
    TouchTablet tablet(with(Reads::ByTouch));
    tablet.screen.frame();
    const std::string explained = spoken(tablet.strings.get("da", "kiosk.aloud.explained"));
    tablet.tap("language:da");
    CHECK(tablet.speech.held.back() == explained);
    tablet.tap("language:en");
    CHECK(tablet.speech.held.back() != explained);
    tablet.tap("have-code");
    tablet.tap("have-code");
    REQUIRE(tablet.screen.has("pad:4"));
    tablet.tap("pad:4");
    CHECK(tablet.speech.all() == "4\n");
    tablet.tap("pad:4");
    CHECK(tablet.speech.all() == spoken(tablet.strings.get("da", "kiosk.listen.chosen")) + "\n");
}

TEST_CASE("a finger that comes down on what was named and slides off chooses nothing") {
    TouchTablet tablet(with(Reads::ByTouch));
    tablet.screen.frame();
    tablet.tap("language:en");
    tablet.clock.advance_ms(ui::deaf_after_new_screen_ms);
    const ui::Point at = tablet.stage.targets().find("language:en")->press_at;
    tablet.screen.press(at);
    tablet.screen.move({at.x, 640});
    tablet.screen.move(at);
    tablet.screen.release(at);
    tablet.screen.frames(2);
    CHECK(tablet.at() == "welcome");
}

TEST_CASE("where every screen is read by itself, a touch chooses as usual and ends the reading") {
    TouchTablet tablet(with(Reads::Always));
    tablet.screen.frame();
    CHECK(tablet.speech.held.empty());  // nobody is there yet
    tablet.tap("language:en");
    REQUIRE(tablet.at() == "consent");
    CHECK(tablet.speech.all().find("Yes") != std::string::npos);
    tablet.tap("answer:consent.care:yes");
    CHECK(tablet.speech.held.empty());
    tablet.answer("consent.research", "no");
    tablet.next();
    CHECK_FALSE(tablet.speech.held.empty());
}

TEST_CASE(
    "a finger asks for the way by touch if it is held long and still, and where nobody comes in "
    "vain") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.screen.frame();
    const auto by_touch = [&] { return tablet.stage.targets().are_only_named(); };
    hold_beside(tablet, 2'900);
    CHECK_FALSE(by_touch());
    tablet.clock.advance_ms(ui::deaf_after_new_screen_ms);
    tablet.screen.frame();
    tablet.screen.press(tablet.stage.targets().find("language:da")->press_at);
    tablet.clock.advance_ms(5'000);
    tablet.screen.frames(2);
    tablet.screen.release({640, 640});
    CHECK_FALSE(by_touch());
    // A cloth, or a palm, moves.
    tablet.clock.advance_ms(ui::deaf_after_new_screen_ms);
    tablet.screen.frame();
    tablet.screen.press({640, 640});
    for (int i = 0; i < 10; ++i) {
        tablet.clock.advance_ms(500);
        tablet.screen.move({640.0F + 20 * static_cast<float>(i), 640});
    }
    tablet.screen.release({840, 640});
    CHECK_FALSE(by_touch());
    hold_beside(tablet, 3'000);
    CHECK(by_touch());
    CHECK(tablet.shows(tablet.strings.get("da", "kiosk.aloud.explained").substr(0, 20)));
    tablet.speech.end();
    tablet.pass_seconds(28);
    CHECK(by_touch());
    tablet.pass_seconds(4);
    CHECK_FALSE(by_touch());
    // Whoever comes then hears nothing that they did not ask for.
    tablet.consent("en");
    tablet.walk_to("signs.a");
    tablet.answer("signs.a", "urine");
    tablet.next();
    REQUIRE(tablet.at() == "tier-a");
    CHECK(tablet.speech.held.empty());
}

TEST_CASE("staff type their PIN with one touch a digit, however patients find their way") {
    TouchTablet tablet(with(Reads::ByTouch));
    tablet.screen.frame();
    // Touches alone open nothing, whoever comes upon the lock.
    for (int i = 0; i < 4; ++i) tablet.tap("staff");
    CHECK(tablet.at() == "welcome");
    tablet.clock.advance_ms(ui::deaf_after_new_screen_ms);
    const ui::Point lock = tablet.stage.targets().find("staff")->press_at;
    tablet.screen.press(lock);
    tablet.clock.advance_ms(2'000);
    tablet.screen.frame();
    tablet.screen.release(lock);
    tablet.screen.frames(2);
    REQUIRE(tablet.at() == "staff-asked");
    tablet.digits("2580");
    CHECK(tablet.speech.held.empty());
    tablet.tap("pin-ready");
    tablet.settle_until([&] { return tablet.at() == "staff"; });
    tablet.tap("staff-lock");
    tablet.tap("language:en");
    CHECK(tablet.at() == "welcome");
    tablet.tap("language:en");
    CHECK(tablet.at() == "consent");
}

TEST_CASE("on the red screen staff type their PIN with one touch a digit, too") {
    TouchTablet tablet;
    tablet.screen.frame();
    tablet.consent("en");
    tablet.walk_to("signs.a");
    tablet.answer("signs.a", "urine");
    tablet.tap("appearance");
    tablet.tap("aloud");
    tablet.tap("reads:by-touch");
    tablet.tap("aloud-done");
    tablet.tap("aloud-done");
    REQUIRE(tablet.at() == "signs.a");
    tablet.next();
    tablet.next();
    REQUIRE(tablet.at() == "tier-a");
    tablet.tap("staff-with-me");
    tablet.tap("staff-with-me");
    REQUIRE(tablet.screen.has("pad:2"));
    tablet.digits("2580");
    tablet.tap("pin-ready");
    tablet.settle();
    CHECK(tablet.at() != "tier-a");
}

TEST_CASE("a patient chooses what is read, how fast and how loud, and it goes with the patient") {
    const std::string language = GENERATE("da", "en", "de", "pl", "tr", "uk", "ar");
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.screen.frame();
    tablet.consent(language);
    const std::string place = tablet.at();
    tablet.tap("appearance");
    tablet.look(language + "-320-appearance", language == "da");
    tablet.tap("aloud");
    tablet.look(language + "-321-aloud", language == "da" || language == "ar");
    tablet.tap("voice:faster");
    tablet.tap("voice:faster");
    tablet.tap("voice:slower");
    CHECK(tablet.speech.speed == 1);
    CHECK(tablet.speech.all() == spoken(tablet.strings.get(language, "kiosk.aloud.slower")) + "\n");
    tablet.tap("voice:louder");
    CHECK(tablet.speech.loudness == 1);
    tablet.tap("voice:softer");
    CHECK(tablet.speech.loudness == 0);
    tablet.tap("voice:louder");
    tablet.tap("reads:always");
    CHECK(tablet.speech.all().find(spoken(tablet.strings.get(language, "kiosk.aloud.volume"))) !=
          std::string::npos);
    tablet.tap("aloud-done");
    CHECK(tablet.at() == place);
    CHECK_FALSE(tablet.speech.held.empty());
    tablet.tap("appearance");
    tablet.tap("print:large");
    tablet.tap("aloud");
    tablet.look(language + "-M321-aloud", language == "da" || language == "de");
    tablet.tap("aloud-done");
    tablet.tap("stop");
    tablet.tap("stop-delete");
    REQUIRE(tablet.at() == "welcome");
    CHECK(tablet.speech.speed == 0);
    CHECK(tablet.speech.loudness == 0);
    tablet.tap("language:" + language);
    CHECK(tablet.speech.held.empty());
}

TEST_CASE("kiosk.toml says what is read to each patient who comes, and nothing else is taken") {
    const auto loaded = [](const std::string& value) {
        SystemFiles files;
        auto snapshot = config::take_snapshot(files, test::project() / "kiosk-config");
        REQUIRE(snapshot);
        Bytes& bytes = snapshot->files.at("kiosk.toml");
        std::string content(bytes.begin(), bytes.end());
        const std::size_t at = content.find("reads = \"asked\"");
        REQUIRE(at != std::string::npos);
        content.replace(at, 15, "reads = \"" + value + "\"");
        bytes.assign(content.begin(), content.end());
        return config::load_snapshot(*snapshot);
    };
    CHECK(loaded("asked")->settings.speech.reads == Reads::Asked);
    CHECK(loaded("always")->settings.speech.reads == Reads::Always);
    CHECK(loaded("by-touch")->settings.speech.reads == Reads::ByTouch);
    CHECK_FALSE(loaded("never"));
}
