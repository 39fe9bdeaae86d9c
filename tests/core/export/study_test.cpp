// A study file: every fault with its place, and never laxer than its profile.
#include "export/study.h"

#include <catch2/catch.hpp>

#include "study_world.h"

using namespace spine;
using namespace spine::exporting;
using Catch::Matchers::Contains;
using Catch::Matchers::Equals;
using test::StudyText;

namespace {

// "line 12, privacy.k: The profile …" of the only fault; all of them where there are several.
std::string fault_of(const StudyText& text) {
    std::string said;
    for (const auto& problem : check_study(text.toml()).problems)
        said.append(said.empty() ? "" : "\n")
            .append(problem.where)
            .append(": ")
            .append(problem.what);
    return said;
}

}  // namespace

TEST_CASE("a study that says little has its profile's limits and the usual quasi-identifiers") {
    const auto agreement = read_study(StudyText().toml(), "study.toml");
    REQUIRE(agreement);
    CHECK(agreement->k == 5);
    CHECK(agreement->suppression == 0.05);
    CHECK(agreement->cell_threshold == 5);
    CHECK_FALSE(agreement->proxies);
    CHECK_FALSE(agreement->repeated_visits);
    CHECK(agreement->hash.size() == 64);
    REQUIRE(agreement->quasi_identifiers.size() == 4);
    CHECK_THAT(agreement->quasi_identifiers[0].name, Equals("age"));
    CHECK_THAT(agreement->quasi_identifiers[3].name, Equals("period"));
    CHECK(agreement->from == from_rfc3339("2026-01-01"));
    CHECK(agreement->until == from_rfc3339("2027-01-01"));
    StudyText open;
    open.profile = "public";
    const auto publicly = read_study(open.toml(), "study.toml");
    REQUIRE(publicly);
    CHECK(publicly->k == 12);
}

TEST_CASE("the example in kiosk-config is a study without a fault") {
    const auto checked =
        check_study(test::slurp(test::project() / "kiosk-config" / "study.example.toml"));
    for (const auto& problem : checked.problems)
        UNSCOPED_INFO(problem.where << ": " << problem.what);
    REQUIRE(checked.study);
    CHECK(checked.study->profile == Profile::Agreement);
}

TEST_CASE("a study may be stricter than its profile and never laxer") {
    StudyText text;
    text.privacy = "k = 4\n";
    CHECK_THAT(fault_of(text), Equals(R"(line 10, privacy.k: The profile "agreement" asks for at )"
                                      "least 5."));
    text.privacy = "k = 20\nsuppression = 0.01\ncell_threshold = 10\n";
    CHECK(fault_of(text).empty());
    text.profile = "public";
    text.privacy = "k = 11\n";
    CHECK_THAT(fault_of(text), Contains("privacy.k") && Contains("at least 12"));
    text.privacy = "suppression = 0.06\n";
    CHECK_THAT(fault_of(text), Contains("line 10, privacy.suppression"));
    text.privacy = "cell_threshold = 4\n";
    CHECK_THAT(fault_of(text), Contains("line 10, privacy.cell_threshold"));
    text.privacy = "free_text = \"raw\"\n";
    CHECK_THAT(fault_of(text), Contains("line 10, privacy.free_text"));
}

TEST_CASE("rows of one of the four must not be finer than the usual ones") {
    StudyText text;
    const auto with_rows = [&](const std::string& name, const std::string& from,
                               const std::string& rows) {
        text.more =
            "[[quasi_identifier]]\nname = \"" + name + "\"\nfrom = \"" + from + "\"\n" + rows;
        return fault_of(text);
    };
    CHECK_THAT(with_rows("age", "about.age",
                         R"(rows = [["18-29", "18-29", "*"], ["30-39", "30-39", "*"]])"),
               Contains("must not be finer"));
    CHECK(with_rows("age", "about.age",
                    R"(rows = [["18-29", "young", "*"], ["30-39", "young", "*"],
                       ["40-49", "older", "*"], ["50-59", "older", "*"]])")
              .empty());
    // Other answers than the usual ones, but more values than those have.
    CHECK_THAT(with_rows("age", "own.age",
                         R"(rows = [["1", "1", "*"], ["2", "2", "*"], ["3", "3", "*"],
                            ["4", "4", "*"], ["5", "5", "*"]])"),
               Contains("must not be finer"));
    CHECK_THAT(with_rows("language", "language",
                         "rows = [[\"da\", \"da\", \"*\"], [\"en\", \"en\", \"*\"]]\n"
                         "rest = [\"other\", \"*\"]"),
               Contains("must not be finer"));
    // Of a language that the patient was asked for, whatever its rows: the session's own tells
    // more.
    CHECK_THAT(with_rows("language", "own.language",
                         "rows = [[\"da\", \"Danish\", \"*\"]]\nrest = [\"other\", \"*\"]"),
               Contains("from: The language comes from \"language\""));
    CHECK_THAT(with_rows("period", "period", ""), Contains("period.coarsening"));
    CHECK_THAT(with_rows("tongue", "language", R"(rows = [["da", "da", "*"]])"),
               Contains("already"));
    CHECK_THAT(with_rows("work", "about.work", R"(rows = [["working", "yes"]])"),
               Contains("the last \"*\""));
    CHECK(with_rows("work", "about.work", "").empty());
}

TEST_CASE("each fault of a study stands with its line and its key") {
    StudyText text;
    text.data = "primary_outcom = \"x\"\n";
    CHECK_THAT(fault_of(text),
               Contains("\"primary_outcome\" is missing") && Contains("data.primary_outcom: "));
    text = {};
    text.until = "2025-12-31";
    CHECK_THAT(fault_of(text), Contains("line 8, period.until"));
    text.until = "today";
    CHECK_THAT(fault_of(text), Contains("line 8, period.until"));
    text = {};
    text.profile = "open";
    CHECK_THAT(fault_of(text), Contains(R"(line 5, profile: This must be one of "agreement", )"));
    text = {};
    text.data += "formats = [\"xls\"]\n";
    CHECK_THAT(fault_of(text), Contains("data.formats") && Contains("xls"));
    text = {};
    text.more = "[[sensitive]]\nvariable = \"worry\"\n";
    CHECK_THAT(fault_of(text), Contains("sensitive[1]") && Contains("\"l\""));
    text.more = "[[sensitive]]\nvariable = \"worry\"\nl = 1.5\n";
    CHECK_THAT(fault_of(text), Contains("sensitive[1].l"));
    text.more = "[[sensitive]]\nvariable = \"worry\"\nt = 2\n";
    CHECK_THAT(fault_of(text), Contains("sensitive[1].t"));
    const auto no_toml = read_study("title = ", "study.toml");
    REQUIRE_FALSE(no_toml);
    CHECK(no_toml.error().cause == exporting::causes::study_faulty);
    CHECK_THAT(no_toml.error().sentence(), Contains("study.toml") && Contains("line 1"));
}

TEST_CASE("a period is no finer than the study says") {
    const UnixMs june = from_rfc3339("2026-06-30T23:59:59Z").value();
    CHECK_THAT(period_of(june, Coarsening::HalfYear), Equals("2026-H1"));
    CHECK_THAT(period_of(june + 1000, Coarsening::HalfYear), Equals("2026-H2"));
    CHECK_THAT(period_of(june, Coarsening::Year), Equals("2026"));
}

TEST_CASE("a quasi-identifier comes from its own question, and each question makes one") {
    StudyText text;
    const auto with = [&](const std::string& name, const std::string& from,
                          const std::string& rows = {}) {
        text.more =
            "[[quasi_identifier]]\nname = \"" + name + "\"\nfrom = \"" + from + "\"\n" + rows;
        return fault_of(text);
    };
    // The age once more, in bands of ten years.
    CHECK_THAT(with("age7", "about.age"), Contains("\"about.age\" is the source of"));
    CHECK_THAT(with("sex", "about.age",
                    R"(rows = [["18-29", "a", "*"], ["30-39", "a", "*"], ["40-49", "a", "*"]])"),
               Contains("\"about.age\" is the source of"));
    CHECK_THAT(with("ending", "status"), Contains("data.variables"));
    CHECK_THAT(with("language", "language", R"(rows = [["da", "da", "*"]])"), Contains("\"rest\""));
    text.profile = "public";
    CHECK_THAT(with("fever", "signs.b.each.infection"), Contains("public study may take"));
    CHECK_THAT(with("age", "own.age", R"(rows = [["1", "a", "*"]])"),
               Contains("public study may take"));
    CHECK(with("part", "about.part").empty());
}

TEST_CASE("a study begins and ends where its periods do") {
    StudyText text;
    text.from = "2026-06-30";
    text.until = "2026-07-01";
    CHECK_THAT(fault_of(text), Contains("line 7, period.from") && Contains("line 8, period.until"));
    text.from = "2026-07-01";
    text.until = "2026-12-31";
    CHECK(fault_of(text).empty());
    text.until = "2026-12-31\"\ncoarsening = \"year";
    CHECK_THAT(fault_of(text), Contains("period.from"));
    text.from = "2026-01-01";
    CHECK(fault_of(text).empty());
}

TEST_CASE("a study file leaves without what its authors told each other") {
    CHECK_THAT(
        exporting::without_comments("# to Anna: ask 12\nk = 5   # not 4\n\nt = \"a # b\"\n"
                                    "u = 'c\\' # d\nv = \"\\\"# e\"#f\nw = \"\"\"\n# g\n\"\"\"\n"),
        Equals("k = 5\n\nt = \"a # b\"\nu = 'c\\'\nv = \"\\\"# e\"\nw = \"\"\"\n# g\n\"\"\"\n"));
    StudyText text;
    const auto plain = read_study(text.toml(), "study.toml");
    text.data += "# for colleagues\n";
    CHECK(read_study(text.toml(), "study.toml")->hash == plain->hash);
    CHECK(plain->names_clinic);
    text.profile = "public";
    CHECK_FALSE(read_study(text.toml(), "study.toml")->names_clinic);
}
