// What leaves of a study that is too small for rows, and what somebody learns who subtracts two of
// its exports.
#include "export/tables_only.h"

#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>

#include "export/formats.h"
#include "study_world.h"

using namespace spine;
using namespace spine::exporting;
using Catch::Matchers::Contains;
using test::Rows;
using test::StudyText;
using test::StudyWorld;
namespace fs = std::filesystem;

namespace {

// By their names within the folder, with what they hold.
using Written = std::map<std::string, std::string>;

Written files_in(const fs::path& folder) {
    Written files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files[fs::relative(entry.path(), folder).string()] = test::slurp(entry.path());
    return files;
}

Written exported(StudyWorld& clinic, const StudyText& text = {}, const std::string& made = {}) {
    fs::remove_all(clinic.out());
    auto wanted = clinic.request(text.toml(), format_names());
    if (!made.empty()) wanted.made = made;
    const auto result = clinic.run(wanted);
    if (!result) FAIL(result.error().sentence());
    CHECK(result->tables_only);
    return files_in(clinic.out());
}

std::size_t count_of(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
    return count;
}

int people_in(const Written& files) {
    return nlohmann::json::parse(files.at("disclosure.json"))["people"].get<int>();
}

// The table of who answered: label -> people as it is written.
std::map<std::string, std::string> who(const Written& files) {
    for (const auto& [name, text] : files) {
        const Rows rows = test::rows_of(text);
        if (rows.at(0) != std::vector<std::string>{"", "", "people"}) continue;
        std::map<std::string, std::string> people;
        for (std::size_t i = 1; i < rows.size(); ++i)
            people[rows[i].at(0) + ": " + rows[i].at(1)] = rows[i].at(2);
        return people;
    }
    FAIL("no table of who answered");
    return {};
}

}  // namespace

TEST_CASE("under two hundred sessions tables leave, and nobody's row in any format") {
    StudyWorld clinic;
    clinic.add_many(150);
    const Written files = exported(clinic);
    std::size_t tables = 0;
    for (const auto& [name, text] : files) {
        CAPTURE(name);
        static const std::set<std::string> kPapers = {"codebook.html",   "codebook.md",
                                                      "disclosure.json", "disclosure.md",
                                                      "report.html",     "study.toml"};
        const bool table = name.starts_with("tables/") && name != "tables/index.csv";
        tables += table ? 1 : 0;
        CHECK((table || name == "tables/index.csv" || kPapers.contains(name)));
        CHECK_FALSE(std::regex_search(text, std::regex("\\bp[0-9a-f]{20}\\b")));
        CHECK_THAT(text, !Contains("SUM(A1)"));
    }
    const std::string& page = files.at("report.html");
    CHECK(tables > 4);
    CHECK(tables == count_of(page, "<table"));
    CHECK(test::rows_of(files.at("tables/index.csv")).size() == tables + 1);
    CHECK(people_in(files) == 150);
    CHECK_THAT(page, Contains("150 first-time sessions") && Contains("tables only"));
    // What is hidden on the page is hidden beside it.
    for (const auto& [name, text] : files)
        if (name.starts_with("tables/0"))
            for (const auto& row : test::rows_of(text))
                for (const std::string& cell : row)
                    if (cell.starts_with("under ") || cell.starts_with("at least "))
                        CHECK_THAT(page, Contains(cell));
    const auto said = nlohmann::json::parse(files.at("disclosure.json"));
    CHECK(said["tables_only"] == true);
    CHECK(said["rows"] == 0);
    CHECK(said["flow"].is_null());
    // Each part of a group is there once, with its group.
    const auto people = who(files);
    CHECK(people.size() > 6);
    for (const auto& [group, count] : people) CHECK_FALSE(group.starts_with(":"));
}

TEST_CASE("with two hundred sessions rows leave, and a dry run of fewer says that none will") {
    StudyWorld clinic;
    clinic.add_many(199);
    auto wanted = clinic.request(StudyText().toml());
    wanted.dry_run = true;
    const auto dry = clinic.run(wanted);
    REQUIRE(dry);
    CHECK(dry->tables_only);
    CHECK(dry->rows == 0);
    CHECK(dry->people == 150);
    CHECK(dry->files.empty());
    CHECK_FALSE(fs::exists(clinic.out()));
    std::ignore = clinic.add({});
    const ExportResult rows = clinic.exported(StudyText().toml());
    CHECK_FALSE(rows.tables_only);
    CHECK(fs::exists(clinic.out() / "data.csv"));
    CHECK_FALSE(fs::exists(clinic.out() / "tables"));
}

TEST_CASE("one patient more moves no figure, and the next that moves comes with a batch") {
    StudyWorld clinic;
    clinic.add_many(151);
    const Written before = exported(clinic);
    CHECK(people_in(before) == 150);
    for (int i = 0; i < 3; ++i) {
        std::ignore = clinic.add({});
        std::ignore = clinic.add_saying({{"consent.research", "false"}});
        std::ignore = clinic.add_saying({{"about.first-time", "\"no\""}});
        for (const auto& [name, text] : exported(clinic)) {
            CAPTURE(name);
            CHECK(text == before.at(name));
        }
    }
    // The fourth fifty sessions: of them 44 count.
    clinic.add_many(40);
    const Written after = exported(clinic);
    CHECK(people_in(after) == 194);
    CHECK(after.at("report.html") != before.at("report.html"));
}

TEST_CASE("who takes consent back, or has not ended, takes a batch along") {
    StudyWorld clinic;
    const auto patient = clinic.add({});
    clinic.add_many(104);
    CHECK(people_in(exported(clinic)) == 100);
    REQUIRE(clinic.world.archive->withdraw_research(patient));
    // Not 99: the figures of forty-nine others went, too.
    CHECK(people_in(exported(clinic)) == 50);
    StudyWorld::Session open;
    open.status = crypto::SessionStatus::Open;
    std::ignore = clinic.add(open);
    clinic.add_many(44);
    CHECK(people_in(exported(clinic)) == 50);
    // Its batch is full, and is not counted.
    clinic.add_many(10);
    CHECK(people_in(exported(clinic)) == 50);
}

TEST_CASE("who is erased takes a batch along, wherever they stood") {
    StudyWorld clinic;
    auto& archive = *clinic.world.archive;
    const auto first = clinic.add({});
    clinic.add_many(60);
    const auto in_the_midst = clinic.add({});
    // Nobody knows of an erased session whether it was one that counts.
    const auto without_consent = clinic.add_saying({{"consent.research", "false"}});
    clinic.add_many(90);
    const auto people = [&](const crypto::SessionRef& erased) {
        REQUIRE(archive.unlock(as_bytes("another long passphrase")));
        REQUIRE(archive.erase(erased));
        REQUIRE(archive.unlock(as_bytes(test::kPassphrase)));
        return people_in(exported(clinic));
    };
    CHECK(people_in(exported(clinic)) == 149);
    REQUIRE(archive.add_slot(
        {{"IT", archive::Role::Administrator}, as_bytes("another long passphrase"), {}}));
    CHECK(people(without_consent) == 100);
    CHECK(people(in_the_midst) == 100);
    CHECK(people(first) == 50);
}

TEST_CASE("what is answered after a visit is in no table") {
    StudyWorld clinic;
    std::vector<crypto::SessionRef> visits;
    for (int i = 0; i < 60; ++i) visits.push_back(clinic.add({}));
    const std::string days_after = "2026-03-02", months_after = "2026-07-01";
    const Written before = exported(clinic, {}, days_after);
    StudyWorld::Session answers;
    answers.after_visit = true;
    answers.started += 86'400'000;
    answers.says = {{"visit.satisfaction", "9"}};
    for (std::size_t i = 0; i < 12; ++i) {
        answers.code = clinic.code_of(visits[i]);
        std::ignore = clinic.add(answers);
    }
    CHECK(exported(clinic, {}, days_after) == before);
    CHECK_THAT(exported(clinic, {}, months_after).at("report.html"),
               !Contains("12 of 50 people said after the visit"));
}

TEST_CASE("tables for anybody show no count under their profile's k, and no answer") {
    StudyWorld clinic;
    clinic.add_many(142);
    for (int i = 0; i < 8; ++i) std::ignore = clinic.add_saying({{"about.age", "\"80-plus\""}});
    StudyText text;
    text.profile = "public";
    const Written files = exported(clinic, text);
    CHECK(people_in(files) == 150);
    std::size_t shown = 0, hidden = 0;
    for (const auto& [group, count] : who(files)) {
        CAPTURE(group, count);
        if (count.starts_with("under ")) {
            CHECK(count == "under 12");
            ++hidden;
        } else if (!count.starts_with("at least ")) {
            CHECK(std::stoi(count) >= 12);
            ++shown;
        }
    }
    CHECK(shown > 0);
    CHECK_THAT(files.at("codebook.md"), !Contains("about\\_pain\\_now"));
    CHECK_THAT(files.at("report.html"), Contains("The data hold no answers to single questions"));
}

TEST_CASE("of too few people not even tables leave, and nobody is told how many they are") {
    StudyWorld clinic;
    clinic.add_many(49);
    auto wanted = clinic.request(StudyText().toml());
    const auto result = clinic.run(wanted);
    REQUIRE_FALSE(result);
    CHECK(result.error().cause == exporting::causes::too_few_sessions);
    CHECK_THAT(result.error().sentence(),
               Contains("Fewer than 200") && Contains("by 50 sessions") && !Contains("49"));
    CHECK_FALSE(fs::exists(clinic.out()));
}

TEST_CASE("who has no consent, or was answered for, moves nobody's place when they go") {
    StudyWorld clinic;
    auto& archive = *clinic.world.archive;
    REQUIRE(archive.add_slot(
        {{"IT", archive::Role::Administrator}, as_bytes("another long passphrase"), {}}));
    clinic.add_many(5);
    const auto one = clinic.add_saying({{"consent.research", "false"}});
    std::ignore = clinic.add_saying({{"about.age", "\"80-plus\""}});
    clinic.add_many(93);
    const Written before = exported(clinic);
    REQUIRE(archive.unlock(as_bytes("another long passphrase")));
    REQUIRE(archive.erase(one));
    REQUIRE(archive.unlock(as_bytes(test::kPassphrase)));
    // The second fifty, whole: nobody of the first is among them.
    CHECK(people_in(before) == 99);
    CHECK(people_in(exported(clinic)) == 50);
    clinic.add_many(49);
    CHECK(people_in(exported(clinic)) == 50);
}

TEST_CASE("beside rows that have left no tables of the same people do") {
    StudyWorld clinic;
    const auto patient = clinic.add({});
    clinic.add_many(199);
    REQUIRE_FALSE(clinic.exported(StudyText().toml()).tables_only);
    REQUIRE(clinic.world.archive->withdraw_research(patient));
    fs::remove_all(clinic.out());
    auto wanted = clinic.request(StudyText().toml());
    const auto result = clinic.run(wanted);
    REQUIRE_FALSE(result);
    CHECK(result.error().cause == exporting::causes::joint_too_small);
    CHECK_FALSE(fs::exists(clinic.out()));
}
