// The report's page: nothing from elsewhere, nothing that runs, nothing that a text could slip in.
#include "export/report_page.h"

#include <catch2/catch.hpp>

#include "report_table.h"

using namespace spine;
using namespace spine::exporting;
using Catch::Matchers::Contains;
using Catch::Matchers::Equals;
using test::ReportTable;

namespace {

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
        ++found;
    return found;
}

ReportTable full() {
    ReportTable made;
    for (int i = 0; i < 60; ++i) {
        auto row = made.row();
        row[ReportTable::Before] = 50.0 + i % 7;
        row[ReportTable::After] = 40.0 + i % 5;
        row[ReportTable::Change] = -10.0 + i % 5 - i % 7;
        row[ReportTable::KnowBefore] = Coded{static_cast<std::uint16_t>(i % 3)};
        row[ReportTable::KnowAfter] = Coded{static_cast<std::uint16_t>(i % 2)};
        row[ReportTable::Satisfaction] = std::int64_t{i % 11};
        row[ReportTable::Hopes] = Coded{static_cast<std::uint16_t>(i % 3)};
        row[ReportTable::When] = Coded{0};
        made.add(row);
    }
    made.columns.related = ReportTable::Satisfaction;
    return made;
}

}  // namespace

TEST_CASE("a report runs nothing and asks nobody for anything") {
    const std::string html = full().html();
    for (const char* never : {"<script", "http://", "https://", "url(", "@import", " src=", "href=",
                              "<link", "<iframe", "<object", "onload", "javascript:"}) {
        CAPTURE(never);
        CHECK(html.find(never) == std::string::npos);
    }
    CHECK_THAT(html, Contains("default-src 'none'"));
    CHECK_THAT(html, Contains("@media print"));
}

TEST_CASE("each chart has a title, its figures in words, and a table of them") {
    const std::string html = full().html();
    const std::size_t charts = count_of(html, "<svg ");
    CHECK(charts == 5);
    CHECK(count_of(html, "<svg role=\"img\"") == charts);
    for (std::size_t at = 0; (at = html.find("<svg ", at)) != std::string::npos; ++at) {
        const std::string svg = html.substr(at, html.find("</svg>", at) - at);
        const std::string behind = html.substr(at, html.find("</figure>", at) - at);
        CAPTURE(svg.substr(0, 200));
        const auto title = svg.find("<title id="), words = svg.find("<desc id=");
        REQUIRE(title != std::string::npos);
        REQUIRE(words != std::string::npos);
        CHECK(svg.find("</desc>") > words + 30);
        CHECK(count_of(behind, "<table") == 1);
        CHECK(count_of(behind, "<figcaption>") == 1);
        // What it is labelled by is there, and once on the page.
        const auto id = svg.find("aria-labelledby=\"") + 17;
        const std::string label = svg.substr(id, svg.find(' ', id) - id);
        CHECK(count_of(html, "id=\"" + label + "\"") == 1);
    }
    CHECK_THAT(html, Contains("Proof: 52.9 before, 42.0 after, change –10.9."));
}

TEST_CASE("no text of a study or a questionnaire becomes part of the page") {
    ReportTable made = full();
    const std::string evil = "<script>alert(1)</script><b title=\"x\">&";
    made.table.study.title = made.table.study.question = made.table.study.ethics = evil;
    made.table.study.program = made.table.study.clinic = evil;
    made.columns.domains[0].title = made.columns.questions[0].text = evil;
    made.columns.parts[0].title = evil;
    for (auto& variable : made.table.variables) {
        variable.name = evil;
        variable.words["en"] = evil;
        variable.questionnaire = evil;
        for (auto& label : variable.labels) label.words["en"] = evil;
    }
    const std::string html = made.html();
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("<b title") == std::string::npos);
    CHECK_THAT(html,
               Contains("&lt;script&gt;alert(1)&lt;/script&gt;&lt;b title=&quot;x&quot;&gt;&amp;"));
}

TEST_CASE("a report says what it cannot show, and how it was made") {
    ReportTable made = full();
    made.table.variables[ReportTable::Before].questionnaire = "urn:test|7";
    const std::string html = made.html();
    for (const char* said :
         {"no control group", "minutes apart", "a clinician would see their answers",
          "regression to the mean", "completers only", "no change is shown by page", "no cause",
          "spine-kiosk 0.1.0", "0123456789abcdef", "urn:test|7", "Bonett and Wright", "Student’s t",
          "not to the clinic while the archive exists"}) {
        CAPTURE(said);
        CHECK_THAT(html, Contains(said));
    }
}

TEST_CASE("an association whose interval holds zero is not called one") {
    ReportTable made = full();
    for (std::size_t i = 0; i < made.rows.size(); ++i)
        made.rows[i][ReportTable::Satisfaction] = std::int64_t((i * 7) % 11);
    CHECK_THAT(made.html(), Contains("No association with"));
    for (std::size_t i = 0; i < made.rows.size(); ++i)
        made.rows[i][ReportTable::Satisfaction] =
            std::int64_t(20 + std::get<double>(made.rows[i][ReportTable::Change]));
    CHECK_THAT(made.html(), Contains("went with higher values"));
}

TEST_CASE("an empty data set has a report, too") {
    CHECK_THAT(ReportTable().html(), Contains("too few answers to show"));
}

TEST_CASE("numbers are written as people read them") {
    CHECK_THAT(number(-3.25, 1), Equals("–3.2"));
    CHECK_THAT(number(-0.01, 1), Equals("0.0"));
    CHECK_THAT(plus(0.04, 1), Equals("0.0"));
    CHECK_THAT(plus(2.5, 1), Equals("+2.5"));
    CHECK_THAT(with_commas(999), Equals("999"));
    CHECK_THAT(with_commas(1'234'567), Equals("1,234,567"));
    CHECK_THAT(count_text({ShownCount::Hidden, 0}, 7), Equals("under 7"));
    CHECK_THAT(count_text({ShownCount::AtLeast, 1'992}, 5), Equals("at least 1,992"));
}
