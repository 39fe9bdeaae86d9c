#include "questionnaire/relevance.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <vector>

#include "make.h"

using namespace spine;
using namespace spine::questionnaire;
using test::item_json;

namespace {

const std::string coded =
    R"(,"answerOption":[{"valueCoding":{"system":"s","code":"a"},"extension":[{"url":)"
    R"("http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":1}]},)"
    R"({"valueCoding":{"system":"s","code":"b"},"extension":[{"url":)"
    R"("http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":2}]},)"
    R"({"valueCoding":{"system":"s","code":"c"},"extension":[{"url":)"
    R"("http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":3}]}])";

// A type with three values in rising order; the middle one stands in the condition.
struct Ordered {
    std::string type, more, answer;
    Value low, middle, high;
};

std::vector<Ordered> ordered_types() {
    return {
        {"integer", "", R"("answerInteger":5)", std::int64_t{4}, std::int64_t{5}, std::int64_t{6}},
        {"decimal", "", R"("answerDecimal":0.5)", 0.25, 0.5, 0.75},
        {"decimal", "", R"("answerInteger":5)", 4.9, 5.0, 5.1},
        {"date", "", R"("answerDate":"2026-11-24")", Date{"2025-12-31"}, Date{"2026-11-24"},
         Date{"2026-11-25"}},
        {"dateTime", "", R"("answerDateTime":"2026-11-24T10:00:00Z")",
         DateTime{"2026-11-24T09:59:59Z"}, DateTime{"2026-11-24T11:00:00+01:00"},
         DateTime{"2026-11-24T10:00:01Z"}},
        {"time", "", R"("answerTime":"10:00:00")", Time{"09:59:59"}, Time{"10:00:00"},
         Time{"10:00:00.5"}},
        {"string", "", R"("answerString":"m")", std::string("l"), std::string("m"),
         std::string("ø")},
        {"text", "", R"("answerString":"m")", std::string("A"), std::string("m"),
         std::string("ma")},
        {"quantity", "", R"("answerQuantity":{"value":5,"unit":"kg"})", Quantity{4, "kg", "", ""},
         Quantity{5, "kg", "", ""}, Quantity{6, "kg", "", ""}},
        {"choice", coded, R"("answerCoding":{"system":"s","code":"b"})", Coding{"s", "a", ""},
         Coding{"s", "b", ""}, Coding{"s", "c", ""}},
        {"open-choice", coded, R"("answerCoding":{"code":"b"})", Coding{"s", "a", ""},
         Coding{"s", "b", ""}, Coding{"s", "c", ""}},
    };
}

struct Row {
    std::string op;
    bool unanswered, low, middle, high;
};

const std::vector<Row> rows = {
    {"=", false, false, true, false}, {"!=", true, true, false, true},
    {">", false, false, false, true}, {"<", false, true, false, false},
    {">=", false, false, true, true}, {"<=", false, true, true, false},
};

std::string condition(const std::string& op, const std::string& answer,
                      const std::string& question = "q") {
    return R"(,"enableWhen":[{"question":")" + question + R"(","operator":")" + op + "\"," +
           answer + "}]";
}

bool shows(const Questionnaire& questionnaire, const Answers& answers, const char* link_id = "x") {
    return relevant(questionnaire, answers).contains(link_id);
}

}  // namespace

TEST_CASE("every operator holds for every type exactly where FHIR says") {
    for (const Ordered& type : ordered_types()) {
        for (const Row& row : rows) {
            INFO(type.type << " " << row.op << " " << type.answer);
            const auto questionnaire =
                test::open(item_json("q", type.type, type.more) + "," +
                           item_json("x", "string", condition(row.op, type.answer)));
            CHECK(shows(questionnaire, {}) == row.unanswered);
            CHECK(shows(questionnaire, {{"q", {{type.low}, false}}}) == row.low);
            CHECK(shows(questionnaire, {{"q", {{type.middle}, false}}}) == row.middle);
            CHECK(shows(questionnaire, {{"q", {{type.high}, false}}}) == row.high);
        }
    }
}

TEST_CASE("a boolean is equal or not, and has no order") {
    const auto equal =
        test::open(item_json("q", "boolean") + "," +
                   item_json("x", "string", condition("=", R"("answerBoolean":true)")));
    CHECK(shows(equal, {{"q", {{true}, false}}}));
    CHECK_FALSE(shows(equal, {{"q", {{false}, false}}}));
    CHECK(test::refusal(item_json("q", "boolean") + "," +
                        item_json("x", "string", condition(">", R"("answerBoolean":true)")))
              .where == "x");
}

TEST_CASE("exists asks whether there is an answer, for every type") {
    for (const Ordered& type : ordered_types()) {
        for (const bool wanted : {true, false}) {
            const auto questionnaire =
                test::open(item_json("q", type.type, type.more) + "," +
                           item_json("x", "string",
                                     condition("exists", wanted ? R"("answerBoolean":true)"
                                                                : R"("answerBoolean":false)")));
            CHECK(shows(questionnaire, {}) != wanted);
            CHECK(shows(questionnaire, {{"q", {{}, true}}}) != wanted);  // declined is no answer
            CHECK(shows(questionnaire, {{"q", {{type.low}, false}}}) == wanted);
        }
    }
}

TEST_CASE("of several answers one is enough, but != wants none that equals") {
    const std::string question = item_json("q", "integer", R"(,"repeats":true)");
    const Answers both = {{"q", {{std::int64_t{1}, std::int64_t{5}}, false}}};
    const auto with = [&](const char* op) {
        return test::open(question + "," +
                          item_json("x", "string", condition(op, R"("answerInteger":5)")));
    };
    CHECK(shows(with("="), both));
    CHECK_FALSE(shows(with("!="), both));
    CHECK(shows(with("<"), both));
    CHECK_FALSE(shows(with(">"), both));
}

TEST_CASE("conditions combine by all and by any") {
    const auto with = [](const char* behavior) {
        return test::open(
            item_json("q", "integer") + "," + item_json("r", "boolean") + "," +
            item_json("x", "string",
                      R"(,"enableBehavior":")" + std::string(behavior) +
                          R"(","enableWhen":[{"question":"q","operator":">","answerInteger":5},)"
                          R"({"question":"r","operator":"=","answerBoolean":true}])"));
    };
    const Answers first = {{"q", {{std::int64_t{6}}, false}}};
    Answers both = first;
    both["r"] = {{true}, false};
    CHECK_FALSE(shows(with("all"), first));
    CHECK(shows(with("all"), both));
    CHECK(shows(with("any"), first));
    CHECK_FALSE(shows(with("any"), {}));
}

TEST_CASE("what a patient has moved away from no longer counts, to any depth") {
    const std::string yes = R"("answerBoolean":true)";
    const auto questionnaire = test::open(
        item_json("q", "boolean") + "," +
        item_json("g", "group",
                  condition("=", yes) + R"(,"item":[)" + item_json("inner", "boolean") + "]") +
        "," + item_json("x", "string", condition("=", yes, "inner")));
    Answers answers = {{"q", {{true}, false}}, {"inner", {{true}, false}}};
    answers["x"] = {{std::string("words")}, false};
    CHECK(relevant_answers(questionnaire, answers).size() == 3);
    answers["q"] = {{false}, false};
    CHECK_FALSE(shows(questionnaire, answers, "g"));
    CHECK_FALSE(shows(questionnaire, answers, "inner"));
    CHECK_FALSE(shows(questionnaire, answers, "x"));
    CHECK(relevant_answers(questionnaire, answers).size() == 1);
}

TEST_CASE("an item that waits for itself is refused, directly, in a ring and through its group") {
    const std::string yes = R"("answerBoolean":true)";
    CHECK(test::refusal(item_json("a", "boolean", condition("=", yes, "a"))).cause ==
          causes::item_malformed);
    CHECK(test::refusal(item_json("a", "boolean", condition("=", yes, "b")) + "," +
                        item_json("b", "boolean", condition("=", yes, "c")) + "," +
                        item_json("c", "boolean", condition("=", yes, "a")))
              .cause == causes::item_malformed);
    CHECK(test::refusal(item_json("g", "group",
                                  condition("=", yes, "a") + R"(,"item":[)" +
                                      item_json("a", "boolean") + "]"))
              .cause == causes::item_malformed);
}

TEST_CASE("relevant answers are a fixed point: asking again changes nothing") {
    const auto questionnaire = test::open(
        item_json("a", "boolean") + "," +
        item_json("b", "boolean", condition("=", R"("answerBoolean":true)", "a")) + "," +
        item_json("c", "boolean", condition("!=", R"("answerBoolean":true)", "b")) + "," +
        item_json("d", "boolean", condition("exists", R"("answerBoolean":true)", "c")));
    CHECK(rc::check([&] {
        Answers answers;
        for (const char* link_id : {"a", "b", "c", "d"}) {
            if (*rc::gen::arbitrary<bool>()) {
                answers[link_id] = {{*rc::gen::arbitrary<bool>()}, false};
            }
        }
        const Answers once = relevant_answers(questionnaire, answers);
        RC_ASSERT(relevant_answers(questionnaire, once) == once);
        RC_ASSERT(relevant(questionnaire, once) == relevant(questionnaire, answers));
    }));
}
