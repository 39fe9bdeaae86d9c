#include <catch2/catch.hpp>

#include "fixture.h"
#include "review/signs.h"

using namespace spine;
using review::Warning;
using test::Patient;
using test::usual_patient;

TEST_CASE("no sign ticked is said with the number of signs that were asked and answered") {
    const auto config = test::real_config();
    const auto strip = review::warning_strip(config, usual_patient().visit(config), "en");
    CHECK(strip.kind == Warning::NoneTicked);
    CHECK(strip.asked == 10);
    CHECK(strip.answered == 10);

    const Patient half = Patient().says("signs.a", "[\"none\"]").stopped_at("signs.a");
    CHECK(review::warning_strip(config, half.visit(config), "en").kind == Warning::NoneTicked);
    CHECK(review::warning_strip(config, half.visit(config), "en").answered == 6);
}

TEST_CASE("signs that were not reached are never called none") {
    const auto config = test::real_config();
    const auto strip =
        review::warning_strip(config, Patient().stopped_at("about.part").visit(config), "en");
    CHECK(strip.kind == Warning::NotReached);
    CHECK(strip.answered == 0);
}

TEST_CASE("every sign of a tier is named in the clinic's language, a not sure as counting") {
    const auto config = test::real_config();
    const Patient patient = usual_patient()
                                .says("signs.a", "[\"not-sure\"]")
                                .says("signs.a.each.numb-saddle", "\"yes\"")
                                .says("signs.a.each.urine", "\"not-sure\"")
                                .says("signs.a.each.bowel", "\"no\"")
                                .says("signs.a.each.leg-weakness", "\"no\"")
                                .says("signs.a.each.both-legs", "\"no\"")
                                .says("signs.a.each.sexual-function", "\"no\"")
                                .tier("a");
    const auto strip = review::warning_strip(config, patient.visit(config), "en");
    CHECK(strip.kind == Warning::TierA);
    const std::vector<review::Sign> expected = {
        {"Numb between legs, genitals or bottom", false, "a"},
        {"Trouble passing, feeling or holding urine", true, "a"}};
    CHECK(strip.signs == expected);
    CHECK(strip.answered == 10);
    const auto danish = review::warning_strip(config, patient.visit(config), "da");
    REQUIRE(danish.signs.size() == 2);
    CHECK(danish.signs[0].words != expected[0].words);
}

TEST_CASE("a not sure whose single signs were left open remains one, and counts as ticked") {
    const auto config = test::real_config();
    const Patient patient = Patient()
                                .says("signs.a", "[\"not-sure\"]")
                                .says("signs.a.each.numb-saddle", "\"no\"")
                                .stopped_at("signs.a.each.urine");
    const auto strip = review::warning_strip(config, patient.visit(config), "en");
    CHECK(strip.kind == Warning::Ticked);
    CHECK(strip.signs.size() == 5);
    for (const review::Sign& sign : strip.signs) CHECK(sign.not_sure);
    CHECK(strip.answered == 1);
    CHECK(strip.asked == 10);
}

TEST_CASE("a tier that was reached stays, though the patient went back and unticked the sign") {
    const auto config = test::real_config();
    const auto strip = review::warning_strip(config, usual_patient().tier("a").visit(config), "en");
    CHECK(strip.kind == Warning::TierA);
    CHECK(strip.signs.empty());
}

TEST_CASE("a sign that no tier of this clinic takes up is still shown as ticked") {
    auto config = test::real_config();
    config.walks.at("before-assessment").tier_a = std::nullopt;
    const Patient patient = usual_patient().says("signs.a", "[\"both-legs\"]");
    const auto strip = review::warning_strip(config, patient.visit(config), "en");
    CHECK(strip.kind == Warning::Ticked);
    CHECK(strip.signs == std::vector<review::Sign>{{"Pain in both legs", false, ""}});
}
