// Questions that are typed and take several answers, and numbers below nought, by touch.
#include <catch2/catch.hpp>

#include "one_item.h"

using namespace spine;
using test::extension;
using test::OneItem;
using test::TouchTablet;

namespace {

constexpr std::string_view medicines =
    R"("type":"string","repeats":true,"text":"Which medicines do you take?")";

}  // namespace

TEST_CASE("several words are written one after the other, and all of them are kept") {
    const std::string language = GENERATE("en", "da");
    OneItem one(medicines, language);
    TouchTablet& tablet = one.tablet;
    tablet.look(language + "-401-words-of-several");
    tablet.write("iron");
    tablet.tap("add-another");
    tablet.look(language + "-402-words-one-entered");
    tablet.write("panodil");
    tablet.pass_seconds(3);
    CHECK(one.stored() == R"(["Iron","Panodil"])");
    tablet.tap("add-another");
    // What was typed and not added counts, too.
    tablet.write("salt");
    tablet.next();
    CHECK(tablet.at() == "end");
    CHECK(one.stored() == R"(["Iron","Panodil","Salt"])");

    tablet.tap("back");
    tablet.look(language + "-403-words-list");
    CHECK(one.shows("Iron"));
    CHECK(one.shows("Salt"));
    tablet.tap("remove:1");
    CHECK(one.stored() == R"(["Iron","Salt"])");
    tablet.tap("add-another");
    tablet.write("oil");
    tablet.tap("entered-list");
    CHECK(one.stored() == R"(["Iron","Salt","Oil"])");
    tablet.next();
    CHECK(tablet.at() == "end");
}

TEST_CASE("a value that is mended keeps its place, and the others stay") {
    OneItem one(std::string(medicines) +
                R"(,"initial":[{"valueString":"Iron"},{"valueString":"Salt"},)"
                R"({"valueString":"Oil"}])");
    TouchTablet& tablet = one.tablet;
    tablet.tap("entered:1");
    tablet.write("s");
    tablet.next();
    CHECK(one.stored() == R"(["Iron","Salts","Oil"])");
    tablet.tap("back");
    tablet.tap("entered:0");
    for (int i = 0; i < 4; ++i) tablet.tap("key:backspace");
    tablet.pass_seconds(3);
    CHECK(one.stored() == R"(["Salts","Oil"])");
    tablet.next();
    CHECK(tablet.at() == "end");
}

TEST_CASE("a hand that shakes takes away one value, not two") {
    OneItem one(std::string(medicines) +
                R"(,"initial":[{"valueString":"Iron"},{"valueString":"Salt"}])");
    TouchTablet& tablet = one.tablet;
    tablet.tap("add-another");
    tablet.write("oil");
    tablet.tap("entered-list");
    REQUIRE(tablet.screen.tap("remove:0"));
    REQUIRE(tablet.screen.tap("remove:0"));
    CHECK(one.stored() == R"(["Salt","Oil"])");
}

TEST_CASE("who takes every value away has not answered") {
    OneItem one(std::string(medicines) + R"(,"initial":[{"valueString":"Iron"}])");
    TouchTablet& tablet = one.tablet;
    tablet.tap("remove:0");
    CHECK(tablet.screen.has("key:space"));
    CHECK(one.stored().empty());
    tablet.next();
    CHECK(tablet.at() == "end");
}

TEST_CASE("a question that wants two answers lets nobody on with one, and says so") {
    const std::string language = GENERATE("en", "da");
    OneItem one(R"("type":"string","repeats":true,"required":true,"text":"Name two of your aims",)"
                R"("extension":[)" +
                    extension("questionnaire-minOccurs", R"("valueInteger":2)") + "," +
                    extension("questionnaire-maxOccurs", R"("valueInteger":3)") + "]",
                language);
    TouchTablet& tablet = one.tablet;
    tablet.next();
    CHECK(one.says("kiosk.note.write"));
    tablet.write("walk");
    tablet.next();
    CHECK(tablet.at() == "it");
    CHECK(one.says("kiosk.note.add-more"));
    tablet.look(language + "-404-one-of-two");
    tablet.tap("add-another");
    tablet.tap("add-another");
    CHECK(one.says("kiosk.note.type"));
    tablet.write("sleep");
    tablet.tap("add-another");
    tablet.write("work");
    // Three are the most.
    CHECK_FALSE(tablet.screen.has("add-another"));
    tablet.tap("entered-list");
    CHECK_FALSE(tablet.screen.has("add-another"));
    tablet.look(language + "-405-most");
    tablet.tap("remove:2");
    CHECK(tablet.screen.has("add-another"));
    tablet.next();
    CHECK(tablet.at() == "end");
    CHECK(one.stored() == R"(["Walk","Sleep"])");
}

TEST_CASE(
    "among several questions on one screen, too few answers are said where they are missing") {
    OneItem one(
        R"("type":"group","text":"Your aims","extension":[)"
        R"({"url":"urn:spine-kiosk:screen","valueString":"true"}],"item":[)"
        R"({"linkId":"aims","type":"string","repeats":true,"required":true,"text":"Two aims",)"
        R"("extension":[)" +
        extension("questionnaire-minOccurs", R"("valueInteger":2)") +
        R"(]},{"linkId":"sure","type":"boolean","text":"Are you sure?"}])");
    TouchTablet& tablet = one.tablet;
    tablet.write("walk");
    tablet.next();
    CHECK(one.says("kiosk.note.add-more"));
    CHECK_FALSE(tablet.screen.has("answer:sure:yes"));
    tablet.tap("add-another");
    tablet.write("sleep");
    tablet.next();
    tablet.answer("sure", "yes");
    tablet.next();
    CHECK(tablet.at() == "end");
    CHECK(tablet.keeper.told().answers.at("aims") == R"(["Walk","Sleep"])");
}

TEST_CASE("a value that may not stand does not join the others") {
    const std::string language = GENERATE("en", "da");
    OneItem one(R"("type":"integer","repeats":true,"text":"Your last pulses","extension":[)" +
                    extension("minValue", R"("valueInteger":30)") + "," +
                    extension("maxValue", R"("valueInteger":220)") + "]",
                language);
    TouchTablet& tablet = one.tablet;
    tablet.digits("71");
    tablet.tap("add-another");
    tablet.digits("7");
    tablet.tap("add-another");
    CHECK(one.says("kiosk.note.too-small"));
    CHECK(one.stored() == "[71]");
    tablet.digits("2");
    tablet.tap("entered-list");
    CHECK(one.stored() == "[71,72]");
    tablet.look(language + "-406-number-list");
    tablet.tap("entered:0");
    tablet.tap("pad:backspace");
    tablet.digits("5");
    tablet.next();
    CHECK(one.stored() == "[75,72]");
}

TEST_CASE("every type that is typed takes several answers") {
    struct Typed {
        const char* type;
        const char* first;
        const char* second;
        const char* stored;
    };
    const auto typed = GENERATE(
        Typed{"decimal", "15", "2", "[15.0,2.0]"}, Typed{"integer", "15", "2", "[15,2]"},
        Typed{"date", "24112026", "01022025", R"(["2026-11-24","2025-02-01"])"},
        Typed{"time", "0730", "2215", R"(["07:30:00","22:15:00"])"},
        Typed{"dateTime", "241120260730", "010220252215",
              R"(["2026-11-24T07:30:00Z","2025-02-01T22:15:00Z"])"},
        Typed{"quantity", "15", "2", R"([{"unit":"kg","value":15.0},{"unit":"kg","value":2.0}])"});
    const std::string language = GENERATE("en", "da");
    CAPTURE(typed.type, language);
    std::string item = R"("repeats":true,"text":"Which were they, as far as you remember?",)"
                       R"("type":")" +
                       std::string(typed.type) + "\"";
    if (std::string_view(typed.type) == "quantity") {
        item += R"(,"extension":[)" +
                extension("questionnaire-unitOption",
                          R"("valueCoding":{"system":"u","code":"kg","display":"kg"})") +
                "," +
                extension("questionnaire-unitOption",
                          R"("valueCoding":{"system":"u","code":"lb","display":"lb"})") +
                "]";
    }
    OneItem one(item, language);
    TouchTablet& tablet = one.tablet;
    tablet.digits(typed.first);
    tablet.tap("add-another");
    tablet.look(language + "-410-" + typed.type + "-entered");
    tablet.digits(typed.second);
    tablet.next();
    CHECK(tablet.at() == "end");
    CHECK(one.stored() == typed.stored);
    tablet.tap("back");
    tablet.look(language + "-411-" + typed.type + "-list");
    CHECK(tablet.screen.has("remove:1"));
}

TEST_CASE("a quantity that is mended keeps its own unit, also one without a code") {
    OneItem one(R"("type":"quantity","repeats":true,"text":"What did you lift?","initial":[)"
                R"({"valueQuantity":{"value":2,"unit":"boxes"}},)"
                R"({"valueQuantity":{"value":3,"unit":"bags"}}])");
    TouchTablet& tablet = one.tablet;
    tablet.tap("entered:0");
    tablet.digits("0");
    tablet.next();
    CHECK(one.stored() == R"([{"unit":"boxes","value":20.0},{"unit":"bags","value":3.0}])");
}

TEST_CASE("half a date that was begun is asked for before another one is added") {
    OneItem one(R"("type":"date","repeats":true,"text":"When were you scanned?")");
    TouchTablet& tablet = one.tablet;
    tablet.digits("2411");
    tablet.tap("add-another");
    CHECK(one.says("kiosk.note.unfinished"));
    tablet.digits("2026");
    tablet.tap("add-another");
    tablet.next();
    CHECK(tablet.at() == "end");
    CHECK(one.stored() == R"(["2026-11-24"])");
}

TEST_CASE("more answers than fit turn pages, and long ones end in an ellipsis") {
    const std::string language = GENERATE("en", "da");
    std::string item = std::string(medicines) + R"(,"initial":[)";
    for (int i = 1; i <= 9; ++i) {
        item +=
            (i > 1 ? "," : "") + std::string(R"({"valueString":"Number )") + std::to_string(i) +
            (i % 2 == 0 ? R"(, which I take every morning, and at noon, and once more before I )"
                          R"(go to bed, whenever the pain keeps me from sleeping"})"
                        : R"("})");
    }
    OneItem one(item + "]", language);
    TouchTablet& tablet = one.tablet;
    tablet.look(language + "-420-many");
    CHECK(one.shows("…"));
    CHECK_FALSE(tablet.screen.has("remove:8"));
    for (int i = 0; i < 4 && !tablet.screen.has("remove:8"); ++i) tablet.tap("more-answers");
    tablet.look(language + "-421-many-last");
    tablet.tap("remove:8");
    CHECK(one.stored().find("Number 9") == std::string::npos);
    CHECK(one.stored().find("Number 8, which I take") != std::string::npos);
}

TEST_CASE("what is typed of several comes back after a time-out that was answered") {
    OneItem one(medicines);
    TouchTablet& tablet = one.tablet;
    tablet.write("iron");
    tablet.tap("add-another");
    tablet.write("salt");
    tablet.tap("stop");
    tablet.tap("go-on");
    CHECK(one.stored() == R"(["Iron","Salt"])");
    CHECK(tablet.screen.has("remove:1"));
}

TEST_CASE("without a least value a number may be below nought") {
    const std::string language = GENERATE("en", "da");
    const std::string type = GENERATE("integer", "decimal", "quantity");
    CAPTURE(type);
    OneItem one(R"("text":"How cold was it?","type":")" + type + "\"", language);
    TouchTablet& tablet = one.tablet;
    const std::string sign = type == "integer" ? "pad:extra" : "pad:sign";
    tablet.digits("5");
    tablet.tap(sign);
    tablet.look(language + "-430-below-nought-" + type);
    tablet.pass_seconds(3);
    CHECK(one.stored().find("-5") != std::string::npos);
    tablet.tap(sign);
    tablet.pass_seconds(3);
    CHECK(one.stored().find('-') == std::string::npos);
    CHECK(one.stored().find('5') != std::string::npos);
}

TEST_CASE("a number that cannot be below nought has no sign to press") {
    const std::string type = GENERATE("integer", "decimal");
    OneItem one(
        R"("text":"How old are you?","extension":[)" +
        extension("minValue", type == "integer" ? R"("valueInteger":0)" : R"("valueDecimal":0)") +
        R"(],"type":")" + type + "\"");
    CHECK_FALSE(one.tablet.screen.has("pad:sign"));
    CHECK(one.tablet.screen.has("pad:extra") == (type == "decimal"));
}
