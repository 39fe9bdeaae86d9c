// Questionnaires that nobody here wrote, walked as a patient walks.
#include <catch2/catch.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/session/fixture.h"
#include "questionnaire/parser.h"
#include "questionnaire/walkthrough.h"
#include "support/support.h"

using namespace spine;
using namespace spine::session;
namespace fs = std::filesystem;

namespace {

// Answers what stands on the screen, and what stands there because of it.
void answer_screen(test::Patient& patient) {
    for (int round = 0; round < 20; ++round) {
        bool more = false;
        const auto items = patient.walk.step().items;
        for (const auto* item : items) {
            if (patient.walk.answer_of(item->link_id) != nullptr) continue;
            const auto answer = questionnaire::default_answer(*item);
            if (!answer) continue;
            auto caused = patient.walk.answer(item->link_id, *answer);
            if (!caused) continue;
            patient.take(std::move(*caused));
            more = true;
        }
        if (!more) return;
    }
}

bool walks_to_its_end(const questionnaire::Questionnaire& questionnaire) {
    const questionnaire::WalkRules rules;
    const information::Library library;
    test::Patient patient({questionnaire, rules, library});
    for (int steps = 0; steps < 20'000; ++steps) {
        if (patient.walk.step().kind == StepKind::Finished) {
            patient.take(patient.walk.finish());
            return patient.walk.status() == WalkStatus::Complete &&
                   patient.folded() == patient.counted();
        }
        answer_screen(patient);
        const std::string before = patient.at();
        if (!patient.next().moved) return false;
        if (patient.walk.can_go_back() && patient.walk.step().kind != StepKind::Finished) {
            patient.back();
            if (patient.at() != before) return false;
            patient.next();
        }
    }
    return false;
}

// What the patient's walk ends with; nothing if it gets stuck.
std::optional<questionnaire::Answers> answers_of_walk(
    const questionnaire::Questionnaire& questionnaire) {
    const questionnaire::WalkRules rules;
    const information::Library library;
    test::Patient patient({questionnaire, rules, library});
    for (int steps = 0; steps < 20'000; ++steps) {
        if (patient.walk.step().kind == StepKind::Finished) return patient.walk.answers();
        answer_screen(patient);
        if (!patient.next().moved) return std::nullopt;
    }
    return std::nullopt;
}

std::string form(const std::string& items) {
    return R"({"resourceType":"Questionnaire","item":[)" + items + "]}";
}

std::string question(const std::string& link_id, const std::string& more) {
    return R"({"linkId":")" + link_id + R"(","text":"T")" + more + "}";
}

std::string extension(const std::string& name, const std::string& value) {
    return R"(,"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/)" + name + "\"," +
           value + "}]";
}

// Forms in which a patient could get stuck, or pass a question that must be answered.
std::vector<std::string> tricky_forms() {
    const std::string required = R"(,"required":true)";
    const std::string hidden = extension("questionnaire-hidden", R"("valueBoolean":true)");
    const std::string yes =
        R"(,"enableWhen":[{"question":"y","operator":"=","answerBoolean":true}])";
    const std::string asks =
        question("y", R"(,"type":"boolean","initial":[{"valueBoolean":true}])");
    const auto group = [](const std::string& more, const std::string& items) {
        return question("g", R"(,"type":"group")" + more + R"(,"item":[)" + items + "]");
    };
    const std::string must = question("f", R"(,"type":"string")" + required);
    return {
        form(group(hidden, must)),
        form(group(hidden + required, must) + "," + asks),
        form(question("f", R"(,"type":"string")" + required + yes) + "," + asks),
        form(asks + "," + question("f", R"(,"type":"integer")" + required + yes)),
        form(asks + "," + group(yes, must)),
        form(question("f", R"(,"type":"integer")" + required +
                               extension("maxValue", R"("valueDecimal":0.5)"))),
        form(question("f", R"(,"type":"integer")" + required +
                               extension("maxValue", R"("valueDecimal":-0.5)"))),
        form(question("f", R"(,"type":"string","repeats":true)" +
                               extension("questionnaire-minOccurs", R"("valueInteger":2)"))),
        form(question("f",
                      R"(,"type":"choice","repeats":true,"answerOption":[{"valueString":"a"}])" +
                          extension("questionnaire-minOccurs", R"("valueInteger":2)"))),
        form(question("f", R"(,"type":"string","maxLength":3)" + required +
                               extension("minLength", R"("valueInteger":5)"))),
        form(question("f", R"(,"type":"string","readOnly":true)" + required)),
        form(group(R"(,"repeats":true)" + required, must)),
        form(question("f", R"(,"type":"string","item":[)" + must + "]")),
        form(question("f", R"(,"type":"quantity")" + required +
                               R"(,"initial":[{"valueQuantity":{"unit":"kg"}}])")),
    };
}

}  // namespace

TEST_CASE("what is called walked is walked by a patient, to the same answers") {
    int walked = 0;
    for (const std::string& json : tricky_forms()) {
        INFO(json);
        const auto check = questionnaire::walk_through(json);
        const auto parsed = questionnaire::parse(json);
        CHECK(parsed.has_value() == check.opens);
        if (!parsed) continue;
        const auto answers = answers_of_walk(*parsed);
        CHECK(answers.has_value() == check.walked);
        if (!answers || !check.walked) continue;
        ++walked;
        CHECK(*answers == check.answers);
    }
    CHECK(walked >= 5);
}

TEST_CASE("every questionnaire of the corpus that opens is walked to its end") {
    const auto shared = test::shared_or_skip();
    if (!shared) return;
    int opened = 0;
    for (const auto& entry : fs::recursive_directory_iterator(*shared / "corpus")) {
        if (entry.path().extension() != ".json") continue;
        const auto parsed = questionnaire::parse(test::slurp(entry.path()));
        if (!parsed) continue;
        ++opened;
        INFO(entry.path().filename().string());
        CHECK(walks_to_its_end(*parsed));
        const auto check = questionnaire::walk_through(test::slurp(entry.path()));
        CHECK(check.walked);
        CHECK(answers_of_walk(*parsed) == check.answers);
    }
    CHECK(opened >= 70);
}
