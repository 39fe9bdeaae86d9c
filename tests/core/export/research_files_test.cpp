// What stands beside the data: the data package, the codebook, the disclosure report.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "study_world.h"

using namespace spine;
using namespace spine::exporting;
using Catch::Matchers::Contains;
using test::Rows;
using test::StudyText;
using test::StudyWorld;
using test::values_in;
namespace fs = std::filesystem;

TEST_CASE("a data package says what each column of its CSV is") {
    StudyWorld clinic;
    clinic.add_many(300);
    const ExportResult result = clinic.exported(StudyText().toml());
    const auto package = nlohmann::json::parse(test::slurp(clinic.out() / "datapackage.json"));
    CHECK(package["profile"] == "tabular-data-package");
    const auto& resource = package["resources"][0];
    CHECK(resource["bytes"] == fs::file_size(clinic.out() / "data.csv"));
    const Rows data = clinic.data();
    const auto& fields = resource["schema"]["fields"];
    REQUIRE(fields.size() == data.at(0).size());
    const auto missing = resource["schema"]["missingValues"].get<std::set<std::string>>();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        INFO(fields[i].dump());
        CHECK(fields[i]["name"] == data[0][i]);
        const auto constraints = fields[i].value("constraints", nlohmann::json::object());
        for (const std::string& value : values_in(data, data[0][i])) {
            if (missing.contains(value)) continue;
            if (constraints.contains("enum")) {
                std::set<std::string> allowed;
                for (const auto& one : constraints["enum"])
                    allowed.insert(one.is_string() ? one.get<std::string>() : one.dump());
                CHECK(allowed.contains(value));
            }
            if (constraints.contains("minimum")) {
                CHECK(std::stod(value) >= constraints["minimum"].get<double>());
                CHECK(std::stod(value) <= constraints["maximum"].get<double>());
            }
        }
    }
    const std::string codebook = test::slurp(clinic.out() / "codebook.md");
    const std::string page = test::slurp(clinic.out() / "codebook.html");
    for (const std::string& name : result.variables) {
        std::string escaped;
        for (const char c : name) escaped.append(c == '_' ? "\\_" : std::string(1, c));
        CHECK_THAT(codebook, Contains("## " + escaped));
        CHECK_THAT(page, Contains("<h2 id=\"" + name + "\">"));
    }
    // Each question in each language, and nothing that a reader's program would fetch or run.
    const auto* worry = clinic.config.questionnaires.at("before-assessment-long").find("worry");
    REQUIRE_FALSE(worry->text.translations.empty());
    for (const auto& [language, words] : worry->text.translations) {
        CHECK_THAT(codebook, Contains("wording (" + language + "): " + words));
        CHECK_THAT(page, Contains("<dd dir=\"auto\">" + words + "</dd>"));
    }
    for (const char* fetched : {"<link", "<script", "<img", "<iframe", "src=", "href=", "url(",
                                "@import", "http-equiv=\"refresh\"", " on"}) {
        CAPTURE(fetched);
        std::size_t in_tags = 0;
        for (auto at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1))
            in_tags += page.substr(at, page.find('>', at) - at).find(fetched) != std::string::npos;
        CHECK(in_tags == 0);
    }
}

TEST_CASE("small counts of who was left out are hidden, so that none can be worked out") {
    StudyWorld clinic;
    clinic.add_many(250);
    for (int i = 0; i < 8; ++i) std::ignore = clinic.add_saying({{"consent.research", "false"}});
    for (int i = 0; i < 9; ++i) std::ignore = clinic.add_saying({{"about.first-time", "\"no\""}});
    std::ignore = clinic.add_saying({{"about.who", "\"for-me\""}});
    std::ignore = clinic.exported(StudyText().toml());
    const auto report = nlohmann::json::parse(test::slurp(clinic.out() / "disclosure.json"));
    const auto& hidden = report["flow"]["left_out"];
    CHECK(hidden["answered by somebody else"].is_null());
    // The next larger goes with it, and the sum; all others may be shown.
    CHECK(hidden["no consent to research"].is_null());
    CHECK(hidden["not the first time here, or not sure"] == 9);
    CHECK(report["flow"]["sessions"].is_null());
    CHECK_THAT(test::slurp(clinic.out() / "disclosure.md"),
               Contains("answered by somebody else | hidden |"));
}

TEST_CASE("one who is hidden among who was left out is in no difference of two other counts") {
    StudyWorld clinic;
    clinic.add_many(250);
    std::ignore = clinic.add_saying({{"consent.research", "false"}});
    const ExportResult result = clinic.exported(StudyText().toml());
    const auto report = nlohmann::json::parse(test::slurp(clinic.out() / "disclosure.json"));
    CHECK(report["flow"]["left_out"]["no consent to research"].is_null());
    CHECK(report["flow"]["sessions"].is_null());
    CHECK_THAT(test::slurp(clinic.out() / "disclosure.md"), !Contains("251"));
    // Everybody can count the rows: who was suppressed follows from them and from first_time.
    const bool few = result.report.suppressed > 0 && result.report.suppressed < 5;
    CHECK(report["suppressed"].is_null() == few);
    CHECK(report["loss"].is_null() == few);
    CHECK(report["flow"]["first_time"].is_null() == few);
}
