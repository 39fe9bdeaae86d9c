// Questions that are filled in and cannot be changed: their value is shown, and nothing reacts.
#include <catch2/catch.hpp>

#include "touch_tablet.h"

using namespace spine;
using test::TouchTablet;

namespace {

struct Fixed {
    std::string name;
    std::string item;   // members besides linkId, text and readOnly
    std::string shown;  // empty: nothing is filled in
};

constexpr const char* options =
    R"("answerOption":[{"valueCoding":{"system":"u","code":"a","display":"Low back"}},)"
    R"({"valueCoding":{"system":"u","code":"b","display":"Neck"}}])";

std::string control(const char* code) {
    return std::string(R"(,"extension":[{"url":"urn:spine-kiosk:control","valueCode":")") + code +
           R"("}])";
}

}  // namespace

TEST_CASE("a read-only question shows its value and nothing to press but Next") {
    const std::string language = GENERATE("en", "da");
    const std::string preset =
        std::string(options) + R"(,"initial":[{"valueCoding":{"system":"u","code":"b"}}])";
    const std::string choice = R"("type":"choice",)" + preset;
    const std::string several = R"("type":"choice","repeats":true,)" + preset;
    const std::string body = choice + control("body-map");
    const std::string number =
        R"("type":"integer","initial":[{"valueInteger":7}])" + control("number-scale");
    const auto fixed = GENERATE_COPY(
        Fixed{"string", R"("type":"string","initial":[{"valueString":"Anna"}])", "Anna"},
        Fixed{"strings",
              R"("type":"string","repeats":true,)"
              R"("initial":[{"valueString":"Anna"},{"valueString":"Britt"}])",
              "Britt"},
        Fixed{"empty", R"("type":"string")", ""},
        Fixed{"date", R"("type":"date","initial":[{"valueDate":"2026-11-24"}])", "24.11.2026"},
        Fixed{"quantity",
              R"("type":"quantity","initial":[{"valueQuantity":{"value":70.5,"unit":"kg"}}])",
              "70.5 kg"},
        Fixed{"boolean", R"("type":"boolean","initial":[{"valueBoolean":true}])", "Yes"},
        Fixed{"choice", choice, "Neck"}, Fixed{"several", several, "Neck"},
        Fixed{"body", body, "Neck"}, Fixed{"number", number, "7"});
    CAPTURE(fixed.name);
    TouchTablet tablet(test::configuration_of_items(
        R"([{"linkId":"it","readOnly":true,"text":"What the clinic knows already",)" + fixed.item +
        R"(},{"linkId":"end","type":"boolean","text":"Is it so?"}])"));
    tablet.tap("language:" + language);
    tablet.look(language + "-440-read-only-" + fixed.name);
    for (const ui::Target& target : tablet.stage.targets().all()) {
        const bool frame = target.key == "stop" || target.key == "listen" ||
                           target.key == "appearance" || target.key == "language";
        CHECK((target.key == "next" || frame));
    }
    std::string expected = fixed.shown;
    if (language == "da" && expected == "Yes") expected = "Ja";
    if (language == "da" && expected == "70.5 kg") expected = "70,5 kg";
    bool shown = expected.empty();
    for (const ui::DrawnLine& line : tablet.stage.lines()) {
        shown = shown || line.text.find(expected) != std::string::npos;
    }
    CHECK(shown);
    const session::Told before = tablet.keeper.told();
    tablet.next();
    CHECK(tablet.at() == "end");
    CHECK(tablet.keeper.told().answers == before.answers);
}

TEST_CASE("a read-only question among several on one screen is passed by Next") {
    TouchTablet tablet(test::configuration_of_items(
        R"([{"linkId":"g","type":"group","text":"About you",)"
        R"("extension":[{"url":"urn:spine-kiosk:screen","valueString":"true"}],"item":[)"
        R"({"linkId":"it","type":"string","readOnly":true,"text":"Known"},)"
        R"({"linkId":"age","type":"boolean","text":"Are you over 18?"}]},)"
        R"({"linkId":"end","type":"boolean","text":"Is it so?"}])"));
    tablet.tap("language:en");
    tablet.next();
    tablet.answer("age", "yes");
    tablet.next();
    CHECK(tablet.at() == "end");
}

TEST_CASE("a card of the consent that is read-only does not react") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet(test::configuration_of_items(
        R"([{"linkId":"g","type":"group","text":"May we?",)"
        R"("extension":[{"url":"urn:spine-kiosk:control","valueCode":"consent"}],"item":[)"
        R"({"linkId":"a","type":"boolean","text":"Care","required":true},)"
        R"({"linkId":"it","type":"boolean","readOnly":true,"text":"Research",)"
        R"("initial":[{"valueBoolean":false}]}]},)"
        R"({"linkId":"end","type":"boolean","text":"Is it so?"}])"));
    tablet.tap("language:" + language);
    tablet.look(language + "-441-read-only-consent");
    tablet.answer("a", "yes");
    const ui::Target* research = tablet.stage.targets().find("answer:it:yes");
    REQUIRE(research != nullptr);
    CHECK_FALSE(research->on);
    CHECK(tablet.screen.tap("answer:it:yes"));
    CHECK(tablet.keeper.told().answers.at("it") == "false");
    tablet.next();
    CHECK(tablet.at() == "end");
}
