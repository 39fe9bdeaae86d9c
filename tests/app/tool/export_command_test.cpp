// A research export by commands alone, from a demonstration's patients to a folder.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "shell.h"
#include "support/support.h"

using namespace spine;
using Catch::Matchers::Contains;
using nlohmann::json;
using test::Ran;
using test::shell;
namespace fs = std::filesystem;

namespace {

// Hundreds of patients who do not exist, imported, and a study of their year.
class Demonstration {
  public:
    Demonstration() {
        const Ran ran = shell(fmt::format(R"(demo "{}" --patients 520 --seed 7)", place("demo")));
        INFO(ran.err);
        REQUIRE(ran.code == 0);
        study = test::slurp(test::project() / "kiosk-config" / "study.example.toml");
        write_study();
    }
    [[nodiscard]] std::string place(const std::string& name) const {
        return (folder / name).string();
    }
    void change(const std::string& from, const std::string& to) {
        const auto at = study.find(from);
        REQUIRE(at != std::string::npos);
        study.replace(at, from.size(), to);
        write_study();
    }
    [[nodiscard]] Ran exported(const std::string& more) const {
        return shell(fmt::format(R"(export "{0}/clinic" --passphrase-file "{0}/passphrase" {1})",
                                 place("demo"), more));
    }
    [[nodiscard]] json printed(const std::string& more) const {
        const Ran ran = exported(more + " --json");
        INFO(ran.err);
        REQUIRE(ran.code == 0);
        return json::parse(ran.out);
    }
    [[nodiscard]] std::string with_study(const std::string& more) const {
        return fmt::format(R"(--study "{}" {})", place("study.toml"), more);
    }

    test::TemporaryFolder folder;
    std::string study;

  private:
    void write_study() const { test::spit(folder / "study.toml", study); }
};

std::map<std::string, int> classes_in(const fs::path& csv) {
    std::istringstream text(test::slurp(csv));
    std::string line;
    std::getline(text, line);
    REQUIRE_THAT(line, Catch::StartsWith("pseudonym,age,sex,language,period,"));
    std::map<std::string, int> classes;
    while (std::getline(text, line)) {
        std::size_t at = line.find(',') + 1, end = at;
        for (int i = 0; i < 4; ++i) end = line.find(',', end + 1);
        ++classes[line.substr(at, end - at)];
    }
    return classes;
}

}  // namespace

TEST_CASE("a study's data leave a demonstration by the example of kiosk-config") {
    const Demonstration demo;
    const json dry = demo.printed(demo.with_study("--dry-run"));
    CHECK(dry["dry_run"] == true);
    CHECK(dry["files"].empty());
    const std::string out = demo.place("out");
    const json wet = demo.printed(demo.with_study(fmt::format(R"(--format csv --to "{}")", out)));
    CHECK(wet["rows"] == dry["rows"]);
    CHECK(wet["risk"] == dry["risk"]);
    CHECK(wet["rows"].get<int>() >= 190);
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
    CHECK(test::slurp(fs::path(out) / "study.toml") == demo.study);
    // What a person did with the patients' answers is in the audit trail.
    CHECK_THAT(shell(fmt::format(R"(audit "{0}/clinic" --passphrase-file "{0}/passphrase")",
                                 demo.place("demo")))
                   .out,
               Contains("exported for research"));
}

TEST_CASE("an export that cannot be says why, and leaves nothing") {
    Demonstration demo;
    const std::string out = demo.place("out");
    const std::string to = fmt::format(R"(--format csv --to "{}")", out);
    const auto refused = [&](const std::string& more, const std::string& words) {
        const Ran ran = demo.exported(more);
        CHECK(ran.code == 1);
        CHECK(ran.out.empty());
        CHECK_THAT(ran.err, Contains(words));
        CHECK_FALSE(fs::exists(out));
    };
    refused(to, "needs a study");
    refused(demo.with_study("--format csv"), "--to DIR");
    demo.change("k = 5 ", "k = 3 ");
    refused(demo.with_study(to), "study.toml");
    demo.change("k = 3 ", "k = 5 ");
    demo.change("score_worry_change", "score_wory_change");
    refused(demo.with_study(to), "data.primary_outcome");
    demo.change("score_wory_change", "score_worry_change");
    demo.change("from = \"2026", "from = \"1999");
    demo.change("until = \"2026", "until = \"1999");
    refused(demo.with_study(to), "under 200");
    CHECK(demo.exported(demo.with_study("--format xls --to x")).code == 2);
    fs::create_directory(out);
    test::spit(fs::path(out) / "theirs", "theirs");
    demo.change("from = \"1999", "from = \"2026");
    demo.change("until = \"1999", "until = \"2026");
    CHECK_THAT(demo.exported(demo.with_study(to)).err, Contains("does not exist yet"));
    CHECK(test::slurp(fs::path(out) / "theirs") == "theirs");
}

TEST_CASE("without a study all visits leave for the health record, a resource a line") {
    const Demonstration demo;
    const std::string out = demo.place("records");
    const json done = demo.printed(fmt::format(R"(--format fhir --to "{}")", out));
    std::istringstream lines(test::slurp(fs::path(out) / "records.ndjson"));
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const json resource = json::parse(line);
        CHECK(resource["resourceType"] == "QuestionnaireResponse");
        CHECK(resource["identifier"]["value"].is_string());
    }
    CHECK(count == done["records"]);
    CHECK(count > 400);
}
