// How far a patient is, and the walks that begin otherwise.
#include <catch2/catch.hpp>

#include "base/pickup_code.h"
#include "core/session/fixture.h"
#include "questionnaire/parser.h"
#include "session/walk.h"

using namespace spine;
using namespace spine::session;
using test::Patient;
using test::SmallClinic;

TEST_CASE("progress counts what this patient will still see, the second asking included") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    CHECK(patient.walk.progress().section == Section::BeforeStart);
    patient.walk_to("about.part");
    CHECK(patient.walk.progress().index == 1);
    CHECK(patient.walk.progress().of == 7);
    patient.walk_to("signs.a");
    REQUIRE(patient.answer("signs.a", R"(["not-sure"])"));
    CHECK(patient.walk.progress().of == 8);
    REQUIRE(patient.answer("signs.a", R"(["none"])"));
    patient.walk_to("page:symptoms");
    CHECK(patient.walk.progress().section == Section::Pages);
    CHECK(patient.walk.progress().of == 2);
    patient.walk_to("hope.proof.after");
    CHECK(patient.walk.progress().section == Section::Questions);
    CHECK(patient.walk.progress().index == 7);
    patient.walk_to("ask.prepared");
    CHECK(patient.walk.progress().section == Section::YourQuestions);
    patient.walk_to("show.finish");
    CHECK(patient.walk.progress().done == 1);
}

TEST_CASE("after the visit the code comes first, and begins the session") {
    SmallClinic clinic;
    clinic.rules = {};
    clinic.rules.asks_for_code_first = true;
    Patient patient(clinic.content());
    REQUIRE(patient.walk.step().kind == StepKind::EnterCode);
    CHECK_FALSE(patient.next().moved);
    CHECK_FALSE(patient.walk.enter_code("131874"));
    CHECK_FALSE(patient.next().moved);
    CHECK(patient.events.empty());
    const std::string code = "57200" + std::to_string(damm_digit("57200"));
    REQUIRE(patient.walk.enter_code(code.substr(0, 3) + " " + code.substr(3)));
    REQUIRE(patient.next().moved);
    const Told told = fold(patient.events);
    CHECK(told.code == code);
    CHECK(told.after_visit);
    CHECK_FALSE(patient.walk.can_go_back());
}

TEST_CASE("a questionnaire without rules begins at once and ends in a last screen") {
    auto parsed = questionnaire::parse(
        R"({"resourceType":"Questionnaire","status":"active","item":[
            {"linkId":"1","type":"integer","text":"Age","initial":[{"valueInteger":7}]}]})");
    REQUIRE(parsed);
    const questionnaire::WalkRules rules;
    const information::Library library;
    Patient patient({*parsed, rules, library});
    CHECK(patient.walk.begun());
    CHECK(patient.folded().at("1") == "7");
    REQUIRE(patient.next().moved);
    CHECK(patient.walk.step().kind == StepKind::Finished);
}
