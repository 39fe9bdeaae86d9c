// The report as a file of a whole research export, from the archive on.
#include <catch2/catch.hpp>

#include "study_world.h"

using namespace spine;
using Catch::Matchers::Contains;
using test::StudyText;
using test::StudyWorld;

namespace {

// Who said on the same day how satisfied they were.
void add_with_after(StudyWorld& clinic) {
    StudyWorld::Session after;
    after.after_visit = true;
    after.code = clinic.code_of(clinic.add({}));
    ++after.started;
    after.says = {{"visit.satisfaction", "8"}};
    std::ignore = clinic.add(std::move(after));
}

void add_stopped(StudyWorld& clinic) {
    StudyWorld::Session session;
    session.status = crypto::SessionStatus::Stopped;
    session.last_shown = "know.xrays";
    session.says = {{"about.part", "\"low-back\""}};
    std::ignore = clinic.add(std::move(session));
}

// The number in the last cell of a row.
std::string last_cell(const std::string& html, const std::string& row) {
    const auto begins = html.find("<tr><th scope=\"row\" dir=\"auto\">" + row + "</th>");
    const auto ends = html.find("</td></tr>", begins);
    if (begins == std::string::npos || ends == std::string::npos) return {};
    const auto cell = html.rfind("<td>", ends) + 4;
    return html.substr(cell, ends - cell);
}

}  // namespace

TEST_CASE("every research export has a report, of the study's own columns and rows") {
    StudyWorld clinic;
    clinic.add_many(260);
    for (int i = 0; i < 40; ++i) add_with_after(clinic);
    for (int i = 0; i < 30; ++i) add_stopped(clinic);
    StudyText study;
    study.data = "primary_outcome = \"score_worry_change\"\nrelated_to = \"score_calm_before\"\n";
    const auto result = clinic.exported(study.toml());
    const std::string html = test::slurp(clinic.out() / "report.html");
    CHECK_THAT(html, Contains(std::to_string(result.rows) + " first-time sessions"));
    for (const char* said :
         {"Worry, after minus before", "Calm from a scan, before the pages",
          "First asking: knowledge", "Many people without back pain", "A name for it",
          "chart-questions", "before-assessment-long", "spine-kiosk test"}) {
        CAPTURE(said);
        CHECK_THAT(html, Contains(said));
    }
    CHECK_THAT(html, Contains(result.report.columns.at(0).column));
    CHECK(html.find("=SUM(A1)") == std::string::npos);
    // They stopped behind the last question of knowledge; all but a few are in the data.
    const int stopped = std::stoi(last_cell(html, "First asking: knowledge"));
    CHECK(stopped > 20);
    CHECK(stopped <= 30);
    CHECK_THAT(html, Contains("how satisfied they were, 0 to 10"));
    CHECK_THAT(html, Contains("the mean was 8.0 (0.0)"));
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
