// What is typed on the number pad and may not stand: it holds Next, and nothing of it is kept.
#include <catch2/catch.hpp>

#include "one_item.h"

using namespace spine;
using test::extension;
using test::OneItem;
using test::TouchTablet;

namespace {

std::string nought_to_hundred() {
    return R"("type":"integer","text":"How many percent is it?","extension":[)" +
           extension("minValue", R"("valueInteger":0)") + "," +
           extension("maxValue", R"("valueInteger":100)") + "]";
}

}  // namespace

TEST_CASE("a number that grew too large holds Next, and its first digits do not stay stored") {
    const std::string language = GENERATE("en", "da");
    OneItem one(nought_to_hundred(), language);
    TouchTablet& tablet = one.tablet;
    tablet.digits("15");
    tablet.pass_seconds(3);
    REQUIRE(one.stored() == "15");
    // From the key on: the power may go before the pause is over.
    tablet.digits("0");
    CHECK(one.stored().empty());
    tablet.pass_seconds(3);
    CHECK(one.says("kiosk.note.too-large"));
    tablet.look(language + "-460-too-large");
    for (int i = 0; i < 3; ++i) {
        tablet.next();
        CHECK(tablet.at() == "it");
        CHECK(one.says("kiosk.note.too-large"));
        CHECK(one.stored().empty());
    }
    tablet.tap("pad:backspace");
    CHECK_FALSE(one.says("kiosk.note.too-large"));
    tablet.next();
    CHECK(tablet.at() == "end");
    CHECK(one.stored() == "15");
}

TEST_CASE("what the pad shows and may not stand is kept back, of every type, as often as asked") {
    struct Refused {
        const char* name;
        std::string item;
        const char* typed;
        const char* note;
        int wrong;  // keys to take away, and what to type instead
        const char* mended;
        const char* stored;
    };
    const std::string kg = extension(
        "questionnaire-unit",
        R"("valueCoding":{"system":"http://unitsofmeasure.org","code":"kg","display":"kg"})");
    const auto refused = GENERATE_COPY(
        Refused{"integer", nought_to_hundred(), "150", "too-large", 1, "", "15"},
        Refused{"decimal",
                R"("type":"decimal","text":"How much?","extension":[)" +
                    extension("minValue", R"("valueDecimal":20.0)") + "]",
                "7", "too-small", 0, "0", "70.0"},
        Refused{"quantity",
                R"("type":"quantity","text":"What do you weigh?","extension":[)" + kg + "," +
                    extension("maxValue", R"("valueQuantity":{"value":300,"unit":"kg",)"
                                          R"("system":"http://unitsofmeasure.org","code":"kg"})") +
                    "]",
                "700", "too-large", 1, "", "70"},
        Refused{"date",
                R"("type":"date","text":"When did it begin?","extension":[)" +
                    extension("maxValue", R"("valueDate":"2026-11-24")") + "]",
                "24112027", "too-large", 1, "5", "2025-11-24"},
        Refused{"no such date", R"("type":"date","text":"When did it begin?")", "31022026",
                "unfinished", 8, "24112026", "2026-11-24"},
        Refused{"half a time", R"("type":"time","text":"When did you wake up?")", "073",
                "unfinished", 0, "0", "07:30:00"},
        Refused{"no such time", R"("type":"dateTime","text":"When did you fall?")", "240220262515",
                "unfinished", 4, "0915", "2026-02-24T09:15:00"});
    CAPTURE(refused.name);
    OneItem one(refused.item);
    TouchTablet& tablet = one.tablet;
    tablet.digits(refused.typed);
    for (int i = 0; i < 3; ++i) {
        tablet.next();
        CHECK(tablet.at() == "it");
        CHECK(one.says("kiosk.note." + std::string(refused.note)));
        CHECK(one.stored().empty());
        tablet.pass_seconds(3);
    }
    for (int i = 0; i < refused.wrong; ++i) tablet.tap("pad:backspace");
    tablet.digits(refused.mended);
    tablet.next();
    CHECK(tablet.at() == "end");
    CHECK(one.stored().find(refused.stored) != std::string::npos);
}

TEST_CASE("an answer that is given again only in part is no longer the answer") {
    OneItem one(R"("type":"date","text":"When did it begin?")");
    TouchTablet& tablet = one.tablet;
    tablet.digits("24112026");
    tablet.pass_seconds(3);
    REQUIRE(one.stored() == R"("2026-11-24")");
    tablet.tap("pad:backspace");
    CHECK(one.stored().empty());
    // Given up in the middle of it: the record holds nothing that the screen did not show.
    tablet.pass_seconds(200);
    CHECK(tablet.at() == "welcome");
    CHECK(tablet.keeper.sessions.back().end == "expired");
    CHECK(one.stored().empty());
}

TEST_CASE("whoever stops need not mend a number first") {
    OneItem one(nought_to_hundred());
    TouchTablet& tablet = one.tablet;
    tablet.digits("150");
    tablet.pass_seconds(3);
    tablet.tap("stop");
    REQUIRE(tablet.at() == "stop-asked");
    tablet.tap("go-on");
    CHECK(tablet.at() == "it");
    CHECK_FALSE(one.shows("150"));
    CHECK(one.stored().empty());
}

TEST_CASE("of several numbers the one that is refused goes, and the others stay") {
    OneItem one(R"("repeats":true,)" + nought_to_hundred());
    TouchTablet& tablet = one.tablet;
    tablet.digits("71");
    tablet.tap("add-another");
    tablet.digits("15");
    tablet.pass_seconds(3);
    REQUIRE(one.stored() == "[71,15]");
    tablet.digits("0");
    CHECK(one.stored() == "[71]");
    for (int i = 0; i < 2; ++i) {
        tablet.next();
        CHECK(tablet.at() == "it");
        CHECK(one.says("kiosk.note.too-large"));
    }
    tablet.tap("entered-list");
    CHECK(one.stored() == "[71]");
    tablet.tap("pad:backspace");
    tablet.next();
    CHECK(tablet.at() == "end");
    CHECK(one.stored() == "[71,15]");
}

TEST_CASE("among several questions on one screen, a refused number holds back the next question") {
    OneItem one(
        R"("type":"group","text":"About you","extension":[)"
        R"({"url":"urn:spine-kiosk:screen","valueString":"true"}],"item":[{"linkId":"share",)" +
        nought_to_hundred() + R"(},{"linkId":"sure","type":"boolean","text":"Sure?"}])");
    TouchTablet& tablet = one.tablet;
    tablet.digits("150");
    for (int i = 0; i < 2; ++i) {
        tablet.next();
        CHECK(tablet.screen.has("pad:1"));
        CHECK(one.says("kiosk.note.too-large"));
    }
    tablet.tap("pad:backspace");
    tablet.next();
    tablet.answer("sure", "yes");
    tablet.next();
    CHECK(tablet.keeper.told().answers.at("share") == "15");
}

TEST_CASE("another unit of the same number is another answer, and the same unit is not") {
    const auto unit = [](const char* code) {
        return extension("questionnaire-unitOption", R"("valueCoding":{"system":"u","code":")" +
                                                         std::string(code) + R"(","display":")" +
                                                         code + R"("})");
    };
    OneItem one(R"("type":"quantity","text":"What do you weigh?","extension":[)" + unit("kg") +
                "," + unit("lb") + "]");
    TouchTablet& tablet = one.tablet;
    tablet.digits("70");
    tablet.pass_seconds(3);
    const std::string kilograms = one.stored();
    tablet.tap("unit:0");
    CHECK(one.stored() == kilograms);
    tablet.tap("unit:1");
    CHECK(one.stored().empty());
    tablet.next();
    CHECK(tablet.at() == "end");
    CHECK(one.stored().find("lb") != std::string::npos);
}

TEST_CASE("a typed answer whose explanation was read is shown, and there is no pad to change it") {
    config::Config config = test::configuration_of_items(
        R"([{"linkId":"it","type":"integer","text":"How many of a hundred?","extension":[)"
        R"({"url":"urn:spine-kiosk:explains","valueString":"symptoms"}]},)"
        R"({"linkId":"end","type":"boolean","text":"Was that all?"}])");
    TouchTablet tablet(std::move(config));
    tablet.tap("language:en");
    tablet.digits("52");
    tablet.next();
    for (int i = 0; i < 2 && tablet.screen.has("back"); ++i) tablet.tap("back");
    REQUIRE(tablet.at() == "it");
    CHECK_FALSE(tablet.screen.has("pad:1"));
    tablet.next();
    CHECK(tablet.keeper.told().answers.at("it") == "52");
}
