#include <catch2/catch.hpp>

#include "fixture.h"
#include "review/patient.h"

using namespace spine;
using review::Mark;
using test::Patient;
using test::usual_patient;

namespace {

review::PatientPage page_of(const config::Config& config, const Patient& patient,
                            std::string_view language = "en") {
    return review::patient_page(config, patient.visit(config), {}, language);
}

}  // namespace

TEST_CASE("a clinician reads on one page who answered, where it hurts, the words and questions") {
    const auto config = test::real_config();
    const Patient patient = usual_patient()
                                .says("about.age", "\"40-49\"")
                                .says("about.duration", "\"over-1-year\"")
                                .says("about.drawing", R"(["back.thigh.left","back.lower"])")
                                .says("about.pain-now", "6")
                                .says("words.hope", "\"A picture for my boss\"")
                                .says("ask.prepared", R"(["active","cause"])")
                                .says("ask.own", "\"Why my leg?\"")
                                .knows({"true", "true", "not-sure"}, ".after");
    const auto page = page_of(config, patient);
    CHECK(page.code == "131873");
    CHECK(page.tablet == "Tablet 2");
    CHECK(page.language_name == "English");
    CHECK(page.status == "complete");
    CHECK(page.age_band == "40 to 49");
    CHECK(page.who_answered == "self");
    CHECK_FALSE(page.proxy);
    CHECK(page.duration == "Over a year");
    CHECK(page.pain_words == "Lower back · Left thigh, back");
    CHECK(page.pain_codes == std::vector<std::string>{"back.lower", "back.thigh.left"});
    CHECK(page.pain_now == 6);
    CHECK_FALSE(page.pain_worst);
    CHECK(page.own_words == "A picture for my boss");
    CHECK(page.own_words_language == "en");
    CHECK(page.questions == std::vector<std::string>{"What may cause my pain?",
                                                     "Can I work and be active?", "Why my leg?"});
    CHECK(page.teach_back.right == 1);
    CHECK(page.teach_back.of == 3);
    REQUIRE(page.teach_back.misses.size() == 2);
    CHECK(page.teach_back.misses[0].topic == "what a normal scan means");
    CHECK(page.teach_back.misses[0].answer == "True");
    CHECK(page.teach_back.misses[1].not_sure);

    const auto danish = page_of(config, patient, "da");
    CHECK(danish.questions[0] != page.questions[0]);
    CHECK(danish.questions[2] == "Why my leg?");
    CHECK(danish.pain_words != page.pain_words);
    CHECK(danish.own_words == page.own_words);
}

TEST_CASE("an empty place says whether it was reached") {
    const auto config = test::real_config();
    const auto complete = page_of(config, usual_patient().says("words.hope", "null"));
    CHECK(complete.drawing == Mark::NotAnswered);
    CHECK(complete.words == Mark::NotAnswered);
    CHECK(complete.asks == Mark::NotAnswered);
    CHECK(complete.teach_back.mark == Mark::NotAnswered);
    const auto stopped = page_of(config, usual_patient().stopped_at("about.drawing"));
    CHECK(stopped.drawing == Mark::NotAnswered);
    CHECK(stopped.words == Mark::NotReached);
    CHECK(stopped.asks == Mark::NotReached);
    CHECK(stopped.teach_back.mark == Mark::NotReached);
    CHECK(stopped.hopes == Mark::NotReached);
    CHECK(stopped.headline.empty());
    const auto neck = page_of(config, Patient().says("about.part", "\"neck-upper-back\""));
    CHECK(neck.teach_back.mark == Mark::NotAsked);
    CHECK(neck.teach_back.of == 0);
}

TEST_CASE("no hope of the scan is only said of a patient who was asked") {
    const auto config = test::real_config();
    CHECK(page_of(config, usual_patient()).headline.empty());
    CHECK(page_of(config, usual_patient()).hopes == Mark::NotAnswered);
    CHECK(page_of(config, usual_patient().hopes({0})).headline == "No strong hope of the scan");
}

TEST_CASE("somebody who answered for the patient is marked") {
    const auto config = test::real_config();
    CHECK(page_of(config, usual_patient().says("about.who", "\"for-me\"")).proxy);
    CHECK_FALSE(page_of(config, usual_patient().says("about.who", "\"with-help\"")).proxy);
}

TEST_CASE("answers after the visit stand under the page, with the days between") {
    const auto config = test::real_config();
    constexpr UnixMs day = 86'400'000, first = 1'795'510'680'000;
    const Patient later = Patient("after-visit")
                              .after_visit()
                              .code("131873", first + 2 * day)
                              .says("visit.satisfaction", "8")
                              .says("visit.serious", "\"4\"")
                              .says("visit.hopes", "\"some\"")
                              .says("visit.scan", "null");
    const auto page =
        review::patient_page(config, usual_patient().visit(config), {later.visit(config)}, "en");
    REQUIRE(page.after_visit.size() == 1);
    CHECK(page.after_visit[0].days_after == 2);
    const auto& lines = page.after_visit[0].lines;
    REQUIRE(lines.size() == 6);
    CHECK(lines[0].question == "How satisfied are you with your visit?");
    CHECK(lines[0].answer == "8");
    CHECK(lines[1].answer == "Completely agree");
    CHECK(lines[2].mark == Mark::NotAnswered);
    CHECK(lines[4].answer == "Some of it");
    CHECK(lines[5].answer.empty());
}

TEST_CASE("answers that the questionnaire does not know, or that do not fit, are left out") {
    const auto config = test::real_config();
    const auto visit = usual_patient()
                           .says("no.such.item", "\"x\"")
                           .says("worry", "\"much\"")
                           .says("hope.proof.had", "\"4\"")
                           .visit(config);
    CHECK_FALSE(visit.answers.contains("no.such.item"));
    CHECK_FALSE(visit.answers.contains("worry"));
    // The variant for a patient who had a scan is not relevant to this one.
    CHECK_FALSE(visit.answers.contains("hope.proof.had"));
    CHECK(visit.answers.contains("about.part"));
}

TEST_CASE("a session whose questionnaire is not in its configuration still shows its tier") {
    const auto config = test::real_config();
    review::Visit visit = usual_patient().tier("a").visit(config);
    visit.questionnaire = "another";
    const auto page = review::patient_page(config, visit, {}, "en");
    CHECK(page.warning.kind == review::Warning::TierA);
    CHECK(page.profile.empty());
    CHECK(page.guide.empty());
}
