// A research export by commands alone, from an archive to a folder.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "export/study.h"
#include "shell.h"
#include "study_world.h"

using namespace spine;
using Catch::Matchers::Contains;
using nlohmann::json;
using test::Ran;
using test::shell;
namespace fs = std::filesystem;

namespace {

// An archive that only kioskctl touches, with hundreds of patients who do not exist; a study of
// their year.
class StudyByCommand {
  public:
    StudyByCommand() {
        clinic.sign_configuration();
        clinic.add_many(320);
        clinic.world.archive.reset();
        test::spit(clinic.world.folder / "passphrase", test::kPassphrase);
        study = test::slurp(test::project() / "kiosk-config" / "study.example.toml");
        write_study();
    }
    [[nodiscard]] std::string place(const std::string& name) const {
        return (clinic.world.folder / name).string();
    }
    [[nodiscard]] Ran run(const std::string& command, const std::string& more = {}) const {
        return shell(fmt::format(R"({0} "{1}/clinic" --passphrase-file "{1}/passphrase" {2})",
                                 command, clinic.world.folder.path().string(), more));
    }
    void change(const std::string& from, const std::string& to) {
        const auto at = study.find(from);
        REQUIRE(at != std::string::npos);
        study.replace(at, from.size(), to);
        write_study();
    }
    [[nodiscard]] json printed(const std::string& more) const {
        const Ran ran = run("export", more + " --json");
        INFO(ran.err);
        REQUIRE(ran.code == 0);
        return json::parse(ran.out);
    }
    [[nodiscard]] std::string with_study(const std::string& more) const {
        return fmt::format(R"(--study "{}" {})", place("study.toml"), more);
    }

    test::StudyWorld clinic;
    std::string study;

  private:
    void write_study() const { test::spit(clinic.world.folder / "study.toml", study); }
};

std::map<std::string, int> classes_in(const fs::path& csv) {
    std::istringstream text(test::slurp(csv));
    std::string line;
    std::getline(text, line);
    REQUIRE_THAT(line, Catch::StartsWith("pseudonym,age,sex,language,period,status,"));
    std::map<std::string, int> classes;
    while (std::getline(text, line)) {
        std::size_t at = line.find(',') + 1, end = at;
        for (int i = 0; i < 5; ++i) end = line.find(',', end + 1);
        ++classes[line.substr(at, end - at)];
    }
    return classes;
}

}  // namespace

TEST_CASE("a study's data leave by the example of kiosk-config") {
    const StudyByCommand clinic;
    const json dry = clinic.printed(clinic.with_study("--dry-run"));
    CHECK(dry["dry_run"] == true);
    CHECK(dry["files"].empty());
    const std::string out = clinic.place("out");
    const json wet =
        clinic.printed(clinic.with_study(fmt::format(R"(--format csv --to "{}")", out)));
    CHECK(wet["rows"] == dry["rows"]);
    CHECK(wet["risk"] == dry["risk"]);
    CHECK(wet["rows"].get<int>() >= 304);
    const auto classes = classes_in(fs::path(out) / "data.csv");
    int rows = 0;
    for (const auto& [values, count] : classes) {
        CHECK(count >= 5);
        rows += count;
    }
    CHECK(rows == wet["rows"]);
    CHECK(classes.size() == wet["classes"]);
    for (const auto& file : wet["files"])
        CHECK(fs::file_size(fs::path(out) / file["name"].get<std::string>()) == file["bytes"]);
    CHECK(test::slurp(fs::path(out) / "study.toml") == exporting::without_comments(clinic.study));
    const json twice = clinic.printed(
        clinic.with_study(fmt::format(R"(--format csv,csv --to "{}")", clinic.place("twice"))));
    CHECK(twice["rows"] == wet["rows"]);
    // What a person did with the patients' answers is in the audit trail.
    CHECK_THAT(clinic.run("audit").out, Contains("exported for research"));
}

TEST_CASE("an export by command is held against those before it, and a dry run says so first") {
    StudyByCommand clinic;
    clinic.change("k = 5 ", "k = 6 ");
    const auto to = [&](const std::string& name) {
        return clinic.with_study(fmt::format(R"(--format csv --to "{}")", clinic.place(name)));
    };
    CHECK(clinic.printed(to("first"))["joint"]["releases"] == 0);
    const json again = clinic.printed(to("again"))["joint"];
    CHECK(again["releases"] == 1);
    CHECK(again["repeats"].is_string());
    clinic.change("k = 6 ", "k = 5 ");
    const Ran dry = clinic.run("export", clinic.with_study("--dry-run --json"));
    const Ran wet = clinic.run("export", to("second") + " --json");
    REQUIRE(dry.code == wet.code);
    if (wet.code == 0) {
        const json joint = json::parse(wet.out)["joint"];
        CHECK(json::parse(dry.out)["joint"] == joint);
        CHECK(joint["overlapping"] == 2);
        CHECK(joint["repeats"].is_null());
        CHECK(joint["k"] >= 5);
    } else {
        CHECK_THAT(wet.err, Contains("In the way: that of "));
        CHECK_THAT(dry.err, Contains("In the way: that of "));
    }
    clinic.clinic.world.alter_archive(
        "DELETE FROM object WHERE rowid = (SELECT min(rowid) FROM "
        "object WHERE length(bytes) > 60000)");
    clinic.clinic.world.archive.reset();
    const Ran refused = clinic.run("export", to("third"));
    CHECK(refused.code == 1);
    CHECK_THAT(refused.err, Contains("The export ledger is not whole"));
    CHECK_FALSE(fs::exists(clinic.place("third")));
}

TEST_CASE("an export that cannot be says why, and leaves nothing") {
    StudyByCommand clinic;
    const std::string out = clinic.place("out");
    const std::string to = fmt::format(R"(--format csv --to "{}")", out);
    const auto refused = [&](const std::string& more, const std::string& words) {
        const Ran ran = clinic.run("export", more);
        CHECK(ran.code == 1);
        CHECK(ran.out.empty());
        CHECK_THAT(ran.err, Contains(words));
        CHECK_FALSE(fs::exists(out));
    };
    refused(to, "needs a study");
    refused(clinic.with_study("--format csv"), "--to DIR");
    clinic.change("k = 5 ", "k = 3 ");
    refused(clinic.with_study(to), "study.toml");
    clinic.change("k = 3 ", "k = 5 ");
    clinic.change("score_worry_change", "score_wory_change");
    refused(clinic.with_study(to), "data.primary_outcome");
    clinic.change("score_wory_change", "score_worry_change");
    clinic.change("from = \"2026", "from = \"1999");
    clinic.change("until = \"2026", "until = \"1999");
    refused(clinic.with_study(to), "Fewer than 200");
    CHECK(clinic.run("export", clinic.with_study("--format xls --to x")).code == 2);
    fs::create_directory(out);
    test::spit(fs::path(out) / "theirs", "theirs");
    clinic.change("from = \"1999", "from = \"2026");
    clinic.change("until = \"1999", "until = \"2026");
    CHECK_THAT(clinic.run("export", clinic.with_study(to)).err, Contains("does not exist yet"));
    CHECK(test::slurp(fs::path(out) / "theirs") == "theirs");
}

TEST_CASE("of a small study tables leave by command, and it says so") {
    StudyByCommand clinic;
    clinic.change("until = \"2026-12-31\"", "until = \"2026-06-30\"");
    const json dry = clinic.printed(clinic.with_study("--dry-run"));
    CHECK(dry["tables_only"] == true);
    CHECK(dry["rows"] == 0);
    CHECK(dry["people"].get<int>() >= 100);
    CHECK(dry["files"].empty());
    const std::string to = fmt::format(R"(--format csv,sav --to "{}")", clinic.place("out"));
    fs::create_directory(clinic.place("old.partial-aBc123"));
    const Ran ran = clinic.run("export", clinic.with_study(to));
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    CHECK_THAT(ran.err, Contains("has left") && Contains("old.partial-aBc123"));
    CHECK_THAT(ran.out, Contains("Tables only: fewer than 200") && Contains("files are in"));
    CHECK(fs::exists(fs::path(clinic.place("out")) / "report.html"));
    CHECK(fs::exists(fs::path(clinic.place("out")) / "tables/index.csv"));
    CHECK_FALSE(fs::exists(fs::path(clinic.place("out")) / "data.csv"));
    CHECK_THAT(clinic.run("audit").out, Contains("exported tables for research"));
}

TEST_CASE("without a study all visits leave for the health record, a resource a line") {
    const StudyByCommand clinic;
    const std::string out = clinic.place("records");
    const json done = clinic.printed(fmt::format(R"(--format fhir --to "{}")", out));
    std::istringstream lines(test::slurp(fs::path(out) / "records.ndjson"));
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const json resource = json::parse(line);
        CHECK(resource["resourceType"] == "QuestionnaireResponse");
        CHECK(resource["identifier"]["value"].is_string());
    }
    CHECK(count == done["records"]);
    CHECK(count == 320);
}
