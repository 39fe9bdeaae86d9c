// Classes of what is written, counted by whoever knows nothing of how they were made.
#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "export/research_export.h"
#include "study_world.h"

using namespace spine;
using namespace spine::exporting;
using namespace spine::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

TEST_CASE("every class of what is written has k rows, and the report says so") {
    StudyWorld clinic;
    clinic.add_many(400);
    const ExportResult result = clinic.exported(StudyText().toml());
    const Rows data = clinic.data();
    REQUIRE(data.size() == result.rows + 1);
    CHECK(result.rows >= 380);
    CHECK(result.flow.sessions == 400);
    std::uint64_t smallest = result.rows;
    const auto classes = classes_of(data);
    for (const auto& [values, rows] : classes) smallest = std::min(smallest, rows);
    CHECK(smallest >= 5);
    const auto report = nlohmann::json::parse(test::slurp(clinic.out() / "disclosure.json"));
    CHECK(report["rows"] == result.rows);
    CHECK(report["smallest_class"] == smallest);
    CHECK(report["classes"] == classes.size());
    CHECK(report["risk"]["maximum"].get<double>() == Approx(1.0 / static_cast<double>(smallest)));
    CHECK(report["risk"]["mean"].get<double>() ==
          Approx(static_cast<double>(classes.size()) / static_cast<double>(result.rows)));
    if (report["suppressed"].is_null())
        CHECK((result.rows > 395 && result.rows < 400));
    else
        CHECK(report["suppressed"] == 400 - result.rows);
}

TEST_CASE("a public study's classes have twelve rows and its data no single answer") {
    StudyWorld clinic;
    clinic.add_many(400);
    StudyText text;
    text.profile = "public";
    const ExportResult result = clinic.exported(text.toml());
    const Rows data = clinic.data();
    for (const auto& [values, rows] : classes_of(data)) CHECK(rows >= 12);
    CHECK(result.report.prosecutor.maximum <= 0.09);
    for (const std::string& name : data.at(0)) {
        INFO(name);
        const std::set<std::string> usual = {"pseudonym", "age", "sex", "language", "period"};
        CHECK((usual.contains(name) || name.starts_with("score_") || name.starts_with("pain_")));
    }
}

TEST_CASE("later visits leave on request, and make no class large enough") {
    StudyWorld clinic;
    clinic.add_many(250);
    // A class of later visits alone.
    for (int i = 0; i < 30; ++i)
        std::ignore =
            clinic.add_saying({{"about.first-time", "\"no\""}, {"about.age", "\"18-29\""}}, "ar");
    StudyText text;
    text.data += "repeated_visits = true\n";
    const ExportResult result = clinic.exported(text.toml());
    CHECK(result.flow.repeated == 30);
    const Rows data = clinic.data();
    CHECK(data.size() == result.rows + 1);
    const std::size_t first_time = column_of(data, "first_time");
    Rows persons;
    persons.push_back(data.front());
    std::copy_if(data.begin() + 1, data.end(), std::back_inserter(persons),
                 [&](const auto& row) { return row.at(first_time) == "true"; });
    CHECK(persons.size() == result.report.released + 1);
    const auto classes = classes_of(persons);
    for (const auto& [values, rows] : classes) CHECK(rows >= 5);
    for (const auto& [values, rows] : classes_of(data)) {
        REQUIRE(classes.contains(values));
        const auto later = rows - classes.at(values);
        CHECK((later == 0 || later >= 5));
    }
    CHECK(result.later == data.size() - persons.size());
    CHECK(result.later >= 5);
    auto dry = clinic.request(text.toml());
    dry.dry_run = true;
    CHECK(clinic.run(dry)->rows == result.rows);
}

TEST_CASE("a later visit leaves by the class of its coarse values, among k of them or not at all") {
    StudyWorld clinic;
    clinic.add_many(250);
    StudyText text;
    text.data += "repeated_visits = true\n";
    // Fewer than k of them, in the largest class of all.
    for (int i = 0; i < 4; ++i) std::ignore = clinic.add_saying({{"about.first-time", "\"no\""}});
    CHECK(clinic.exported(text.toml()).later == 0);
    const Rows data = clinic.data();
    CHECK(values_in(data, "first_time") == std::set<std::string>{"true"});
}

TEST_CASE("who stopped, and who had help, stand in a class of k that did, or nobody sees it") {
    StudyWorld clinic;
    clinic.add_many(300);
    StudyWorld::Session stopped;
    stopped.status = crypto::SessionStatus::Stopped;
    std::ignore = clinic.add(stopped);
    for (int i = 0; i < 3; ++i) std::ignore = clinic.add_saying({{"about.who", "\"with-help\""}});
    std::ignore = clinic.exported(StudyText().toml());
    const Rows data = clinic.data();
    for (const char* name : {"status", "questionnaire", "about_who"}) {
        INFO(name);
        const auto column = column_of(data, name);
        std::map<std::string, int> rows;
        for (std::size_t i = 1; i < data.size(); ++i) ++rows[data[i].at(column)];
        for (const auto& [value, count] : rows) CHECK(count >= 5);
    }
    for (const auto& [values, rows] : classes_of(data)) CHECK(rows >= 5);
}

TEST_CASE("what leaves coarser is not told by what was asked because of it") {
    StudyWorld clinic;
    clinic.add_many(300);
    StudyText text;
    // Finer than "*" nothing leaves of it, so that every row has "anywhere".
    text.more =
        "[[quasi_identifier]]\nname = \"part\"\nfrom = \"about.part\"\n"
        "rest = [\"anywhere\", \"*\"]\n";
    const ExportResult result = clinic.exported(text.toml());
    const Rows data = clinic.data();
    // Asked of a sore low back alone.
    for (const char* told : {"know_changes", "score_knowledge_before", "answered_knowledge_before"})
        CHECK(values_in(data, told) == std::set<std::string>{"suppressed"});
    // Asked of everybody.
    CHECK(values_in(data, "worry").size() > 5);
    CHECK(values_in(data, "score_doors_before").size() > 1);
    const std::string said = test::slurp(clinic.out() / "disclosure.md");
    CHECK_THAT(said, Contains("`know_changes`: whether it was asked would tell what `part`"));
    CHECK(result.withheld.size() > 5);
    CHECK_THAT(test::slurp(clinic.out() / "codebook.md"), Contains("Withheld from all rows"));
    fs::remove_all(clinic.out());
    for (const char* named : {"primary_outcome = \"score_knowledge_change\"\n",
                              "primary_outcome = \"score_worry_change\"\n"
                              "related_to = \"score_knowledge_change\"\n"}) {
        text.data = named;
        auto wanted = clinic.request(text.toml());
        const auto refused = clinic.run(wanted);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().cause == exporting::causes::cannot_protect);
        CHECK_THAT(refused.error().sentence(), Contains("\"score_knowledge_change\""));
        CHECK_FALSE(fs::exists(clinic.out()));
    }
}

TEST_CASE("a class is diverse in what the study names as sensitive") {
    StudyWorld clinic;
    clinic.add_many(400);
    StudyText text;
    text.more = "[[sensitive]]\nvariable = \"about_duration\"\nl = 4\n";
    std::ignore = clinic.exported(text.toml());
    const Rows data = clinic.data();
    std::map<std::vector<std::string>, std::set<std::string>> values;
    for (std::size_t i = 1; i < data.size(); ++i) {
        std::vector<std::string> key;
        for (const auto& name : quasi_identifiers_of(data))
            key.push_back(data[i].at(column_of(data, name)));
        values[key].insert(data[i].at(column_of(data, "about_duration")));
    }
    REQUIRE_FALSE(values.empty());
    for (auto& [key, durations] : values) {
        // What was not answered is no value.
        for (const char* missing : {"not-asked", "declined", "not-reached", "not-answered"})
            durations.erase(missing);
        CHECK(durations.size() >= 4);
    }
}
