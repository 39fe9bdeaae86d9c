// Items of any FHIR questionnaire by touch: numbers, dates, units, long lists, several on one step.
#include <catch2/catch.hpp>

#include "questionnaire/parser.h"
#include "touch_tablet.h"

using namespace spine;
using test::TouchTablet;

namespace {

constexpr std::string_view items = R"({
 "resourceType":"Questionnaire","id":"any","url":"urn:any","version":"1","status":"draft",
 "language":"en","item":[
 {"linkId":"yes","type":"boolean","text":"Do you smoke?","required":true},
 {"linkId":"height","type":"integer","text":"How tall are you, in centimetres?",
  "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueInteger":50},
               {"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":250}]},
 {"linkId":"weight","type":"decimal","text":"What do you weigh?",
  "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
   "valueCoding":{"system":"http://unitsofmeasure.org","code":"kg","display":"kg"}}]},
 {"linkId":"born","type":"date","text":"When did the pain begin?"},
 {"linkId":"woke","type":"time","text":"When did you wake up today?"},
 {"linkId":"fell","type":"dateTime","text":"When did you fall?"},
 {"linkId":"colour","type":"open-choice","text":"Which treatment have you had?","answerOption":[
  {"valueString":"Exercise"},{"valueString":"Massage"}]},
 {"linkId":"many","type":"choice","text":"Where do you live?","answerOption":[
  {"valueString":"North Jutland"},{"valueString":"Central Jutland"},
  {"valueString":"Southern Denmark"},{"valueString":"Zealand"},{"valueString":"Copenhagen"},
  {"valueString":"Bornholm"},{"valueString":"The Faroe Islands"},{"valueString":"Greenland"},
  {"valueString":"Sweden"},{"valueString":"Norway"},{"valueString":"Germany"},
  {"valueString":"Another country"}]},
 {"linkId":"long","type":"choice","text":"Over the last two weeks, how often have you been bothered by any of the problems that are named here, at home, at work or anywhere else, whatever the reason for them may have been?","answerOption":[
  {"valueString":"Not at all, or so seldom that I did not notice it in those two weeks"},
  {"valueString":"Several days"},{"valueString":"Nearly every day"}]},
 {"linkId":"name","type":"string","text":"What do you call your trouble?"}]})";

config::Config any_configuration() {
    config::Config config = test::touch_configuration();
    auto parsed = questionnaire::parse(items);
    if (!parsed) FAIL(parsed.error().sentence());
    config.questionnaires["any"] = std::move(*parsed);
    config.settings.walk_questionnaire = "any";
    return config;
}

void type_digits(TouchTablet& tablet, std::string_view digits) {
    for (const char digit : digits) tablet.tap(std::string("pad:") + digit);
}

}  // namespace

TEST_CASE("every type of item can be answered by touch and is kept as FHIR means it") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet(any_configuration());
    tablet.tap("language:" + language);
    tablet.look(language + "-301-boolean");
    tablet.answer("yes", "no");
    tablet.next();
    tablet.look(language + "-302-integer");
    type_digits(tablet, "18");
    tablet.next();
    CHECK(tablet.at() == "height");
    type_digits(tablet, "2");
    tablet.next();
    tablet.look(language + "-303-decimal");
    type_digits(tablet, "70");
    tablet.tap("pad:extra");
    type_digits(tablet, "5");
    tablet.pass_seconds(3);
    tablet.next();
    tablet.look(language + "-304-date");
    type_digits(tablet, "31022026");
    tablet.next();
    CHECK(tablet.at() == "born");
    for (int i = 0; i < 8; ++i) tablet.tap("pad:backspace");
    type_digits(tablet, "24112026");
    tablet.next();
    tablet.look(language + "-305-time");
    type_digits(tablet, "0730");
    tablet.next();
    type_digits(tablet, "240220260915");
    tablet.look(language + "-306-date-time");
    tablet.next();
    const auto told = tablet.keeper.told().answers;
    CHECK(told.at("yes") == "false");
    CHECK(told.at("height") == "182");
    CHECK(told.at("weight") == "70.5");
    CHECK(told.at("born") == R"("2026-11-24")");
    CHECK(told.at("woke") == R"("07:30:00")");
    CHECK(told.at("fell").find("2026-02-24T09:15:00") != std::string::npos);
}

TEST_CASE(
    "open choices take an answer of one's own, and long lists turn pages, and long words fit") {
    const std::string language = GENERATE("en", "da");
    TouchTablet tablet(any_configuration());
    tablet.tap("language:" + language);
    tablet.answer("yes", "yes");
    tablet.next();
    for (int i = 0; i < 5; ++i) {
        tablet.tap("rather-not");
        tablet.next();
    }
    REQUIRE(tablet.at() == "colour");
    tablet.look(language + "-307-open-choice");
    tablet.tap("answer:colour:other");
    tablet.write("rest");
    tablet.look(language + "-308-other");
    tablet.next();
    REQUIRE(tablet.at() == "colour");
    CHECK(tablet.keeper.told().answers.at("colour") == R"("Rest")");
    tablet.next();
    REQUIRE(tablet.at() == "many");
    tablet.look(language + "-309-many");
    if (tablet.screen.has("more-answers")) tablet.tap("more-answers");
    tablet.look(language + "-310-many-more");
    tablet.answer("many", "11");
    CHECK(tablet.keeper.told().answers.at("many") == R"("Another country")");
    tablet.next();
    tablet.look(language + "-311-long");
    tablet.answer("long", "0");
    tablet.next();
    tablet.look(language + "-312-string");
    tablet.next();
    CHECK(tablet.at() != "name");
}
