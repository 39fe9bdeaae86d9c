// The report of two thousand simulated patients: written beside their rows, recomputed by R,
// opened and printed by a browser.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>

#include "export/csv_format.h"
#include "export/report.h"
#include "report_patients.h"
#include "support/command_line.h"

using namespace spine;
using namespace spine::exporting;
using Catch::Matchers::Contains;
using test::ReportPatients;

namespace {

namespace fs = std::filesystem;

// Rows as CSV and their report, from one reading.
class WrittenReport {
  public:
    explicit WrittenReport(ReportPatients& patients) {
        std::vector<std::unique_ptr<ResearchFormat>> formats;
        formats.push_back(std::make_unique<CsvFormat>());
        formats.push_back(std::make_unique<ReportFormat>(patients.columns, patients.facts));
        auto made = ExportFolder::make(folder());
        REQUIRE(made);
        REQUIRE(write_table(patients, formats, **made, {}));
        REQUIRE((*made)->keep());
    }
    [[nodiscard]] fs::path folder() const { return to_ / "export"; }
    [[nodiscard]] std::string html() const { return test::slurp(folder() / "report.html"); }

  private:
    test::TemporaryFolder to_;
};

// The text of the figure with this chart, "|" for each tag or several.
std::string figure_of(const std::string& html, const std::string& chart) {
    const auto begins = html.find("id=\"" + chart);
    if (begins == std::string::npos) return {};
    std::string cells = "|";
    bool tag = true;
    for (const char c : html.substr(begins, html.find("</figure>", begins) - begins)) {
        if (c == '<') {
            tag = true;
            if (cells.back() != '|') cells += '|';
        } else if (c == '>') {
            tag = false;
        } else if (!tag && c != '\n') {
            cells += c;
        }
    }
    return cells;
}

bool has_or_skip(const std::string& program) {
    if (test::can_call(program)) return true;
    std::cout << "SKIPPED: there is no " << program << "\n";
    return false;
}

void photograph(const fs::path& report) {
    const char* folder = std::getenv("SPINE_PHOTOS");
    if (folder == nullptr) return;
    fs::create_directories(folder);
    fs::copy_file(report, fs::path(folder) / "report.html", fs::copy_options::overwrite_existing);
}

}  // namespace

TEST_CASE("the report of two thousand patients is written with their rows") {
    ReportPatients patients(2'000);
    const WrittenReport written(patients);
    const std::string html = written.html();
    CHECK_THAT(html, Contains("2,000 first-time sessions"));
    CHECK_THAT(html, Contains("Spearman"));
    for (const char* chart : {"chart-steps", "chart-domains", "chart-questions",
                              "chart-satisfaction", "chart-correlation"})
        CHECK_THAT(html, Contains(chart));
    CHECK(html.find("nan") == std::string::npos);
    CHECK(html.size() < 200'000);
    photograph(written.folder() / "report.html");
}

TEST_CASE("the memory of a report does not grow with its rows") {
    // All that it keeps is as large after ten rows as after many: its page, to a few digits.
    ReportPatients few(300), many(30'000);
    const auto small = WrittenReport(few).html().size(), large = WrittenReport(many).html().size();
    CHECK(large < small + small / 10);
}

TEST_CASE("R reproduces means, intervals and the association from the exported rows") {
    if (!test::long_form()) return;
    if (!has_or_skip("Rscript")) return;
    ReportPatients patients(2'000);
    const WrittenReport written(patients);
    const auto script = test::project() / "tests" / "core" / "export" / "report_check.R";
    const auto read = test::command_line("Rscript '" + script.string() + "' '" +
                                         (written.folder() / "data.csv").string() + "'");
    INFO(read.err);
    REQUIRE(read.code == 0);
    const std::string html = written.html();
    std::istringstream lines(read.out);
    std::size_t compared = 0;
    for (std::string chart, name, cells;
         std::getline(lines, chart, '\t') && std::getline(lines, name, '\t') &&
         std::getline(lines, cells);
         ++compared) {
        for (const auto& domain : patients.columns.domains)
            if (name == patients.table().variables[*domain.before].name) name = domain.title;
        CAPTURE(chart, name);
        CHECK_THAT(figure_of(html, chart), Contains("|" + name + "|" + cells + "|"));
    }
    CHECK(compared == 8 + 1 + 4);
}

TEST_CASE("a browser opens the report, prints it on A4, and shows its words") {
    if (!test::long_form()) return;
    if (!has_or_skip("chromium")) return;
    ReportPatients patients(2'000);
    const WrittenReport written(patients);
    const std::string begin = "cd '" + written.folder().string() +
                              "' && HOME=. chromium --headless --no-sandbox --disable-gpu "
                              "--user-data-dir=browser ";
    const auto shown = test::command_line(begin + "--dump-dom report.html");
    REQUIRE(shown.code == 0);
    CHECK_THAT(shown.out, Contains("2,000 first-time sessions"));
    const auto printed =
        test::command_line(begin + "--print-to-pdf=report.pdf --no-pdf-header-footer report.html");
    REQUIRE(printed.code == 0);
    const std::string pdf = test::slurp(written.folder() / "report.pdf");
    REQUIRE(pdf.starts_with("%PDF"));
    // A4 in points, a little rounded: 595 by 842.
    CHECK_THAT(pdf,
               Contains("/MediaBox [0 0 594.95996 841.91998]") || Contains("/MediaBox [0 0 595"));
    if (const char* folder = std::getenv("SPINE_PHOTOS")) {
        const auto photo =
            test::command_line(begin + "--hide-scrollbars --window-size=1200,9000 --screenshot='" +
                               (fs::absolute(folder) / "report.png").string() + "' report.html");
        CHECK(photo.code == 0);
    }
}
