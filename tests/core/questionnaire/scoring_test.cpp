// Every figure here was worked out by hand from the scoring rules in scoring.h.
#include "questionnaire/scoring.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "make.h"

using namespace spine;
using namespace spine::questionnaire;
using test::item_json;

namespace {

std::string scale(const std::string& link_id, int steps, const std::string& more = "") {
    std::string options;
    for (int step = 0; step < steps; ++step) {
        options +=
            (step == 0 ? "" : ",") + std::string(R"({"valueCoding":{"code":")") +
            std::to_string(step) +
            R"("},"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue",)" +
            R"("valueDecimal":)" + std::to_string(step) + "}]}";
    }
    if (steps == 11) options += R"(,{"valueCoding":{"code":"rather-not-scanned"}})";
    return item_json(link_id, "choice", R"(,"answerOption":[)" + options + "]" + more);
}

std::string knowledge(const std::string& link_id) {
    return item_json(link_id, "choice",
                     R"(,"answerOption":[{"valueCoding":{"code":"true"}},)"
                     R"({"valueCoding":{"code":"false"}},{"valueCoding":{"code":"not-sure"}}])");
}

Questionnaire all_items() {
    return test::open(
        scale("p1", 5) + "," + scale("p2", 5) + "," + scale("p1.after", 5) + "," +
        item_json("worry", "integer") + "," + scale("importance", 11) + "," + knowledge("k1") +
        "," + knowledge("k2") + "," + knowledge("k3") + "," + knowledge("k4") + "," +
        knowledge("k5") + "," + item_json("gate", "boolean") + "," +
        scale("late", 5,
              R"(,"enableWhen":[{"question":"gate","operator":"=","answerBoolean":true}])"));
}

Answer code(const std::string& code) {
    return {{Coding{"", code, ""}}, false};
}

Score before(const Domain& domain, const Answers& answers) {
    return score({domain}, all_items(), answers).at(domain.name).before;
}

Domain agree(std::vector<std::vector<DomainItem>> items) {
    return {"d", DomainKind::Agree, std::move(items), {}};
}

Domain three_of_knowledge() {
    return {"knowledge",
            DomainKind::Knowledge,
            {{{"k1", false, "true"}}, {{"k2", false, "false"}}, {{"k3", false, "true"}}},
            {}};
}

}  // namespace

TEST_CASE("one agreement item: a hundred times x by four, reversed from the other end") {
    for (int x = 0; x <= 4; ++x) {
        const Answers answers = {{"p1", code(std::to_string(x))}};
        CHECK(before(agree({{{"p1", false, ""}}}), answers).value == x * 25.0);
        CHECK(before(agree({{{"p1", true, ""}}}), answers).value == (4 - x) * 25.0);
    }
    CHECK(before(agree({{{"p1", false, ""}}}), {}).value == std::nullopt);
}

TEST_CASE("two agreement items: one of them is enough, and the mean is of what was answered") {
    const Domain domain = agree({{{"p1", false, ""}}, {{"p2", true, ""}}});
    // p1 = 3 -> 3; p2 = 1, reversed -> 3; mean 3 -> 75
    const Score both = before(domain, {{"p1", code("3")}, {"p2", code("1")}});
    CHECK(both.value == 75.0);
    CHECK(both.answered == 2);
    CHECK(both.asked == 2);
    const Score one = before(domain, {{"p2", code("4")}});
    CHECK(one.value == 0.0);
    CHECK(one.answered == 1);
    CHECK(before(domain, {}).value == std::nullopt);
    const Score declined = before(domain, {{"p1", {{}, true}}, {"p2", {{}, true}}});
    CHECK(declined.value == std::nullopt);
    CHECK(declined.answered == 0);
}

TEST_CASE("a number is times ten, and a coded refusal is no number") {
    const Domain worry{"worry", DomainKind::Number, {{{"worry", false, ""}}}, {}};
    CHECK(before(worry, {{"worry", {{std::int64_t{7}}, false}}}).value == 70.0);
    CHECK(before(worry, {{"worry", {{std::int64_t{0}}, false}}}).value == 0.0);
    const Domain importance{"importance", DomainKind::Number, {{{"importance", false, ""}}}, {}};
    CHECK(before(importance, {{"importance", code("10")}}).value == 100.0);
    const Score refused = before(importance, {{"importance", code("rather-not-scanned")}});
    CHECK(refused.value == std::nullopt);
    CHECK(refused.answered == 0);
}

TEST_CASE("knowledge: correct ones of three, scored from two answers on") {
    const Domain domain = three_of_knowledge();
    const Score all =
        before(domain, {{"k1", code("true")}, {"k2", code("false")}, {"k3", code("false")}});
    CHECK(all.value == 2.0);
    CHECK(all.answered == 3);
    const Score unsure = before(domain, {{"k1", code("true")}, {"k2", code("not-sure")}});
    CHECK(unsure.value == 1.0);
    CHECK(unsure.answered == 2);
    CHECK(unsure.not_sure == 1);
    const Score one = before(domain, {{"k1", code("true")}});
    CHECK(one.value == std::nullopt);
    CHECK(one.answered == 1);
    CHECK(before(domain, {{"k1", code("false")}, {"k3", code("false")}}).value == 0.0);
}

TEST_CASE("knowledge of five is scored from three answers on") {
    Domain domain = three_of_knowledge();
    domain.before.push_back({{"k4", false, "false"}});
    domain.before.push_back({{"k5", false, "false"}});
    CHECK(before(domain, {{"k1", code("true")}, {"k2", code("false")}}).value == std::nullopt);
    CHECK(
        before(domain, {{"k1", code("true")}, {"k2", code("false")}, {"k5", code("true")}}).value ==
        2.0);
}

TEST_CASE("the second asking is scored by itself") {
    const Domain domain{"d", DomainKind::Agree, {{{"p1", true, ""}}}, {{{"p1.after", true, ""}}}};
    const auto scores = score({domain}, all_items(), {{"p1", code("4")}, {"p1.after", code("1")}});
    CHECK(scores.at("d").before.value == 0.0);
    CHECK(scores.at("d").after.value == 75.0);
}

TEST_CASE("of variants the one that was met counts, once") {
    const Domain domain = agree({{{"p1", false, ""}, {"p2", false, ""}}});
    const Score met = before(domain, {{"p2", code("2")}});
    CHECK(met.value == 50.0);
    CHECK(met.asked == 1);
}

TEST_CASE("items that the questionnaire lacks are no part of a domain") {
    const Domain domain =
        agree({{{"p1", false, ""}}, {{"longer", false, ""}}, {{"more", false, ""}}});
    const Score short_form = before(domain, {{"p1", code("4")}});
    CHECK(short_form.value == 100.0);
    CHECK(short_form.asked == 1);
}

TEST_CASE("an answer that a patient moved away from is not scored") {
    const Domain domain = agree({{{"late", false, ""}}});
    Answers answers = {{"gate", {{true}, false}}, {"late", code("4")}};
    CHECK(before(domain, answers).value == 100.0);
    answers["gate"] = {{false}, false};
    CHECK(before(domain, answers).value == std::nullopt);
}

TEST_CASE("reversing every item mirrors the score around fifty") {
    const Questionnaire questionnaire = all_items();
    CHECK(rc::check([&] {
        const int a = *rc::gen::inRange(0, 5), b = *rc::gen::inRange(0, 5);
        const Answers answers = {{"p1", code(std::to_string(a))}, {"p2", code(std::to_string(b))}};
        const Domain plain = agree({{{"p1", false, ""}}, {{"p2", false, ""}}});
        const Domain turned = agree({{{"p1", true, ""}}, {{"p2", true, ""}}});
        const double x = *score({plain}, questionnaire, answers).at("d").before.value;
        const double y = *score({turned}, questionnaire, answers).at("d").before.value;
        RC_ASSERT(x + y == 100.0);
        RC_ASSERT(x >= 0 && x <= 100);
    }));
}
