#include "questionnaire/expression.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <map>

#include "make.h"

using namespace spine;
using namespace spine::questionnaire;

namespace {

Expression read(std::string_view text) {
    auto parsed = Expression::parse(text);
    INFO(text);
    INFO((parsed ? "" : parsed.error().sentence()));
    REQUIRE(parsed);
    return *parsed;
}

std::optional<Operand> look_up(std::string_view name) {
    static const std::map<std::string, Operand, std::less<>> known = {
        {"age", {40.0, {"40"}}},
        {"pain-now", {7.0, {"7"}}},
        {"signs.a", {std::nullopt, {"urine", "leg-weakness"}}},
        {"hope", {3.0, {"3"}}},
        {"part", {std::nullopt, {"low-back"}}},
        {"yes", {std::nullopt, {"true"}}},
        {"proof.after", {62.5, {}}},
    };
    const auto found = known.find(name);
    return found == known.end() ? std::nullopt : std::optional(found->second);
}

bool holds(std::string_view text) {
    return read(text).holds(look_up);
}

std::string column_of(std::string_view text) {
    const auto parsed = Expression::parse(text);
    INFO(text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().cause == causes::expression_malformed);
    CHECK_FALSE(parsed.error().happened.empty());
    return parsed.error().where;
}

}  // namespace

TEST_CASE("comparisons of numbers, codes, lists and scores") {
    for (const char* text : {"age = 40",
                             "age != 41",
                             "age < 41",
                             "age <= 40",
                             "age > 39.5",
                             "age >= 40",
                             "-1 < age",
                             "pain-now = 7",
                             "part = 'low-back'",
                             "'low-back' = part",
                             "part != 'neck'",
                             "signs.a has 'urine'",
                             "signs.a = 'urine'",
                             "signs.a != 'bowel'",
                             "yes = 'true'",
                             "proof.after > 60",
                             "hope = 3",
                             "hope = '3'",
                             "count(signs.a) = 2",
                             "count(age) = 1",
                             "count(nobody) = 0",
                             "count(proof.after) = 1",
                             "answered(age)",
                             "age > hope",
                             "`signs.a` has 'urine'"}) {
        INFO(text);
        CHECK(holds(text));
    }
    for (const char* text :
         {"age = 41", "age != 40", "age < 40", "part = 'neck'", "part != 'low-back'",
          "signs.a has 'bowel'", "part > 3", "answered(nobody)", "count(signs.a) > 2"}) {
        INFO(text);
        CHECK_FALSE(holds(text));
    }
}

TEST_CASE("a comparison with what was not answered is false, whichever it is") {
    for (const char* op : {"=", "!=", "<", "<=", ">", ">="}) {
        CHECK_FALSE(holds("nobody " + std::string(op) + " 1"));
        CHECK_FALSE(holds("1 " + std::string(op) + " nobody"));
    }
    CHECK_FALSE(holds("nobody has 'x'"));
    CHECK_FALSE(holds("nobody != 'x'"));
    CHECK(holds("not nobody = 1"));
    CHECK_FALSE(holds("answered(nobody) and nobody != 1"));
}

TEST_CASE("and binds closer than or, not closest, brackets decide") {
    CHECK(holds("age = 40 or age = 1 and age = 2"));
    CHECK_FALSE(holds("(age = 40 or age = 1) and age = 2"));
    CHECK(holds("not age = 1 and age = 40"));
    CHECK_FALSE(holds("not (age = 40 or age = 1)"));
    CHECK(holds("not not age = 40"));
    CHECK(holds("  age=40\n\tand(hope=3)"));
}

TEST_CASE("a fault names the column") {
    CHECK(column_of("") == "column 1");
    CHECK(column_of("age") == "column 4");
    CHECK(column_of("age = ") == "column 7");
    CHECK(column_of("age = 40 hope = 3") == "column 10");
    CHECK(column_of("(age = 40") == "column 10");
    CHECK(column_of("age = 40)") == "column 9");
    CHECK(column_of("age & 40") == "column 5");
    CHECK(column_of("age = 'open") == "column 7");
    CHECK(column_of("age has 40") == "column 9");
    CHECK(column_of("age < 'x'") == "column 5");
    CHECK(column_of("age = 4x") == "column 7");
    CHECK(column_of("and age = 1") == "column 1");
    CHECK(column_of("count age = 1") == "column 7");
    CHECK(column_of("answered()") == "column 10");
    CHECK(column_of("age = 40 or") == "column 12");
}

TEST_CASE("names are listed, each once") {
    const auto expression = read("a.b = 1 or not (count(c) > 2 and answered(d)) or a.b has 'e'");
    CHECK(expression.names() == std::set<std::string>{"a.b", "c", "d"});
    CHECK(read("1 = 1").names().empty());
    CHECK(read("age = 40").text() == "age = 40");
}

TEST_CASE("nesting is bounded, length is not") {
    std::string deep(101, '(');
    CHECK(Expression::parse(deep + "a = 1" + std::string(101, ')')).has_value() == false);
    std::string nots;
    for (int i = 0; i < 100'000; ++i) nots += "not ";
    CHECK_FALSE(Expression::parse(nots + "a = 1"));
    std::string wide = "age = 40";
    for (int i = 0; i < 10'000; ++i) wide += " and age = 40";
    CHECK(holds(wide));
}

TEST_CASE("any text is parsed or refused with a column, and never holds for nobody by accident") {
    const auto word = rc::gen::element<std::string>(
        "a", "b.c", "'x'", "1", "-2.5", "(", ")", "and", "or", "not", "has", "=", "!=", "<",
        ">=", "count", "answered", " ", "`", "'", "æ", "\xFF");
    CHECK(rc::check([&] {
        std::string text;
        for (const std::string& part : *rc::gen::container<std::vector<std::string>>(word)) {
            text += part + " ";
        }
        const auto parsed = Expression::parse(text);
        if (!parsed) RC_ASSERT(parsed.error().where.starts_with("column "));
        if (parsed) (void)parsed->holds(look_up);
    }));
}

TEST_CASE("not turns any expression round, and De Morgan's laws hold") {
    const auto leaf = rc::gen::element<std::string>("age = 40", "age = 41", "nobody = 1",
                                                    "signs.a has 'urine'", "answered(nobody)");
    CHECK(rc::check([&] {
        const std::string a = *leaf, b = *leaf;
        RC_ASSERT(holds("not (" + a + ")") != holds(a));
        RC_ASSERT(holds("not (" + a + " and " + b + ")") == holds("not " + a + " or not " + b));
        RC_ASSERT(holds("not (" + a + " or " + b + ")") == holds("not " + a + " and not " + b));
    }));
}

TEST_CASE("names are looked up among a patient's answers") {
    const auto questionnaire = test::open(
        test::item_json("b", "boolean") + "," + test::item_json("i", "integer") + "," +
        test::item_json(
            "c", "choice",
            R"(,"repeats":true,"answerOption":[{"valueCoding":{"code":"x"},)"
            R"("extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue",)"
            R"("valueDecimal":4}]},{"valueCoding":{"code":"y"}}])"));
    Answers answers = {{"b", {{true}, false}},
                       {"i", {{std::int64_t{7}}, false}},
                       {"c", {{Coding{"", "x", ""}}, false}}};
    const auto expect = [&](const char* text) {
        return read(text).holds(lookup_in(questionnaire, answers));
    };
    CHECK(expect("b = 'true' and i >= 7 and c has 'x' and c = 4 and count(c) = 1"));
    answers["c"] = {{Coding{"", "x", ""}, Coding{"", "y", ""}}, false};
    CHECK(expect("c has 'y' and count(c) = 2 and not c > 0"));
    answers["c"] = {{}, true};  // declined
    CHECK(expect("not answered(c)"));
    CHECK_FALSE(expect("unknown = 1"));
}
