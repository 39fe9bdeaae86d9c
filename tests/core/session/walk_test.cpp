#include "session/walk.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "core/session/fixture.h"

using namespace spine;
using namespace spine::session;
using questionnaire::Problem;
using test::Patient;
using test::SmallClinic;

namespace {

std::vector<std::string> ids(const std::vector<Step>& steps) {
    std::vector<std::string> out;
    out.reserve(steps.size());
    for (const Step& step : steps) out.push_back(step.id);
    return out;
}

bool sees(const Patient& patient, const std::string& id) {
    const auto all = ids(patient.walk.outline());
    return std::find(all.begin(), all.end(), id) != all.end();
}

int times(const Events& events, EventKind kind) {
    return static_cast<int>(std::count_if(events.begin(), events.end(),
                                          [&](const Event& event) { return event.kind == kind; }));
}

void consent(Patient& patient, const char* care, const char* research) {
    REQUIRE(patient.answer("consent.care", care));
    REQUIRE(patient.answer("consent.research", research));
    REQUIRE(patient.next().moved);
}

}  // namespace

TEST_CASE("the steps stand in the order of the questionnaire") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    consent(patient, "true", "false");
    patient.walk_to("signs.b");
    CHECK(ids(patient.walk.outline()) ==
          std::vector<std::string>{
              "consent", "show.code", "about.part", "about.age", "signs.a", "signs.b", "hope.proof",
              "words.hope", "page:symptoms", "page:low-back-only", "know.normal.after",
              "explain:know.normal.after", "hope.proof.after", "ask.prepared", "show.finish"});
}

TEST_CASE("a short display stands with the question that follows it") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    patient.walk_to("about.part");
    REQUIRE(patient.walk.step().displays.size() == 1);
    CHECK(patient.walk.step().displays.front()->link_id == "about.intro");
    REQUIRE(patient.walk.step().group != nullptr);
    CHECK(patient.walk.step().group->link_id == "about");
}

TEST_CASE("nothing is told before care consent, and the consents come first then") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    REQUIRE(patient.answer("consent.care", "true"));
    REQUIRE(patient.answer("consent.research", "false"));
    CHECK(patient.events.empty());
    CHECK_FALSE(patient.walk.wants_to_begin());
    REQUIRE(patient.next().moved);
    REQUIRE(patient.events.size() == 4);
    CHECK(patient.events[0].kind == EventKind::Began);
    CHECK(patient.events[0].subject == "131873");
    CHECK(patient.events[1].subject == "consent.care");
    CHECK(patient.events[2].subject == "consent.research");
    CHECK(patient.events[3].kind == EventKind::Shown);
    CHECK(patient.walk.step().kind == StepKind::Code);
    CHECK(patient.walk.code() == "131873");
}

TEST_CASE("both consents must be answered") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    REQUIRE(patient.answer("consent.care", "true"));
    const Moved moved = patient.next();
    CHECK_FALSE(moved.moved);
    CHECK(moved.problem == Problem::Missing);
    CHECK(moved.link_id == "consent.research");
}

TEST_CASE("care no: no code, nothing told, but pages and warning signs work") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    consent(patient, "false", "true");
    CHECK(patient.walk.stores_nothing());
    CHECK_FALSE(sees(patient, "show.code"));
    CHECK_FALSE(patient.walk.research_counts());
    patient.walk_to("signs.a");
    REQUIRE(patient.answer("signs.a", R"(["urine"])"));
    REQUIRE(patient.next().moved);
    CHECK(patient.walk.step().kind == StepKind::TellStaff);
    patient.take(patient.walk.staff_leads_on());
    patient.walk_to("page:symptoms");
    REQUIRE(patient.walk.page() != nullptr);
    patient.walk_to("show.finish");
    patient.take(patient.walk.finish());
    CHECK(patient.events.empty());
    CHECK(patient.walk.code().empty());
    CHECK(patient.walk.status() == WalkStatus::Complete);
}

TEST_CASE("care consent that is taken back withdraws the session, and may be given again") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    consent(patient, "true", "true");
    patient.back();
    REQUIRE(patient.answer("consent.care", "false"));
    const Moved moved = patient.walk.next();
    CHECK(moved.withdrawn);
    CHECK(moved.events.empty());
    CHECK(patient.walk.stores_nothing());
    CHECK(patient.walk.code().empty());
    patient.events.clear();
    patient.back();
    consent(patient, "true", "true");
    CHECK(times(patient.events, EventKind::Began) == 1);
    CHECK(patient.folded() == patient.counted());
}

TEST_CASE("under the age limit research counts as no, and the answer stays as it was given") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    consent(patient, "true", "true");
    patient.walk_to("about.age");
    // Nobody has said yet how old they are.
    CHECK_FALSE(patient.walk.research_counts());
    REQUIRE(patient.answer("about.age", R"("40-49")"));
    CHECK(patient.walk.research_counts());
    REQUIRE(patient.answer("about.age", R"("under-18")"));
    CHECK_FALSE(patient.walk.research_counts());
    CHECK(patient.folded().at("consent.research") == "true");
}

TEST_CASE("nothing chosen holds the patient back, and rather not answering does not") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    patient.walk_to("about.part");
    const Moved moved = patient.next();
    CHECK_FALSE(moved.moved);
    CHECK(moved.problem == Problem::Missing);
    CHECK(patient.at() == "about.part");
    patient.decline("about.part");
    CHECK(patient.next().moved);
    CHECK(patient.folded().at("about.part") == "null");
}

TEST_CASE("a text and a list of questions may stay empty") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    patient.walk_to("words.hope");
    CHECK(patient.next().moved);
    patient.walk_to("ask.prepared");
    CHECK(patient.next().moved);
    CHECK(patient.at() == "show.finish");
}

TEST_CASE("not sure opens the signs one at a time, and switching it off leaves their answers out") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    patient.walk_to("signs.a");
    REQUIRE(patient.answer("signs.a", R"(["not-sure"])"));
    REQUIRE(patient.next().moved);
    CHECK(patient.at() == "signs.a.each.urine");
    REQUIRE(patient.answer("signs.a.each.urine", R"("no")"));
    patient.back();
    REQUIRE(patient.answer("signs.a", R"(["none"])"));
    CHECK_FALSE(patient.counted().contains("signs.a.each.urine"));
    CHECK(patient.folded() == patient.counted());
    REQUIRE(patient.answer("signs.a", R"(["not-sure"])"));
    CHECK(patient.counted().at("signs.a.each.urine") == R"("no")");
    CHECK(patient.folded() == patient.counted());
}

TEST_CASE("tier A comes at once, and nothing but staff leads on from it") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    patient.walk_to("signs.a");
    REQUIRE(patient.answer("signs.a", R"(["urine","both-legs"])"));
    CHECK(patient.walk.tier() == Tier::None);
    REQUIRE(patient.next().moved);
    REQUIRE(patient.walk.step().kind == StepKind::TellStaff);
    CHECK(patient.walk.tier() == Tier::A);
    CHECK(times(patient.events, EventKind::Tier) == 2);
    CHECK_FALSE(patient.next().moved);
    CHECK_FALSE(patient.walk.can_go_back());
    CHECK(patient.walk.stop(Stop::Keep).empty());
    CHECK(patient.walk.stop(Stop::Delete).empty());
    CHECK(patient.walk.expire().empty());
    CHECK(patient.walk.finish().empty());
    CHECK(patient.walk.status() == WalkStatus::Running);
    REQUIRE(patient.walk.step().kind == StepKind::TellStaff);
    patient.take(patient.walk.staff_leads_on());
    CHECK(patient.walk.step().kind == StepKind::TellStaffKindly);
    REQUIRE(patient.next().moved);
    CHECK(patient.at() == "signs.b");
    CHECK(session::fold(patient.events).staff_led_on);
    CHECK(session::fold(patient.events).tier == "a");
}

TEST_CASE("tier A is not shown a second time, tier B is seen again on the way back") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    patient.walk_to("signs.a");
    REQUIRE(patient.answer("signs.a", R"(["urine","both-legs"])"));
    patient.next();
    patient.take(patient.walk.staff_leads_on());
    patient.next();
    patient.back();
    CHECK(patient.at() == "tier-b");
    patient.back();
    CHECK(patient.at() == "signs.a");
    patient.next();
    CHECK(patient.at() == "tier-b");
    CHECK(patient.walk.tier() == Tier::A);
}

TEST_CASE("a warning sign reaches staff however its screen is left") {
    const SmallClinic clinic;
    const auto leave = [&](auto&& how) {
        Patient patient(clinic.content());
        patient.walk_to("signs.a");
        REQUIRE(patient.answer("signs.a", R"(["urine"])"));
        how(patient);
        CHECK(patient.walk.step().kind == StepKind::TellStaff);
        CHECK(patient.walk.status() == WalkStatus::Running);
        CHECK(session::fold(patient.events).tier == "a");
    };
    leave([](Patient& patient) { patient.next(); });
    leave([](Patient& patient) { patient.back(); });
    leave([](Patient& patient) { patient.take(patient.walk.stop(Stop::Keep)); });
    leave([](Patient& patient) { patient.take(patient.walk.stop(Stop::Delete)); });
    leave([](Patient& patient) { patient.take(patient.walk.expire()); });
}

TEST_CASE("a not sure that remains counts as yes") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    patient.walk_to("signs.a");
    REQUIRE(patient.answer("signs.a", R"(["not-sure"])"));
    patient.next();
    CHECK(patient.walk.tier() == Tier::None);
    REQUIRE(patient.answer("signs.a.each.urine", R"("not-sure")"));
    patient.next();
    CHECK(patient.walk.step().kind == StepKind::TellStaff);
}

TEST_CASE("pages answer what the patient expects, and stay when more is answered") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    patient.walk_to("hope.proof");
    REQUIRE(patient.answer("hope.proof", R"("4")"));
    patient.walk_to("page:symptoms");
    CHECK(sees(patient, "page:proof"));
    patient.walk_to("hope.proof.after");
    REQUIRE(patient.answer("hope.proof.after", R"("0")"));
    CHECK(sees(patient, "page:proof"));
}

TEST_CASE("an expectation that comes up later brings no further page") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    patient.walk_to("page:symptoms");
    CHECK_FALSE(sees(patient, "page:proof"));
    while (patient.at() != "hope.proof") patient.back();
    REQUIRE(patient.answer("hope.proof", R"("4")"));
    CHECK_FALSE(sees(patient, "page:proof"));
    CHECK(sees(patient, "page:low-back-only"));
}

TEST_CASE("a page on the low back is gone when the patient goes back and says another part") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    patient.walk_to("page:low-back-only");
    while (patient.at() != "about.part") patient.back();
    REQUIRE(patient.answer("about.part", R"("none-now")"));
    CHECK_FALSE(sees(patient, "page:low-back-only"));
    CHECK_FALSE(sees(patient, "know.normal.after"));
    CHECK(sees(patient, "page:symptoms"));
}

TEST_CASE("a teach-back answer locks when its screen is left, and its explanation follows") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    patient.walk_to("know.normal.after");
    REQUIRE(patient.answer("know.normal.after", R"("true")"));
    REQUIRE(patient.answer("know.normal.after", R"("not-sure")"));
    const int question = patient.walk.progress().index;
    REQUIRE(patient.next().moved);
    REQUIRE(patient.walk.step().kind == StepKind::Explanation);
    CHECK(patient.walk.step().explains == "know.normal.after");
    REQUIRE(patient.walk.page() != nullptr);
    CHECK(patient.walk.page()->id == "explain-normal");
    CHECK(patient.walk.progress().index == question);
    CHECK(patient.walk.locked("know.normal.after"));
    patient.back();
    CHECK(patient.at() == "know.normal.after");
    CHECK_FALSE(patient.answer("know.normal.after", R"("false")"));
    patient.decline("know.normal.after");
    patient.take(patient.walk.clear("know.normal.after"));
    CHECK(patient.counted().at("know.normal.after") == R"("not-sure")");
    CHECK(patient.folded() == patient.counted());
}

TEST_CASE("the language can change at any time and no answer is lost") {
    const SmallClinic clinic;
    Patient patient(clinic.content());
    patient.walk_to("page:symptoms");
    const auto before = patient.counted();
    const std::string at = patient.at();
    patient.take(patient.walk.set_language("da"));
    CHECK(patient.at() == at);
    CHECK(patient.walk.page()->language == "da");
    CHECK(patient.counted() == before);
    CHECK(session::fold(patient.events).language == "da");
}

TEST_CASE("stop, time-out and finish end the walk in their own words, once") {
    const SmallClinic clinic;
    const auto ended = [&](std::string_view at, auto&& how, WalkStatus status, const char* word) {
        Patient patient(clinic.content());
        patient.walk_to(at);
        patient.take(how(patient.walk));
        CHECK(patient.walk.status() == status);
        CHECK(session::fold(patient.events).status == word);
        CHECK(how(patient.walk).empty());
        CHECK_FALSE(patient.next().moved);
        CHECK_FALSE(patient.walk.can_go_back());
    };
    ended(
        "signs.a", [](Walk& walk) { return walk.stop(Stop::Keep); }, WalkStatus::Stopped,
        "stopped");
    ended(
        "signs.a", [](Walk& walk) { return walk.expire(); }, WalkStatus::Expired, "expired");
    ended(
        "signs.a", [](Walk& walk) { return walk.stop(Stop::Delete); }, WalkStatus::Withdrawn, "");
    ended(
        "show.finish", [](Walk& walk) { return walk.finish(); }, WalkStatus::Complete, "complete");
    // Nobody presses "I am finished": everything was answered all the same.
    ended(
        "show.finish", [](Walk& walk) { return walk.expire(); }, WalkStatus::Complete, "complete");
}
