#include "questionnaire/answers.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "make.h"

using namespace spine;
using namespace spine::questionnaire;
using test::item_json;

namespace {

Item read(const std::string& json) {
    return test::open(json).items.front();
}

void comes_back(const Item& item, const Answer& answer, const std::string& encoded) {
    CHECK(encode(item, answer) == encoded);
    const auto decoded = decode(item, encoded);
    REQUIRE(decoded);
    CHECK(*decoded == answer);
}

const std::string codes =
    R"(,"answerOption":[{"valueCoding":{"system":"s","code":"a"}},{"valueCoding":{"system":"t",)"
    R"("code":"a","display":"A"}},{"valueCoding":{"system":"s","code":"b"}}])";

}  // namespace

TEST_CASE("every type has its encoding and comes back from it") {
    comes_back(read(item_json("x", "boolean")), {{true}, false}, "true");
    comes_back(read(item_json("x", "integer")), {{std::int64_t{-7}}, false}, "-7");
    comes_back(read(item_json("x", "decimal")), {{0.1}, false}, "0.1");
    comes_back(read(item_json("x", "decimal")), {{2.0}, false}, "2.0");
    comes_back(read(item_json("x", "date")), {{Date{"2026-11"}}, false}, R"("2026-11")");
    comes_back(read(item_json("x", "dateTime")), {{DateTime{"2026-11-24T09:58:00Z"}}, false},
               R"("2026-11-24T09:58:00Z")");
    comes_back(read(item_json("x", "time")), {{Time{"09:58:00"}}, false}, R"("09:58:00")");
    comes_back(read(item_json("x", "text")), {{std::string("Smør\n\"brød\"")}, false},
               "\"Smør\\n\\\"brød\\\"\"");
    comes_back(read(item_json("x", "quantity")), {{Quantity{72.5, "kg", "", ""}}, false},
               R"({"unit":"kg","value":72.5})");
    comes_back(read(item_json("x", "string")), {{}, true}, "null");
}

TEST_CASE("codes: plain, with the system where two are alike, in words where there is none") {
    const Item item = read(item_json("x", "choice", codes));
    comes_back(item, {{Coding{"s", "b", ""}}, false}, R"("b")");
    comes_back(item, {{Coding{"t", "a", ""}}, false}, R"({"code":"a","system":"t"})");
    const Item words = read(
        item_json("x", "choice", R"(,"answerOption":[{"valueCoding":{"display":"In words"}}])"));
    comes_back(words, {{Coding{"", "", "In words"}}, false}, R"({"display":"In words"})");
}

TEST_CASE("what repeats is a list, also of one") {
    const Item item = read(item_json("x", "choice", codes + R"(,"repeats":true)"));
    comes_back(item, {{Coding{"s", "b", ""}}, false}, R"(["b"])");
    const auto decoded = decode(item, R"("b")");
    REQUIRE(decoded);
    CHECK(decoded->values.size() == 1);
}

TEST_CASE("free text that reads like a code stays free text") {
    const Item item = read(item_json("x", "open-choice", codes));
    comes_back(item, {{std::string("b")}, false}, R"({"text":"b"})");
    comes_back(item, {{std::string("else")}, false}, R"("else")");
    comes_back(item, {{Coding{"s", "b", ""}}, false}, R"("b")");
}

TEST_CASE("what does not fit the item is refused by its name") {
    const auto refused = [](const Item& item, std::string_view json) {
        const auto decoded = decode(item, json);
        INFO(json);
        REQUIRE_FALSE(decoded);
        CHECK(decoded.error().cause == causes::answer_unfit);
        CHECK(decoded.error().where == "x");
    };
    refused(read(item_json("x", "boolean")), R"("true")");
    refused(read(item_json("x", "boolean")), "");
    refused(read(item_json("x", "boolean")), "[true,false]");
    refused(read(item_json("x", "boolean")), "[]");
    refused(read(item_json("x", "integer")), "1.5");
    refused(read(item_json("x", "date")), R"("tomorrow")");
    refused(read(item_json("x", "choice", codes)), R"("c")");
    refused(read(item_json("x", "choice", codes)), R"("a")");  // which of the two?
    refused(read(item_json("x", "quantity")), "7");
    refused(read(item_json("x", "group")), "null");
    refused(read(item_json("x", "display")), R"("words")");
}

TEST_CASE("any text and any number come back as they went") {
    const Item text = read(item_json("x", "text")), decimal = read(item_json("x", "decimal"));
    CHECK(rc::check([&] {
        std::string utf8;
        for (const int c : *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 0x7FF))) {
            if (c < 0x80) {
                utf8 += static_cast<char>(c);
            } else {
                utf8 += static_cast<char>(0xC0 | (c >> 6));
                utf8 += static_cast<char>(0x80 | (c & 0x3F));
            }
        }
        const Answer answer{{utf8}, false};
        RC_ASSERT(decode(text, encode(text, answer)) == answer);
    }));
    CHECK(rc::check([&](std::int32_t whole) {
        const Answer answer{{whole / 7.0}, false};
        RC_ASSERT(decode(decimal, encode(decimal, answer)) == answer);
    }));
    CHECK(rc::check([&](const std::string& any) { (void)decode(text, any); }));
}

TEST_CASE("what is filled in beforehand is an answer from the start") {
    const auto questionnaire = test::open(
        item_json("g", "group",
                  R"(,"item":[)" + item_json("a", "integer", R"(,"initial":[{"valueInteger":3}])") +
                      "]") +
        "," + item_json("b", "string"));
    const Answers answers = initial_answers(questionnaire);
    CHECK(answers.size() == 1);
    CHECK(answers.at("a").values == std::vector<Value>{std::int64_t{3}});
}
