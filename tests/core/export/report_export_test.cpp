// The report as a file of a whole research export, from the archive on.
#include <catch2/catch.hpp>

#include "study_world.h"

using namespace spine;
using Catch::Matchers::Contains;
using test::StudyText;
using test::StudyWorld;

TEST_CASE("every research export has a report, of the study's own columns and rows") {
    StudyWorld clinic;
    clinic.add_many(260);
    StudyText study;
    study.data = "primary_outcome = \"score_worry_change\"\nrelated_to = \"score_calm_before\"\n";
    const auto result = clinic.exported(study.toml());
    const std::string html = test::slurp(clinic.out() / "report.html");
    CHECK_THAT(html, Contains(std::to_string(result.rows) + " first-time sessions"));
    for (const char* said :
         {"Worry, after minus before", "Worry and calm, before the pages",
          "First asking: knowledge", "Many people without back pain", "A name for it",
          "chart-questions", "before-assessment-long", "spine-kiosk test"}) {
        CAPTURE(said);
        CHECK_THAT(html, Contains(said));
    }
    CHECK_THAT(html, Contains(result.report.columns.at(0).column));
    CHECK(html.find("=SUM(A1)") == std::string::npos);
}

TEST_CASE("a study for anybody has a report of scores alone") {
    StudyWorld clinic;
    clinic.add_many(400);
    StudyText study;
    study.profile = "public";
    std::ignore = clinic.exported(study.toml());
    const std::string html = test::slurp(clinic.out() / "report.html");
    CHECK_THAT(html, Contains("chart-domains"));
    CHECK_THAT(html, Contains("hold no answers to single questions"));
    CHECK_THAT(html, Contains("hold no answers that were given after the visit"));
}

TEST_CASE("what a study relates its outcome to is another number of its data") {
    StudyWorld clinic;
    for (const char* wrong : {"score_worry_change", "nothing", "about_duration"}) {
        CAPTURE(wrong);
        StudyText study;
        study.data = "primary_outcome = \"score_worry_change\"\nrelated_to = \"" +
                     std::string(wrong) + "\"\n";
        auto request = clinic.request(study.toml());
        const auto result = clinic.run(request);
        REQUIRE_FALSE(result);
        CHECK_THAT(result.error().sentence(), Contains("data.related_to"));
    }
}
