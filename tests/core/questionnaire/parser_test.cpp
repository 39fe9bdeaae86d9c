#include <catch2/catch.hpp>

#include "make.h"
#include "questionnaire/walkthrough.h"

using namespace spine;
using namespace spine::questionnaire;
using test::extension_json;
using test::item_json;

namespace {

const std::string hl7 = "http://hl7.org/fhir/StructureDefinition/";
const std::string sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
const std::string two_options =
    R"(,"answerOption":[{"valueCoding":{"system":"s","code":"a","display":"A"}},)"
    R"({"valueCoding":{"system":"s","code":"b","display":"B"}}])";

std::string expression(const std::string& code = "1") {
    return R"("valueExpression":{"language":"text/fhirpath","expression":")" + code + "\"}";
}

const Item& only(const Questionnaire& questionnaire) {
    return questionnaire.items.front();
}

}  // namespace

TEST_CASE("every item type of FHIR R4 that a tablet can ask is read") {
    const std::pair<const char*, ItemType> types[] = {{"boolean", ItemType::Boolean},
                                                      {"decimal", ItemType::Decimal},
                                                      {"integer", ItemType::Integer},
                                                      {"date", ItemType::Date},
                                                      {"dateTime", ItemType::DateTime},
                                                      {"time", ItemType::Time},
                                                      {"string", ItemType::String},
                                                      {"text", ItemType::Text},
                                                      {"url", ItemType::Url},
                                                      {"quantity", ItemType::Quantity},
                                                      {"display", ItemType::Display},
                                                      {"group", ItemType::Group},
                                                      {"open-choice", ItemType::OpenChoice}};
    for (const auto& [name, type] : types) {
        INFO(name);
        CHECK(only(test::open(item_json("a", name))).type == type);
    }
    CHECK(only(test::open(item_json("a", "choice", two_options))).options.size() == 2);
    CHECK(test::refusal(item_json("a", "riddle")).cause == causes::item_malformed);
}

TEST_CASE("the fields of a question are read") {
    const auto questionnaire = test::open(
        R"({"linkId":"a","type":"string","text":"How?","prefix":"1.","required":true,)"
        R"("repeats":true,"readOnly":false,"maxLength":20,"initial":[{"valueString":"well"}],)"
        R"("code":[{"system":"s","code":"c"}],"extension":[)"
        R"({"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs","valueInteger":1},)"
        R"({"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs","valueInteger":3},)"
        R"({"url":"http://hl7.org/fhir/StructureDefinition/minLength","valueInteger":2},)"
        R"({"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",)"
        R"("valueCodeableConcept":{"coding":[{"code":"text-box"}]}},)"
        R"({"url":"urn:spine-kiosk:icon","valueString":"walk"},)"
        R"({"url":"urn:spine-kiosk:may-decline","valueBoolean":false}]})",
        R"(,"url":"http://x/q","version":"2","title":"Title","language":"en")");
    const Item& item = only(questionnaire);
    CHECK(item.text.original == "How?");
    CHECK(item.prefix.original == "1.");
    CHECK(item.required);
    CHECK(item.repeats);
    CHECK(item.min_occurs == 1);
    CHECK(item.max_occurs == 3);
    CHECK(item.min_length == 2);
    CHECK(item.max_length == 20);
    CHECK(item.initial == std::vector<Value>{std::string("well")});
    CHECK(item.control == Control::TextBox);
    CHECK(item.kiosk.at("icon") == "walk");
    CHECK(item.kiosk.at("may-decline") == "false");
    CHECK(questionnaire.url == "http://x/q");
    CHECK(questionnaire.version == "2");
    CHECK(questionnaire.title.original == "Title");
    CHECK(questionnaire.find("a") == &item);
    CHECK(questionnaire.find("b") == nullptr);
}

TEST_CASE("minimum and maximum, steps, decimals and units are read") {
    const Item item = only(test::open(
        R"({"linkId":"a","type":"decimal","text":"T","extension":[)"
        R"({"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueDecimal":0.5},)"
        R"({"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":9},)"
        R"({"url":"http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces","valueInteger":1},)"
        R"({"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-sliderStepValue","valueInteger":2},)"
        R"({"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-unit",)"
        R"("valueCoding":{"code":"kg","display":"kilo"}}]})"));
    CHECK(item.min_value == Value(0.5));
    CHECK(item.max_value == Value(std::int64_t{9}));
    CHECK(item.max_decimal_places == 1);
    CHECK(item.slider_step == 2.0);
    CHECK(item.unit == "kilo");
}

TEST_CASE("translations of text, title and options are read, and the languages are listed") {
    const std::string danish =
        R"({"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/translation","extension":[)"
        R"({"url":"lang","valueCode":"da"},{"url":"content","valueString":"DANSK"}]}]})";
    const std::string danish_too = std::string(danish).replace(danish.find("DANSK"), 5, "OGSÅ");
    const auto questionnaire =
        test::open(R"({"linkId":"a","type":"choice","text":"T","_text":)" + danish +
                       R"(,"answerOption":[{"valueCoding":{"code":"x","display":"D","_display":)" +
                       danish + R"(}},{"valueString":"S","_valueString":)" + danish_too + "}]}",
                   R"(,"language":"en","title":"T","_title":)" + danish);
    const Item& item = only(questionnaire);
    CHECK(questionnaire.languages == std::vector<std::string>{"en", "da"});
    CHECK(questionnaire.title.in("da") == "DANSK");
    CHECK(item.text.in("da") == "DANSK");
    CHECK(item.text.in("en") == "T");
    CHECK(item.text.in("xx") == "T");
    CHECK(item.options[0].display.in("da") == "DANSK");
    CHECK(item.options[1].display.in("da") == "OGSÅ");
}

TEST_CASE("options carry weight, prefix, exclusiveness and preselection") {
    const auto weighed = [](const std::string& url) {
        return R"([{"url":")" + hl7 + url + R"(","valueDecimal":2.5},{"url":")" + hl7 +
               R"(questionnaire-optionPrefix","valueString":"1."},{"url":")" + hl7 +
               R"(questionnaire-optionExclusive","valueBoolean":true}])";
    };
    for (const char* url : {"ordinalValue", "itemWeight"}) {
        const std::string extensions = weighed(url);
        const Item item = only(test::open(item_json(
            "a", "choice",
            R"(,"answerOption":[{"valueCoding":{"code":"x"},"initialSelected":true,"extension":)" +
                extensions + "}]")));
        CHECK(item.options[0].ordinal == 2.5);
        CHECK(item.options[0].prefix == "1.");
        CHECK(item.options[0].exclusive);
        CHECK(item.options[0].display.original == "x");
        CHECK(item.initial == std::vector<Value>{Coding{"", "x", ""}});
    }
}

TEST_CASE("a contained value set gives its options by id and by url, composed or expanded") {
    const auto options = [](const std::string& value_set, const std::string& reference = "#v",
                            const std::string& others = "") {
        return only(test::open(
                        item_json("a", "choice", R"(,"answerValueSet":")" + reference + "\""),
                        R"(,"contained":[{"resourceType":"ValueSet","id":"v","url":"http://x/v",)" +
                            value_set + "}" + others + "]"))
            .options;
    };
    const std::string composed =
        R"("compose":{"include":[{"system":"s","concept":[{"code":"1","display":"One",)"
        R"("designation":[{"language":"da","value":"En"}]},{"code":"2"}]}]})";
    REQUIRE(options(composed).size() == 2);
    CHECK(options(composed)[0].value == Value(Coding{"s", "1", ""}));
    CHECK(options(composed)[0].display.in("da") == "En");
    CHECK(options(composed)[1].display.original == "2");
    CHECK(options(composed, "http://x/v").size() == 2);
    CHECK(options(composed, "http://x/v|1.0").size() == 2);
    CHECK(options(R"("expansion":{"contains":[{"abstract":true,"code":"top","contains":[)"
                  R"({"system":"s","code":"1","display":"One"}]}]})")
              .size() == 1);
    CHECK(options(R"("compose":{"include":[{"system":"http://x/c"}],"exclude":[)"
                  R"({"system":"http://x/c","concept":[{"code":"2"}]}]})",
                  "#v",
                  R"(,{"resourceType":"CodeSystem","url":"http://x/c","content":"complete",)"
                  R"("concept":[{"code":"1","concept":[{"code":"2"},{"code":"3"}]}]})")
              .size() == 2);
}

TEST_CASE("a value set that lies elsewhere, in whole or in part, is refused") {
    const auto refused = [](const std::string& value_set, const std::string& reference) {
        const Fault fault = test::refusal(
            item_json("a", "choice", R"(,"answerValueSet":")" + reference + "\""),
            R"(,"contained":[{"resourceType":"ValueSet","id":"v",)" + value_set + "}]");
        CHECK(fault.where == "a");
        return fault.cause;
    };
    const std::string fine = R"("compose":{"include":[{"concept":[{"code":"1"}]}]})";
    CHECK(refused(fine, "http://hl7.org/fhir/ValueSet/yesnodontknow") == causes::item_unsupported);
    CHECK(refused(fine, "#other") == causes::item_malformed);
    CHECK(refused(R"("compose":{"include":[{"system":"http://loinc.org"}]})", "#v") ==
          causes::item_unsupported);
    CHECK(refused(R"("compose":{"include":[{"system":"s","filter":[{"property":"x"}]}]})", "#v") ==
          causes::item_unsupported);
    CHECK(refused(R"("compose":{"include":[{"valueSet":["http://x/y"]}]})", "#v") ==
          causes::item_unsupported);
    CHECK(refused(R"("expansion":{"total":900,"contains":[{"code":"1"}]})", "#v") ==
          causes::item_unsupported);
    CHECK(refused(R"("status":"draft")", "#v") == causes::item_unsupported);
}

TEST_CASE("what a kiosk without a server cannot honour is refused with item and reason") {
    const std::string expressions[] = {sdc + "calculatedExpression",
                                       sdc + "initialExpression",
                                       sdc + "enableWhenExpression",
                                       sdc + "answerExpression",
                                       sdc + "candidateExpression",
                                       sdc + "contextExpression",
                                       sdc + "answerOptionsToggleExpression",
                                       hl7 + "cqf-expression",
                                       "http://example.org/something-of-their-own"};
    for (const std::string& url : expressions) {
        INFO(url);
        const Fault fault =
            test::refusal(item_json("a", "string", extension_json(url, expression())));
        CHECK(fault.cause == causes::item_unsupported);
        CHECK(fault.where == "a");
    }
    const std::string others[] = {
        extension_json(hl7 + "questionnaire-constraint", R"("extension":[])"),
        extension_json(hl7 + "regex", R"("valueString":"[a-z]+")"),
        extension_json(hl7 + "questionnaire-signatureRequired", R"("valueBoolean":true)"),
        extension_json(sdc + "subQuestionnaire", R"("valueCanonical":"http://x/q")"),
        extension_json(sdc + "itemMedia", R"("valueAttachment":{})"),
        extension_json(hl7 + "questionnaire-unitValueSet", R"("valueCanonical":"http://x/u")"),
        R"(,"modifierExtension":[{"url":"http://x/y","valueBoolean":true}])",
        R"(,"_text":)" + std::string("{") +
            extension_json(hl7 + "cqf-expression", expression()).substr(1) + "}",
    };
    for (const std::string& more : others) {
        INFO(more);
        CHECK(test::refusal(item_json("a", "string", more)).cause == causes::item_unsupported);
    }
    CHECK(test::refusal(item_json("a", "attachment")).cause == causes::item_unsupported);
    CHECK(test::refusal(item_json("a", "reference")).cause == causes::item_unsupported);
    CHECK(test::refusal(item_json("a", "string"),
                        extension_json(hl7 + "questionnaire-constraint", R"("extension":[])"))
              .cause == causes::item_unsupported);
}

TEST_CASE("expressions that change neither what is shown nor what is stored are left aside") {
    for (const std::string& url : {hl7 + "variable", sdc + "itemPopulationContext",
                                   sdc + "itemExtractionContext", sdc + "observationExtract",
                                   sdc + "definitionExtractValue", sdc + "templateExtractValue"}) {
        INFO(url);
        test::open(item_json("a", "string", extension_json(url, expression())));
        test::open(item_json("a", "string"), extension_json(url, expression()));
    }
    // Nor what hangs inside one.
    test::open(
        item_json("a", "string",
                  extension_json(sdc + "definitionExtractValue",
                                 R"("extension":[{"url":"expression",)" + expression() + "}]")));
    test::open(item_json("a", "string", extension_json("http://x/unknown", R"("valueCode":"y")")));
}

TEST_CASE("what opens can be asked: the rest is refused") {
    CHECK(test::refusal(item_json("a", "choice")).cause == causes::item_malformed);
    CHECK(test::refusal(R"({"linkId":"a","type":"string"})").cause == causes::item_malformed);
    CHECK(test::refusal(item_json("a", "boolean", two_options)).cause == causes::item_malformed);
    CHECK(test::refusal(item_json("a", "string", R"(,"required":true,"readOnly":true)")).cause ==
          causes::item_unsupported);
    CHECK(test::refusal(item_json("a", "display", R"(,"item":[)" + item_json("b", "string") + "]"))
              .cause == causes::item_malformed);
    CHECK(test::refusal(item_json("a", "integer", R"(,"initial":[{"valueString":"x"}])")).cause ==
          causes::item_malformed);
    CHECK(test::refusal(
              item_json("a", "integer", R"(,"initial":[{"valueInteger":1},{"valueInteger":2}])"))
              .cause == causes::item_malformed);
    CHECK(
        test::refusal(item_json("a", "date", R"(,"initial":[{"valueDate":"2026-02-30"}])")).cause ==
        causes::item_malformed);
    CHECK(test::refusal(item_json("a", "choice",
                                  R"(,"answerOption":[{"valueCoding":{"code":"x","display":"1"}},)"
                                  R"({"valueCoding":{"code":"x","display":"2"}}])"))
              .cause == causes::item_malformed);
    CHECK(test::refusal(item_json("x", "string",
                                  R"(,"enableWhen":[{"question":"none","operator":"exists",)"
                                  R"("answerBoolean":true}])"))
              .cause == causes::item_malformed);
    CHECK(test::refusal(item_json("q", "string") + "," +
                        item_json("x", "string",
                                  R"(,"enableWhen":[{"question":"q","operator":"=",)"
                                  R"("answerInteger":1}])"))
              .where == "x");
}

TEST_CASE("help beside a question is its help, and words at a scale's ends are its labels") {
    const auto child = [](const char* id, const char* control) {
        return item_json(id, "display",
                         extension_json(hl7 + "questionnaire-itemControl",
                                        R"("valueCodeableConcept":{"coding":[{"code":")" +
                                            std::string(control) + "\"}]}"));
    };
    const Item item = only(
        test::open(item_json("a", "integer",
                             R"(,"item":[)" + child("h", "help") + "," + child("l", "lower") + "," +
                                 child("u", "upper") + "," + item_json("d", "display") + "]")));
    CHECK(item.help.original == "Words");
    CHECK(item.low_label.original == "Words");
    CHECK(item.high_label.original == "Words");
    REQUIRE(item.items.size() == 1);
    CHECK(item.items[0].link_id == "d");
}

TEST_CASE("hidden items and items for the finished form are hidden") {
    CHECK(only(test::open(item_json(
                   "a", "string",
                   extension_json(hl7 + "questionnaire-hidden", R"("valueBoolean":true)"))))
              .hidden);
    CHECK(only(test::open(item_json(
                   "a", "string",
                   extension_json(hl7 + "questionnaire-usageMode", R"("valueCode":"display")"))))
              .hidden);
    // A stranger's extension of the same last name is not HL7's.
    CHECK_FALSE(only(test::open(item_json("a", "string",
                                          extension_json("http://x/questionnaire-hidden",
                                                         R"("valueBoolean":true)"))))
                    .hidden);
}
