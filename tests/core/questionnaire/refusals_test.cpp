// What would be shown or stored wrongly is refused with the item and the reason; what is harmless
// still opens.
#include <catch2/catch.hpp>

#include "make.h"
#include "questionnaire/answers.h"
#include "questionnaire/limits.h"
#include "questionnaire/walkthrough.h"

using namespace spine;
using namespace spine::questionnaire;
using test::extension_json;
using test::item_json;

namespace {

const std::string hl7 = "http://hl7.org/fhir/StructureDefinition/";
const std::string sdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";

std::string hidden() {
    return extension_json(hl7 + "questionnaire-hidden", R"("valueBoolean":true)");
}

std::string options_json(const std::string& a, const std::string& b) {
    return R"(,"answerOption":[{"valueCoding":{"system":"s","code":"a","display":")" + a +
           R"("}},{"valueCoding":{"system":"s","code":"b","display":")" + b + R"("}}])";
}

std::string condition(const std::string& question, const std::string& answer) {
    return R"(,"enableWhen":[{"question":")" + question + R"(","operator":"=",)" + answer + "}]";
}

std::string kilograms(const std::string& number, const std::string& unit = "kg") {
    return R"("valueQuantity":{)" + number + R"("unit":")" + unit +
           R"(","system":"http://unitsofmeasure.org","code":")" + unit + "\"}";
}

std::string bound(const std::string& name, const std::string& value) {
    return R"({"url":")" + hl7 + name + "\"" + (value.empty() ? "" : ",") + value + "}";
}

std::string bounded(const std::string& type, const std::string& bounds) {
    return item_json("a", type, R"(,"extension":[)" + bounds + "]");
}

// The options of a choice whose value set "#v" is this.
Result<Questionnaire> with_value_set(const std::string& value_set, const std::string& others = "",
                                     const std::string& reference = "#v") {
    return parse(test::questionnaire_json(
        item_json("a", "choice", R"(,"answerValueSet":")" + reference + "\""),
        R"(,"contained":[{"resourceType":"ValueSet","id":"v","url":"http://x/v",)" + value_set +
            "}" + others + "]"));
}

Cause refused_value_set(const std::string& value_set, const std::string& others = "",
                        const std::string& reference = "#v") {
    const auto parsed = with_value_set(value_set, others, reference);
    INFO(value_set);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().where == "a");
    return parsed.error().cause;
}

const std::string two_concepts =
    R"("compose":{"include":[{"system":"s","concept":[{"code":"1"},{"code":"2"}]}]})";

}  // namespace

TEST_CASE("an initial quantity without a number presets its unit and answers nothing") {
    const auto questionnaire =
        test::open(item_json("a", "quantity", R"(,"initial":[{)" + kilograms("") + "}]"));
    const Item& item = questionnaire.items.front();
    CHECK(item.initial.empty());
    CHECK(initial_answers(questionnaire).empty());
    REQUIRE(item.unit_options.size() == 1);
    CHECK(item.unit_options.front().unit == "kg");
    // The preset unit comes first of those offered.
    const auto offered = [](const std::string& unit) {
        return R"({"url":")" + hl7 + R"(questionnaire-unitOption","valueCoding":{"code":")" + unit +
               R"(","system":"http://unitsofmeasure.org"}})";
    };
    const auto chosen =
        test::open(item_json("a", "quantity",
                             R"(,"extension":[)" + offered("g") + "," + offered("kg") +
                                 R"(],"initial":[{)" + kilograms("") + "}]"));
    REQUIRE(chosen.items.front().unit_options.size() == 2);
    CHECK(chosen.items.front().unit_options.front().code == "kg");
}

TEST_CASE("an initial quantity offers its unit: a number that is changed keeps it") {
    const auto questionnaire = test::open(
        item_json("a", "quantity", R"(,"initial":[{)" + kilograms(R"("value":5,)") + "}]"));
    const Item& item = questionnaire.items.front();
    REQUIRE(item.unit_options.size() == 1);
    CHECK(item.unit_options.front().code == "kg");
    const auto decoded = decode(item, encode(item, {item.initial, false}));
    REQUIRE(decoded);
    CHECK(decoded->values == item.initial);
    const Answer unitless{{Quantity{6, "", "", ""}}, false};
    CHECK(check(item, &unitless) == Problem::NotAnOption);
}

TEST_CASE("a quantity without a number is refused wherever a number decides") {
    CHECK(test::refusal(item_json("a", "quantity") + "," +
                        item_json("b", "string",
                                  R"(,"enableWhen":[{"question":"a","operator":">",)"
                                  R"("answerQuantity":{"unit":"kg"}}])"))
              .where == "b");
    CHECK(test::refusal(bounded("quantity", bound("minValue", kilograms("")))).where == "a");
    CHECK(
        test::refusal(item_json("a", "integer", R"(,"initial":[{)" + kilograms("") + "}]")).cause ==
        causes::item_malformed);
}

TEST_CASE("what hides a group hides all in it: nothing there can be asked for") {
    const std::string required = item_json("f", "string", R"(,"required":true)");
    const Fault fault =
        test::refusal(item_json("g", "group", hidden() + R"(,"item":[)" + required + "]"));
    CHECK(fault.cause == causes::item_unsupported);
    CHECK(fault.where == "f");
    CHECK(test::refusal(
              item_json("g", "group",
                        R"(,"required":true,"item":[)" + item_json("d", "string", hidden()) + "]"))
              .where == "g");
    const auto filled = test::open(item_json(
        "g", "group",
        hidden() + R"(,"item":[)" +
            item_json("f", "string", R"(,"required":true,"initial":[{"valueString":"x"}])") + "]"));
    CHECK(filled.items.front().items.front().hidden);
}

TEST_CASE("what waits for a later answer would be passed, and is refused") {
    const std::string waiting =
        item_json("a", "string", condition("b", R"("answerBoolean":true)")) + ",";
    const Fault fault = test::refusal(waiting + item_json("b", "boolean"));
    CHECK(fault.cause == causes::item_unsupported);
    CHECK(fault.where == "a");
    // Known from the start, or in view on the same screen.
    test::open(waiting +
               item_json("b", "boolean", hidden() + R"(,"initial":[{"valueBoolean":true}])"));
    test::open(item_json("g", "group",
                         R"(,"extension":[{"url":"urn:spine-kiosk:screen","valueBoolean":true}],)"
                         R"("item":[)" +
                             waiting + item_json("b", "boolean") + "]"));
}

TEST_CASE("fields of other releases that carry options or first answers are refused") {
    for (const std::string more :
         {R"(,"option":[{"valueString":"A"}])", R"(,"options":{"reference":"ValueSet/x"})",
          R"(,"initialString":"preset")", R"(,"answerConstraint":"optionsOrString")",
          R"(,"disabledDisplay":"protected")"}) {
        INFO(more);
        const Fault fault = test::refusal(item_json("q", "string", more));
        CHECK(fault.cause == causes::item_malformed);
        CHECK(fault.where == "q");
    }
    // These say what R4 says anyway.
    test::open(item_json("q", "string", R"(,"disabledDisplay":"hidden")"));
    test::open(
        item_json("q", "string",
                  R"(,"answerConstraint":"optionsOnly","answerOption":[{"valueString":"A"}])"));
}

TEST_CASE("what changes the meaning of a contained value set is refused, if it is used") {
    const std::string modified = R"("modifierExtension":[{"url":"http://x/deny"}],)";
    CHECK(refused_value_set(modified + two_concepts) == causes::item_unsupported);
    CHECK(refused_value_set(R"("implicitRules":"http://x",)" + two_concepts) ==
          causes::item_unsupported);
    CHECK(refused_value_set(R"("compose":{"extension":[{"url":"http://x","valueExpression":{}}],)"
                            R"("include":[{"concept":[{"code":"1"}]}]})") ==
          causes::item_unsupported);
    CHECK(refused_value_set(R"("compose":{"include":[{"system":"http://c"}]})",
                            R"(,{"resourceType":"CodeSystem","url":"http://c",)" + modified +
                                R"("concept":[{"code":"1"}]})") == causes::item_unsupported);
    CHECK(with_value_set(
        two_concepts, R"(,{"resourceType":"ValueSet","id":"w",)" + modified + two_concepts + "}"));
    CHECK(test::refusal(item_json("a", "string"), R"(,"implicitRules":"http://x")").cause ==
          causes::item_unsupported);
}

TEST_CASE("part of a value set, or another than was meant, is refused") {
    const std::string one = R"("contains":[{"system":"s","code":"c"}])";
    CHECK(refused_value_set(R"("expansion":{"offset":2,)" + one + "}") == causes::item_unsupported);
    const auto cut_by = [&](const std::string& url) {
        return R"("expansion":{"extension":[{"url":")" + hl7 + url + R"(","valueBoolean":true}],)" +
               one + "}";
    };
    for (const char* url : {"valueset-toocostly", "valueset-unclosed"})
        CHECK(refused_value_set(cut_by(url)) == causes::item_unsupported);
    CHECK(refused_value_set(R"("version":"1.0",)" + two_concepts, "", "http://x/v|2.0") ==
          causes::item_unsupported);
    CHECK(refused_value_set(two_concepts, R"(,{"resourceType":"ValueSet","id":"v",)" +
                                              two_concepts + "}") == causes::item_malformed);
    // A total counts what cannot be chosen, too.
    const auto headed = with_value_set(
        R"("expansion":{"total":3,"contains":[{"system":"s","code":"a"},{"abstract":true,)"
        R"("code":"h","contains":[{"system":"s","code":"b"}]}]})");
    REQUIRE(headed);
    CHECK(headed->items.front().options.size() == 2);
}

TEST_CASE("concepts that are not to be chosen are not offered") {
    const auto codes = [](const std::string& inactive) {
        const auto parsed = with_value_set(
            R"("compose":{)" + inactive + R"("include":[{"system":"http://c"}]})",
            R"(,{"resourceType":"CodeSystem","url":"http://c","concept":[)"
            R"({"code":"old","property":[{"code":"inactive","valueBoolean":true}]},)"
            R"({"code":"head","property":[{"code":"notSelectable","valueBoolean":true}],)"
            R"("concept":[{"code":"b"}]}]})");
        REQUIRE(parsed);
        std::string found;
        for (const Option& option : parsed->items.front().options) {
            found += std::get<Coding>(option.value).code + " ";
        }
        return found;
    };
    CHECK(codes("") == "old b ");
    CHECK(codes(R"("inactive":false,)") == "b ");
}

TEST_CASE("a field that stands twice is refused, and its item named") {
    CHECK(test::refusal(R"({"linkId":"a","text":"T","type":"string","type":"boolean"})").where ==
          "a");
    CHECK(test::refusal(R"({"enableWhen":[{"question":"x","question":"y"}],"linkId":"b"})").where ==
          "b");
    CHECK(test::refusal(item_json("a", "string"), R"(,"item":[])").cause == causes::item_malformed);
}

TEST_CASE("limits that cannot be kept are refused") {
    for (const std::string& items :
         {bounded("date", bound("minValue", R"("valueInteger":5)")),
          bounded("integer", bound("minValue", R"("valueString":"5")")),
          bounded("integer", bound("minValue", R"("valueDate":"2020-01-01")")),
          bounded("string", bound("maxValue", R"("valueInteger":5)")),
          bounded("integer", bound("minValue", "")),
          bounded("integer", bound("minValue", R"("valueInteger":1)") + "," +
                                 bound("minValue", R"("valueInteger":100)")),
          bounded("quantity", bound("minValue", kilograms(R"("value":20,)", "g")) + "," +
                                  bound("questionnaire-unit", R"("valueCoding":{"code":"kg"})")),
          bounded("quantity",
                  bound("minValue", kilograms(R"("value":20,)")) + "," +
                      bound("questionnaire-unitOption", R"("valueCoding":{"code":"kg"})") + "," +
                      bound("questionnaire-unitOption", R"("valueCoding":{"code":"lb"})"))}) {
        INFO(items);
        CHECK(test::refusal(items).where == "a");
    }
    const auto kept = test::open(
        bounded("quantity",
                bound("minValue", kilograms(R"("value":20,)")) + "," +
                    bound("questionnaire-unit",
                          R"("valueCoding":{"code":"kg","system":"http://unitsofmeasure.org"})")));
    CHECK(std::get<Quantity>(*kept.items.front().min_value).value == 20);
}

TEST_CASE("where an answer within the limits exists, the walk finds it") {
    for (const std::string& items :
         {bounded("integer", bound("maxValue", R"("valueDecimal":0.5)")),
          bounded("integer", bound("minValue", R"("valueDecimal":1.2)")),
          bounded("decimal", bound("maxDecimalPlaces", R"("valueInteger":0)") + "," +
                                 bound("maxValue", R"("valueDecimal":0.5)")),
          bounded("decimal", bound("maxDecimalPlaces", R"("valueInteger":1)") + "," +
                                 bound("minValue", R"("valueDecimal":1.23)")),
          bounded("dateTime", bound("minValue", R"("valueDate":"2027-01-01")")),
          bounded("date", bound("minValue", R"("valueDateTime":"2027-01-01T00:00:00Z")")),
          bounded("quantity", bound("maxValue", R"("valueDecimal":-3.5)"))}) {
        const Walkthrough walk = walk_through(test::questionnaire_json(items));
        INFO(items);
        CHECK_THAT(walk.reason, Catch::Matchers::Equals(""));
        CHECK(walk.walked);
    }
    CHECK_FALSE(walk_through(test::questionnaire_json(bounded(
                                 "integer", bound("minValue", R"("valueDecimal":1.2)") + "," +
                                                bound("maxValue", R"("valueDecimal":1.8)"))))
                    .walked);
}

TEST_CASE("words that nobody can read, or tell apart, are refused") {
    for (const std::string blank : {" ", "\\t\\n", "\xC2\xA0", "\xE2\x80\x8B"}) {
        INFO(blank);
        CHECK(test::refusal(R"({"linkId":"q","type":"string","text":")" + blank + "\"}").where ==
              "q");
        CHECK(test::refusal(R"({"linkId":")" + blank + R"(","type":"string","text":"T"})").where ==
              "item 1");
        CHECK(test::refusal(
                  item_json("q", "choice", R"(,"answerOption":[{"valueString":")" + blank + "\"}]"))
                  .where == "q");
    }
    CHECK(test::refusal(item_json("q", "choice", options_json("Yes", "Yes"))).where == "q");
    test::open(item_json("q", "choice", hidden() + options_json("Yes", "Yes")));
    const auto danish = [](const std::string& words) {
        return R"("_text":{"extension":[{"url":")" + hl7 +
               R"(translation","extension":[{"url":"lang","valueCode":"da"},)"
               R"({"url":"content","valueString":")" +
               words + R"("}]}]})";
    };
    CHECK(test::refusal(R"({"linkId":"q","type":"string",)" + danish("Ord") + "}").where == "q");
    // A blank translation is none: the configuration's check for languages then misses it.
    const auto untranslated = test::open(item_json("q", "string", "," + danish(" ")));
    CHECK(untranslated.items.front().text.translations.empty());
}

TEST_CASE("a flag that is no flag, and one that stands twice, are refused") {
    const std::string url = hl7 + "questionnaire-hidden";
    CHECK(test::refusal(item_json("a", "string", extension_json(url, R"("valueString":"true")")))
              .where == "a");
    CHECK(test::refusal(
              bounded("string", bound("questionnaire-hidden", R"("valueBoolean":false)") + "," +
                                    bound("questionnaire-hidden", R"("valueBoolean":true)")))
              .where == "a");
}

TEST_CASE("a condition that no option can meet is refused") {
    const std::string waits =
        "," + item_json("b", "string", condition("a", R"("answerCoding":{"code":"x"})"));
    CHECK(
        test::refusal(item_json("a", "choice", R"(,"answerOption":[{"valueString":"x"}])") + waits)
            .where == "b");
    CHECK(
        test::refusal(item_json("a", "choice", options_json("A", "B")) + "," +
                      item_json("b", "string", condition("a", R"("answerCoding":{"system":"s"})")))
            .where == "b");
}

TEST_CASE("an address with a space in it is no answer") {
    CHECK(test::refusal(item_json("a", "url", R"(,"initial":[{"valueUri":"not a url"}])")).where ==
          "a");
}

TEST_CASE("a form that must be put together first is refused") {
    const auto expects = [](const std::string& code) {
        return extension_json(sdc + "assemble-expectation", R"("valueCode":")" + code + "\"");
    };
    CHECK(test::refusal(item_json("a", "string"), expects("assemble-root")).cause ==
          causes::item_unsupported);
    test::open(item_json("a", "string"), expects("independent-root"));
}

TEST_CASE("this project's controls stand only where they can ask") {
    const auto with = [](const std::string& type, const std::string& control) {
        return item_json(
            "q", type,
            extension_json("urn:spine-kiosk:control", R"("valueCode":")" + control + "\""));
    };
    for (const char* control : {"agree-scale", "body-map", "sign-list", "question-list"}) {
        CHECK(test::refusal(with("string", control)).where == "q");
    }
    CHECK(test::refusal(with("boolean", "number-scale")).where == "q");
    CHECK(test::refusal(with("string", "consent")).where == "q");
    test::open(with("integer", "number-scale"));
}

TEST_CASE("invalid, but neither shown nor stored wrongly: it opens") {
    CHECK(parse(R"({"resourceType":"Questionnaire","item":[)" + item_json("a", "string") + "]}"));
    test::open(item_json("d", "display", R"(,"required":true,"repeats":true,"readOnly":true)"));
    test::open(item_json("g", "group"));
    test::open(item_json("c", "choice", R"(,"maxLength":3)" + options_json("A", "B")));
}

TEST_CASE("a second help text keeps its translation when the first has none") {
    const auto help = [](const std::string& link_id, const std::string& more) {
        return R"({"linkId":")" + link_id + R"(","type":"display","text":")" + link_id +
               R"(","extension":[{"url":")" + hl7 +
               R"(questionnaire-itemControl","valueCodeableConcept":{"coding":[{"code":"help"}]}}])" +
               more + "}";
    };
    const std::string danish = R"(,"_text":{"extension":[{"url":")" + hl7 +
                               R"(translation","extension":[{"url":"lang","valueCode":"da"},)"
                               R"({"url":"content","valueString":"to"}]}]})";
    const auto questionnaire = test::open(
        item_json("a", "string", R"(,"item":[)" + help("h1", "") + "," + help("h2", danish) + "]"));
    CHECK(questionnaire.items.front().help.original == "h1\nh2");
    CHECK(questionnaire.items.front().help.in("da") == "h1\nto");
}
