#include "questionnaire/response.h"

#include <catch2/catch.hpp>

#include "make.h"
#include "questionnaire/limits.h"
#include "questionnaire/relevance.h"
#include "questionnaire/walkthrough.h"

using namespace spine;
using namespace spine::questionnaire;
using test::item_json;

namespace {

ResponseHead completed() {
    ResponseHead head;
    head.status = "completed";
    return head;
}

std::string written(const Questionnaire& questionnaire, const Answers& answers) {
    return write_response(questionnaire, completed(), answers);
}

std::string expected(const std::string& items) {
    return R"({"item":[)" + items +
           R"(],"resourceType":"QuestionnaireResponse","status":"completed"})";
}

std::string group(const std::string& link_id, const std::string& items,
                  const std::string& more = "") {
    return item_json(link_id, "group", more + R"(,"item":[)" + items + "]");
}

Answer whole(std::int64_t number) {
    return {{number}, false};
}
Answer yes() {
    return {{true}, false};
}

Answers read_back(const Questionnaire& questionnaire, const std::string& json) {
    auto read = read_response(questionnaire, json);
    INFO((read ? "" : read.error().sentence()));
    REQUIRE(read);
    return read->answers;
}

}  // namespace

TEST_CASE("the head is written and read") {
    const auto questionnaire = test::open(item_json("a", "boolean"));
    ResponseHead head;
    head.identifier = "session";
    head.status = "stopped";
    head.authored = 1'795'510'683'000;
    head.language = "da";
    head.questionnaire = "http://x/q|2";
    const std::string json = write_response(questionnaire, head, {});
    CHECK(json == R"({"authored":")" + to_rfc3339(head.authored) +
                      R"(","identifier":{"system":"urn:spine-kiosk:session","value":"session"},)"
                      R"("language":"da","questionnaire":"http://x/q|2",)"
                      R"("resourceType":"QuestionnaireResponse","status":"stopped"})");
    const auto read = read_response(questionnaire, json);
    REQUIRE(read);
    CHECK(read->head.identifier == head.identifier);
    CHECK(read->head.status == head.status);
    CHECK(read->head.authored == head.authored);
    CHECK(read->head.language == head.language);
    CHECK(read->head.questionnaire == head.questionnaire);
}

TEST_CASE("a response is nested as its questionnaire, and irrelevant answers are left out") {
    const auto questionnaire = test::open(
        group("g",
              item_json("a", "boolean") + "," +
                  item_json(
                      "b", "integer",
                      R"(,"enableWhen":[{"question":"a","operator":"=","answerBoolean":true}])")) +
        "," + item_json("d", "display"));
    const Answers answers = {{"a", yes()}, {"b", whole(5)}};
    CHECK(written(questionnaire, answers) ==
          expected(R"({"item":[{"answer":[{"valueBoolean":true}],"linkId":"a","text":"Words"},)"
                   R"({"answer":[{"valueInteger":5}],"linkId":"b","text":"Words"}],)"
                   R"("linkId":"g","text":"Words"})"));
    const Answers moved_away = {{"a", {{false}, false}}, {"b", whole(5)}};
    CHECK(written(questionnaire, moved_away).find("valueInteger") == std::string::npos);
    CHECK(read_back(questionnaire, written(questionnaire, answers)) == answers);
}

TEST_CASE("prefer not to answer is an item without answer that says so") {
    const auto questionnaire = test::open(item_json("a", "boolean"));
    const Answers answers = {{"a", {{}, true}}};
    const std::string json = written(questionnaire, answers);
    CHECK(json.find("asked-declined") != std::string::npos);
    CHECK(json.find("\"answer\"") == std::string::npos);
    CHECK(read_back(questionnaire, json) == answers);
}

TEST_CASE("questions under a question go into its answer, also when it has none") {
    const auto questionnaire =
        test::open(item_json("a", "integer", R"(,"item":[)" + item_json("b", "boolean") + "]"));
    for (const Answers& answers : {Answers{{"a", whole(1)}, {"b", yes()}}, Answers{{"b", yes()}},
                                   Answers{{"a", {{}, true}}, {"b", yes()}}}) {
        const std::string json = written(questionnaire, answers);
        CHECK(json.find(R"("answer":[{"item":[{"answer":[{"valueBoolean":true}])") !=
              std::string::npos);
        CHECK(read_back(questionnaire, json) == answers);
    }
}

TEST_CASE("a response that does not fit is refused by name") {
    const auto questionnaire = test::open(item_json("a", "integer"));
    const auto refused = [&](const std::string& json) {
        auto read = read_response(questionnaire, json);
        INFO(json);
        REQUIRE_FALSE(read);
        return std::move(read).error();
    };
    CHECK(refused("{").cause == causes::not_json);
    CHECK(refused(R"({"resourceType":"Bundle"})").cause == causes::not_a_response);
    CHECK(refused(expected(R"({"linkId":"b"})")).where == "b");
    for (const char* answer :
         {R"([{"valueString":"1"}])", R"([{"valueInteger":1,"valueString":"1"}])",
          R"([{"valueInteger":1},{"valueInteger":2}])", R"([{"valueInteger":"1"}])", R"({})",
          R"([{"valueInteger":1,"modifierExtension":[{"url":"http://x/not"}]}])"}) {
        const Fault fault =
            refused(expected(R"({"linkId":"a","answer":)" + std::string(answer) + "}"));
        CHECK(fault.cause == causes::answer_unfit);
        CHECK(fault.where == "a");
    }
}

TEST_CASE("a coding is read by its code and gets the questionnaire's words") {
    const auto questionnaire = test::open(
        item_json("a", "choice",
                  R"(,"answerOption":[{"valueCoding":{"system":"s","code":"x","display":"D"}}])"));
    const Answers answers = read_back(
        questionnaire, expected(R"({"linkId":"a","answer":[{"valueCoding":{"code":"x"}}]})"));
    const auto& coding = std::get<Coding>(answers.at("a").values.front());
    CHECK(coding.system == "s");
    CHECK(coding.display == "D");
}

TEST_CASE("a repeating group is asked entry by entry and written as FHIR wants it") {
    const auto questionnaire = test::open(
        group("g",
              item_json("a", "integer") + "," +
                  item_json("b", "boolean",
                            R"(,"enableWhen":[{"question":"a","operator":">","answerInteger":1}])"),
              R"(,"repeats":true)"));
    CHECK(questionnaire.items[0].entering == Entering::Holder);
    const Answers one = {{"a#1", whole(1)}};
    CHECK(relevant(questionnaire, one).contains("a#1"));
    CHECK_FALSE(relevant(questionnaire, one).contains("a#2"));
    CHECK_FALSE(relevant(questionnaire, one).contains("b#1"));
    const Answers two = {{"a#1", whole(1)},
                         {"a#2", whole(2)},
                         {"b#2", yes()},
                         {"g#2+", yes()},
                         {"g#3+", {{false}, false}}};
    CHECK(relevant(questionnaire, two).contains("b#2"));
    const std::string json = written(questionnaire, two);
    CHECK(json ==
          expected(R"({"item":[{"answer":[{"valueInteger":1}],"linkId":"a","text":"Words"}],)"
                   R"("linkId":"g","text":"Words"},)"
                   R"({"item":[{"answer":[{"valueInteger":2}],"linkId":"a","text":"Words"},)"
                   R"({"answer":[{"valueBoolean":true}],"linkId":"b","text":"Words"}],)"
                   R"("linkId":"g","text":"Words"})"));
    CHECK(read_back(questionnaire, json) == two);
}

TEST_CASE("a repeating question with questions under it keeps each with its answer") {
    const auto questionnaire = test::open(
        item_json("a", "integer", R"(,"repeats":true,"item":[)" + item_json("b", "boolean") + "]"));
    const Answers two = {{"a#1", whole(1)},         {"b#1", yes()},
                         {"a#2+", yes()},           {"a#2", whole(2)},
                         {"b#2", {{false}, false}}, {"a#3+", {{false}, false}}};
    const std::string json = written(questionnaire, two);
    CHECK(json ==
          expected(
              R"({"answer":[{"item":[{"answer":[{"valueBoolean":true}],"linkId":"b",)"
              R"("text":"Words"}],"valueInteger":1},{"item":[{"answer":[{"valueBoolean":false}],)"
              R"("linkId":"b","text":"Words"}],"valueInteger":2}],"linkId":"a","text":"Words"})"));
    CHECK(read_back(questionnaire, json) == two);
}

TEST_CASE("minOccurs entries are asked without asking first, and maxOccurs ends it") {
    const std::string occurrences =
        R"(,"repeats":true,"extension":[)"
        R"({"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs","valueInteger":2},)"
        R"({"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs","valueInteger":3}])";
    const auto questionnaire = test::open(group("g", item_json("a", "integer"), occurrences));
    const auto asked = relevant(questionnaire, {});
    CHECK(asked.contains("a#1"));
    CHECK(asked.contains("a#2"));
    CHECK_FALSE(asked.contains("a#3"));
    CHECK(questionnaire.find("g#3+") != nullptr);
    CHECK(questionnaire.find("a#4") == nullptr);
}

TEST_CASE("a condition outside an entry on what is asked several times is refused") {
    const Fault fault = test::refusal(
        group("g", item_json("a", "boolean"), R"(,"repeats":true)") + "," +
        item_json("x", "string",
                  R"(,"enableWhen":[{"question":"a","operator":"=","answerBoolean":true}])"));
    CHECK(fault.cause == causes::item_unsupported);
    CHECK(fault.where == "x");
}

TEST_CASE("a questionnaire whose limits leave no answer opens, but is not walked") {
    const auto walk = walk_through(test::questionnaire_json(item_json(
        "a", "integer",
        R"(,"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueInteger":9},)"
        R"({"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":1}])")));
    CHECK_FALSE(walk.walked);
    CHECK(walk.reason.starts_with('a'));
}

TEST_CASE("the walk's answers all stand within their limits") {
    const std::string bounds =
        R"(,"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/minValue",)";
    const auto questionnaire =
        test::open(item_json("i", "integer", bounds + R"("valueInteger":40}])") + "," +
                   item_json("d", "date", bounds + R"("valueDate":"2030-01-01"}])") + "," +
                   item_json("t", "string", R"(,"maxLength":2)") + "," + item_json("u", "url"));
    for (const Item& item : questionnaire.items) {
        const auto answer = default_answer(item);
        REQUIRE(answer);
        CHECK(check(item, &*answer) == std::nullopt);
    }
}
