// Questionnaires made to break the reader: each ends in a named refusal, at once.
#include <catch2/catch.hpp>

#include "make.h"
#include "questionnaire/walkthrough.h"
#include "support/support.h"

using namespace spine;
using namespace spine::questionnaire;
using test::item_json;

namespace {

Cause cause_of(std::string_view json) {
    const auto parsed = parse(json);
    REQUIRE_FALSE(parsed);
    CHECK_FALSE(parsed.error().happened.empty());
    return parsed.error().cause;
}

std::string nested_groups(int levels) {
    std::string json;
    for (int level = 1; level < levels; ++level) {
        json += R"({"linkId":"g)" + std::to_string(level) + R"(","type":"group","item":[)";
    }
    json += item_json("leaf", "boolean");
    for (int level = 1; level < levels; ++level) json += "]}";
    return json;
}

std::string many(int count, const std::string& more = "") {
    std::string items;
    for (int i = 0; i < count; ++i) {
        items += (i == 0 ? "" : ",") + item_json("i" + std::to_string(i), "boolean", more);
    }
    return items;
}

}  // namespace

TEST_CASE("what is no questionnaire is named") {
    CHECK(cause_of("") == causes::not_json);
    CHECK(cause_of("{") == causes::not_json);
    CHECK(cause_of("[]") == causes::not_a_questionnaire);
    CHECK(cause_of("null") == causes::not_a_questionnaire);
    CHECK(cause_of(R"({"resourceType":"Patient"})") == causes::not_a_questionnaire);
    CHECK(cause_of(R"({"resourceType":["Questionnaire"]})") == causes::not_a_questionnaire);
    CHECK(cause_of(R"({"resourceType":"Questionnaire"})") == causes::item_malformed);
}

TEST_CASE("text that is not UTF-8 or holds control characters is refused") {
    const auto with = [](const std::string& words) {
        return test::questionnaire_json(R"({"linkId":"a","type":"string","text":")" + words +
                                        "\"}");
    };
    CHECK(cause_of(with("\xFF")) == causes::not_json);
    CHECK(cause_of(with("\xC3")) == causes::not_json);
    CHECK(cause_of(with("\xED\xA0\x80")) == causes::not_json);  // a lone surrogate
    CHECK(cause_of(with("\\u0000")) == causes::item_malformed);
    CHECK(cause_of(with("\\ud800")) == causes::not_json);
    CHECK(parse(with("\\u00e6\xC3\xB8")));
}

TEST_CASE("size and depth are bounded") {
    CHECK(cause_of(std::string(4 * 1024 * 1024 + 1, ' ')) == causes::too_large);
    CHECK(cause_of(std::string(1'000'000, '[')) == causes::too_large);
    CHECK(cause_of(R"({"a":)" + std::string(200, '{')) == causes::too_large);
    CHECK(parse(test::questionnaire_json(nested_groups(32))));
    CHECK(cause_of(test::questionnaire_json(nested_groups(33))) == causes::too_large);
    CHECK(parse(test::questionnaire_json(many(5000))));
    CHECK(cause_of(test::questionnaire_json(many(5001))) == causes::too_large);
}

TEST_CASE("options are bounded, an item's and all together") {
    std::string options;
    for (int i = 0; i < 2001; ++i) {
        options += R"({"valueCoding":{"code":")" + std::to_string(i) + "\"}},";
    }
    const auto with = [&](std::size_t count) {
        std::size_t end = 0;
        for (std::size_t i = 0; i < count; ++i) end = options.find("},", end + 1) + 1;
        return item_json("a", "choice", R"(,"answerOption":[)" + options.substr(0, end) + "]");
    };
    CHECK(parse(test::questionnaire_json(with(2000))));
    CHECK(cause_of(test::questionnaire_json(with(2001))) == causes::too_large);

    // One contained value set, asked for by many items.
    std::string concepts;
    for (int i = 0; i < 2000; ++i) {
        concepts += (i == 0 ? R"({"code":")" : R"(,{"code":")") + std::to_string(i) + "\"}";
    }
    std::string items;
    for (int i = 0; i < 60; ++i) {
        items += (i == 0 ? "" : ",") +
                 item_json(std::to_string(i), "choice", R"(,"answerValueSet":"#v")");
    }
    const std::string contained =
        R"(,"contained":[{"resourceType":"ValueSet","id":"v","compose":{"include":[{"concept":[)" +
        concepts + "]}]}}]";
    CHECK(cause_of(test::questionnaire_json(items, contained)) == causes::too_large);
}

TEST_CASE("a long chain of conditions is followed without a crash") {
    std::string items = item_json("i0", "boolean");
    for (int i = 1; i < 5000; ++i) {
        items += "," + item_json("i" + std::to_string(i), "boolean",
                                 R"(,"enableWhen":[{"question":"i)" + std::to_string(i - 1) +
                                     R"(","operator":"exists","answerBoolean":true}])");
    }
    const auto walk = walk_through(test::questionnaire_json("" + items.substr(0, items.size())));
    CHECK(walk.opens);
}

TEST_CASE("repetitions of repetitions are bounded before they are laid out") {
    std::string json = item_json("leaf", "boolean");
    for (int level = 0; level < 20; ++level) {
        json = std::string(R"({"linkId":"g)")
                   .append(std::to_string(level))
                   .append(R"(","type":"group","repeats":true,"item":[)")
                   .append(json)
                   .append("]}");
    }
    CHECK(cause_of(test::questionnaire_json(json)) == causes::too_large);
}

TEST_CASE("nobody is asked for two thousand million answers") {
    const auto asking = [](const char* type, const std::string& count) {
        return item_json(
            "a", type,
            R"(,"repeats":true,"extension":[{"url":)"
            R"("http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs","valueInteger":)" +
                count + "}]");
    };
    CHECK(walk_through(test::questionnaire_json(asking("string", "1000"))).walked);
    for (const char* type : {"string", "boolean", "quantity"}) {
        const auto fault = test::refusal(asking(type, "2147483647"));
        CHECK(fault.cause == causes::item_unsupported);
        CHECK(fault.where == "a");
    }
}

TEST_CASE("an item that is called as an entry of a repetition is refused, not mixed up with it") {
    const auto group = R"({"linkId":"a","type":"group","text":"a","repeats":true,"item":[)" +
                       item_json("b", "string") + "]}";
    for (const char* name : {"a#1", "a#2", "b#1", "a#2+"}) {
        const auto fault = test::refusal(item_json(name, "boolean") + "," + group);
        CHECK(fault.cause == causes::item_unsupported);
        CHECK(fault.where == name);
    }
    CHECK(parse(test::questionnaire_json(item_json("a#0", "boolean") + "," + group)));
}

TEST_CASE("a field of the wrong JSON type is a fault of its item, wherever it stands") {
    const std::string wrong[] = {
        R"("text":5)",
        R"("required":"yes")",
        R"("repeats":1)",
        R"("maxLength":"9")",
        R"("maxLength":1.5)",
        R"("maxLength":99999999999)",
        R"("enableWhen":{})",
        R"("enableWhen":[1])",
        R"("enableWhen":[{}])",
        R"("answerOption":1)",
        R"("answerOption":[null])",
        R"("initial":[{}])",
        R"("initial":[{"valueBoolean":"true"}])",
        R"("item":{})",
        R"("item":[5])",
        R"("extension":{})",
        R"("extension":["x"])",
        R"("extension":[{"url":7}])",
        R"("code":[3])",
        R"("_text":[])",
        R"("prefix":{})",
        R"("enableBehavior":"some")",
        R"("enableWhen":[{"question":"a","operator":"~","answerBoolean":true}])",
    };
    for (const std::string& field : wrong) {
        INFO(field);
        const auto fault = test::refusal(R"({"linkId":"a","type":"boolean",)" + field + "}");
        CHECK((fault.cause == causes::item_malformed || fault.cause == causes::item_unsupported));
        CHECK(fault.where == "a");
    }
    CHECK(test::refusal(R"({"type":"boolean","text":"x"})").where == "item 1");
    CHECK(test::refusal(R"({"linkId":5,"type":"boolean","text":"x"})").where == "item 1");
    CHECK(test::refusal(item_json("a", "boolean") + "," + item_json("a", "string")).where == "a");
}

TEST_CASE("a questionnaire cut or changed at any byte never crashes the reader") {
    const auto file = test::project() / "kiosk-config" / "questionnaires" / "after-visit.json";
    std::string whole = test::slurp(file);
    whole.resize(whole.rfind('}') + 1);  // what comes after it may be cut
    const std::size_t step = test::long_form() ? 1 : 101;
    for (std::size_t at = 0; at < whole.size(); at += step) {
        CHECK_FALSE(parse(std::string_view(whole).substr(0, at)));
        std::string changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x15);
        const auto walk = walk_through(changed);
        CHECK((walk.opens || !walk.reason.empty()));
    }
}
