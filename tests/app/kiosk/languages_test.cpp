// A patient in each of the seven languages, and what is mirrored where a language runs from the
// right.
#include <algorithm>
#include <catch2/catch.hpp>

#include "config/languages.h"
#include "kiosk/entry.h"
#include "touch_tablet.h"
#include "ui/language.h"

using namespace spine;
using test::TouchTablet;

namespace {

ui::Rect on_glass(const TouchTablet& tablet, std::string_view key) {
    const ui::Target* target = tablet.stage.targets().find(key);
    INFO(key);
    REQUIRE(target != nullptr);
    return tablet.stage.scale().to_pixels(target->rect);
}

// Where a line that holds these words stands, in pixels.
ui::Rect line_on_glass(const TouchTablet& tablet, std::string_view words) {
    for (const ui::DrawnLine& line : tablet.stage.lines()) {
        if (line.text.find(words) != std::string::npos)
            return tablet.stage.scale().to_pixels(line.ink);
    }
    FAIL("no line with " << words);
    return {};
}

}  // namespace

TEST_CASE("a patient of each language is asked everything, with every letter and every box right") {
    const std::string language = GENERATE("da", "en", "de", "pl", "tr", "uk", "ar");
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.look(language + "-700-welcome");
    tablet.tap("language:" + language);
    tablet.look(language + "-701-consent");
    tablet.answer("consent.care", "yes");
    tablet.answer("consent.research", "yes");
    tablet.look(language + "-702-consent-given");
    tablet.next();
    tablet.look(language + "-703-code");
    tablet.walk_to("show.finish", true);
    tablet.look(language + "-799-finish");
    tablet.tap("finished");
    CHECK(tablet.at() == "welcome");
    REQUIRE(tablet.keeper.sessions.size() == 1);
    CHECK(tablet.keeper.told().language == language);
    CHECK(tablet.keeper.told().answers.count("know.normal.after") == 1);
}

TEST_CASE("in Arabic the layout runs from the right, and digits and codes do not") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.tap("language:ar");
    tablet.answer("consent.care", "yes");
    tablet.answer("consent.research", "no");
    tablet.next();
    // The code's digits stand in the order in which they are read out.
    const std::string code = tablet.desk.code();
    REQUIRE(code.size() == 6);
    std::vector<float> places;
    tablet.screen.frame();
    for (const ui::DrawnLine& line : tablet.stage.lines()) {
        if (line.em == Approx(140)) places.push_back(tablet.stage.scale().to_pixels(line.ink).x);
    }
    CHECK(places.size() == 6);
    CHECK(std::is_sorted(places.begin(), places.end()));

    tablet.walk_to("hope.picture");
    tablet.look("ar-710-agree");
    // look/kiosk/07-agree-ar.png.
    CHECK(on_glass(tablet, "next").x == 40);
    CHECK(on_glass(tablet, "back").right() == 1240);
    CHECK(on_glass(tablet, "stop").x == 40);
    const auto& all = tablet.stage.targets().all();
    const auto row = std::find_if(all.begin(), all.end(), [](const ui::Target& target) {
        return target.key.starts_with("answer:");
    });
    REQUIRE(row != all.end());
    CHECK(tablet.stage.scale().to_pixels(row->rect) == ui::Rect{40, 128, 700, 82});
    CHECK(line_on_glass(tablet, "السؤال").right() == Approx(1240).margin(1));
    CHECK(line_on_glass(tablet, "ما مدى").right() == Approx(1240).margin(1));
    CHECK(line_on_glass(tablet, "لا أوافق").right() == Approx(648).margin(1));
}

TEST_CASE("on the number pad 1, 2 and 3 run from left to right in Arabic, too") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.tap("have-code");
    tablet.tap("language");
    tablet.tap("language:ar");
    CHECK(on_glass(tablet, "pad:1").right() < on_glass(tablet, "pad:2").x);
    CHECK(on_glass(tablet, "pad:2").right() < on_glass(tablet, "pad:3").x);
    CHECK(on_glass(tablet, "pad:3").right() < 640);
    tablet.digits("7429");
    tablet.look("ar-711-enter-code");
}

TEST_CASE("numbers have the decimal mark of the language") {
    for (const std::string language : {"da", "de", "pl", "tr", "uk"}) {
        INFO(language);
        CHECK(kiosk::entry_shown(kiosk::EntryKind::Decimal, "12,5", language) == "12,5");
    }
    CHECK(kiosk::entry_shown(kiosk::EntryKind::Decimal, "12,5", "en") == "12.5");
    CHECK(ui::rules_of("pl-PL").decimal == ',');
    CHECK(ui::rules_of("fr").decimal == '.');
    // A minus sign stays before its number where words run from the right.
    CHECK(kiosk::entry_shown(kiosk::EntryKind::Decimal, "-12,5", "ar") == "\u2066–12,5\u2069");
}

TEST_CASE("a sign-off offers the reviewed languages, and a demonstration all") {
    config::Config config = test::configuration_of_all_languages();
    config.settings.reviewed.erase("pl");
    for (auto& [id, languages] : config.library.pages) {
        if (id.starts_with("changes")) languages.at("tr").review = information::Review::None;
    }
    const auto offered = [](TouchTablet& tablet) {
        tablet.screen.frame();
        std::string languages;
        for (const ui::Target& target : tablet.stage.targets().all()) {
            if (target.key.starts_with("language:")) languages.append(target.key.substr(9) + " ");
        }
        return languages;
    };
    TouchTablet clinic(config);
    CHECK(offered(clinic) == "da en de uk ar ");
    config.signed_off = false;
    TouchTablet demonstration(config);
    CHECK(offered(demonstration) == "da en de pl tr uk ar ");
    CHECK_FALSE(config::is_reviewed(config, "pl"));
    CHECK_FALSE(config::is_reviewed(config, "tr"));
    CHECK(config::is_reviewed(config, "uk"));
}

TEST_CASE("the first screen tells who chooses an unreviewed language so, in that language") {
    config::Config config = test::configuration_of_all_languages();
    config.settings.reviewed.erase("pl");
    config.settings.reviewed.erase("ar");
    config.signed_off = false;
    TouchTablet tablet(config);
    tablet.look("da-704-welcome-unreviewed");
    CHECK(tablet.shows(tablet.strings.get("pl", "kiosk.unreviewed")));
    CHECK(tablet.shows(tablet.strings.get("ar", "kiosk.unreviewed")));
    CHECK_FALSE(tablet.shows(tablet.strings.get("de", "kiosk.unreviewed")));
    CHECK_FALSE(tablet.shows(tablet.strings.get("da", "kiosk.unreviewed")));
}

TEST_CASE("without room a tablet of seven languages says so in all of them") {
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.keeper.room = false;
    tablet.screen.frame();
    tablet.look("da-482-no-room-seven-languages");
    CHECK(tablet.shows("Будь ласка, скажіть"));  // on two lines
    CHECK(tablet.shows(tablet.strings.get("ar", "kiosk.no-room.tell")));
}

TEST_CASE("glyphs of a script are baked with its language, and the first screen does without") {
    TouchTablet tablet(test::configuration_of_all_languages());
    CHECK(tablet.app.script() == ui::Glyphs::Latin);
    for (const ui::Bake& bake : tablet.app.first_fonts()) CHECK(bake.glyphs == ui::Glyphs::Only);
    const auto scripts_of = [&] {
        std::size_t own = 0;
        for (const ui::Bake& bake : tablet.app.all_fonts())
            own += bake.glyphs == tablet.app.script();
        return own;
    };
    CHECK(scripts_of() == 9);
    tablet.tap("language:uk");
    CHECK(tablet.app.script() == ui::Glyphs::Cyrillic);
    CHECK(scripts_of() == 9);
    tablet.tap("back");
    CHECK(tablet.app.script() == ui::Glyphs::Latin);
    tablet.tap("language:ar");
    CHECK(tablet.app.script() == ui::Glyphs::Arabic);
    CHECK(tablet.app.mirrored());
}

TEST_CASE(
    "each language has its letters on the keyboard, and what is typed is kept as it is read") {
    struct Typed {
        std::string language, keys, kept;
    };
    const Typed typed = GENERATE(
        Typed{"da", "åse", "Åse"}, Typed{"en", "why", "Why"}, Typed{"de", "größe", "Größe"},
        Typed{"pl", "żółć ęą", "Żółć ęą"}, Typed{"tr", "için ağrı", "İçin ağrı"},
        Typed{"uk", "їжа ґє", "Їжа ґє"}, Typed{"ar", "ألم، لا 5", "ألم، لا 5"});
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent(typed.language);
    tablet.walk_to("words.hope");
    tablet.write(typed.keys);
    tablet.look(typed.language + "-720-own-words");
    tablet.pass_seconds(3);
    CHECK(tablet.keeper.told().answers.at("words.hope") == '"' + typed.kept + '"');
    // Keys stand as on every keyboard of that script, whatever the direction of the layout.
    if (typed.language != "ar") return;
    if (!tablet.screen.has("key:ض")) tablet.tap("key:numbers");
    CHECK(on_glass(tablet, "key:ض").x < on_glass(tablet, "key:ص").x);
    CHECK_FALSE(tablet.screen.has("key:shift"));
}

TEST_CASE("the body's left is the patient's in every direction of writing, and named so") {
    const std::string language = GENERATE("da", "ar");
    TouchTablet tablet(test::configuration_of_all_languages());
    tablet.consent(language);
    tablet.walk_to("about.drawing");
    const auto middle = [&](const std::string& key) {
        const ui::Target* target = tablet.stage.targets().find("body:" + key);
        INFO(key);
        REQUIRE(target != nullptr);
        return tablet.stage.scale().to_pixels(target->press_at).x;
    };
    const std::string left = tablet.strings.get(language, "kiosk.body.left");
    const std::string right = tablet.strings.get(language, "kiosk.body.right");
    for (const bool back : {false, true}) {
        const ui::Rect card =
            tablet.stage.scale().to_pixels(ui::Rect{back ? 898.0F : 544.0F, 128, 342, 544});
        const auto word = [&](const std::string& words) {
            for (const ui::DrawnLine& line : tablet.stage.lines()) {
                const ui::Point at = tablet.stage.scale().to_pixels(line.ink).centre();
                if (line.text == words && card.contains(at)) return at.x;
            }
            FAIL("no " << words);
            return 0.0F;
        };
        // Seen from the front the patient's left is at the viewer's right.
        CHECK((word(left) < word(right)) == back);
        const std::string thigh = back ? "back.thigh." : "front.thigh.";
        CHECK((middle(thigh + "left") < middle(thigh + "right")) == back);
    }
}
