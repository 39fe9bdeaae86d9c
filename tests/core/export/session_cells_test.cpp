// What of one session goes into which column.
#include "export/session_cells.h"

#include <catch2/catch.hpp>

#include "core/review/fixture.h"
#include "study_world.h"

using namespace spine;
using namespace spine::exporting;
using Catch::Matchers::Contains;
using Catch::Matchers::Equals;
using test::Patient;
using test::StudyText;

namespace {

class Planned {
  public:
    explicit Planned(const std::string& toml, const std::string& walk = "before-assessment") {
        config.settings.walk_questionnaire = walk;
        auto study = read_study(toml, "study.toml");
        if (!study) FAIL(study.error().sentence());
        const std::array<const config::Config*, 1> newest{&config};
        auto made = make_plan(*study, newest, "study.toml");
        if (!made) FAIL(made.error().sentence());
        plan = std::move(*made);
    }
    // The cell of a column; fails the test if there is no such column.
    [[nodiscard]] Cell cell(const Patient& patient, std::string_view name) const {
        const auto& asked = config.questionnaires.at(config.settings.walk_questionnaire);
        const SessionCells cells(plan, {&config, &asked});
        std::vector<Cell> row;
        cells.fill(patient.visit(config), "p1", row);
        INFO(name);
        const Column* column = plan.find(name);
        REQUIRE(column != nullptr);
        return row.at(static_cast<std::size_t>(column - plan.columns.data()));
    }
    // The code of a coded cell; of a missing one the reason.
    [[nodiscard]] std::string code(const Patient& patient, std::string_view name) const {
        const Cell found = cell(patient, name);
        if (const auto* missing = std::get_if<Missing>(&found))
            return std::string(name_of(*missing));
        return plan.find(name)->variable.labels.at(std::get<exporting::Coded>(found).label).code;
    }

    config::Config config = test::real_config();
    DataPlan plan;
};

std::string plan_fault(const StudyText& text, const config::Config* older = nullptr) {
    config::Config config = test::real_config();
    std::vector<const config::Config*> newest{&config};
    if (older != nullptr) newest.push_back(older);
    const auto study = read_study(text.toml(), "study.toml");
    if (!study) FAIL(study.error().sentence());
    const auto made = make_plan(*study, newest, "study.toml");
    return made ? std::string() : made.error().sentence();
}

// The same questionnaire in another version.
class Older {
  public:
    Older() : config(test::real_config()) { asked().source += " "; }
    [[nodiscard]] questionnaire::Questionnaire& asked() {
        return config.questionnaires.at(config.settings.walk_questionnaire);
    }
    [[nodiscard]] questionnaire::Item& item(const std::string& link_id) {
        auto* found = in(asked().items, link_id);
        REQUIRE(found != nullptr);
        return *found;
    }

    config::Config config;

  private:
    static questionnaire::Item* in(std::vector<questionnaire::Item>& items,
                                   const std::string& link_id) {
        for (auto& item : items) {
            if (item.link_id == link_id) return &item;
            if (auto* found = in(item.items, link_id)) return found;
        }
        return nullptr;
    }
};

}  // namespace

TEST_CASE("answers, refusals and what never came are told apart") {
    const Planned planned(StudyText().toml());
    Patient patient = test::usual_patient();
    patient.says("hope.picture", "\"3\"").says("hope.name", "null").says("worry", "7");
    CHECK_THAT(planned.code(patient, "hope_picture"), Equals("3"));
    CHECK_THAT(planned.code(patient, "hope_name"), Equals("declined"));
    CHECK(planned.cell(patient, "worry") == Cell(std::int64_t{7}));
    CHECK(planned.cell(patient, "hope_serious") == Cell(Missing::NotAnswered));
    // Asked only of somebody who has had a scan.
    CHECK(planned.cell(patient, "hope_proof_had") == Cell(Missing::NotAsked));
    patient.stopped_at("worry-and-importance");
    CHECK(planned.cell(patient, "know_changes") == Cell(Missing::NotReached));
    CHECK_THAT(planned.code(patient, "status"), Equals("stopped"));
}

TEST_CASE("a refusal of the scan is no step of its scale, and stands beside it") {
    const Planned planned(StudyText().toml());
    Patient patient = test::usual_patient();
    patient.says("importance", "\"rather-not-scanned\"");
    CHECK(planned.cell(patient, "importance") == Cell(Missing::Otherwise));
    const Column* beside = nullptr;
    for (const Column& column : planned.plan.columns)
        if (column.options == std::vector<std::string>{"rather-not-scanned"} &&
            column.link_id == "importance")
            beside = &column;
    REQUIRE(beside != nullptr);
    CHECK(planned.cell(patient, beside->variable.name) == Cell(true));
    patient.says("importance", "\"7\"");
    CHECK_THAT(planned.code(patient, "importance"), Equals("7"));
    CHECK(planned.cell(patient, beside->variable.name) == Cell(false));
    for (const auto& label : planned.plan.find("importance")->variable.labels)
        CHECK(label.code == std::to_string(label.number));
}

TEST_CASE("how many items were answered, and how many with not sure, stands beside a score") {
    const Planned planned(StudyText().toml());
    Patient patient = test::usual_patient();
    patient.knows({"true", "not-sure", "not-sure"});
    CHECK(planned.cell(patient, "answered_knowledge_before") == Cell(std::int64_t{3}));
    CHECK(planned.cell(patient, "not_sure_knowledge_before") == Cell(std::int64_t{2}));
    CHECK(planned.cell(patient, "answered_knowledge_after") == Cell(std::int64_t{0}));
    // One item: the score itself says whether it was answered.
    CHECK(planned.plan.find("answered_worry_before") == nullptr);
    patient.stopped_at("worry-and-importance");
    CHECK(planned.cell(patient, "answered_knowledge_after") == Cell(Missing::NotReached));
    StudyText open;
    open.profile = "public";
    CHECK(Planned(open.toml()).plan.find("answered_knowledge_before") == nullptr);
}

TEST_CASE("what an older version did not offer was not asked under it") {
    Older older;
    auto& options = older.item("ask.prepared").options;
    REQUIRE(options.size() > 1);
    const std::string dropped = code_of(options.front().value);
    options.erase(options.begin());
    const std::string kept = code_of(options.front().value);
    const config::Config newer = test::real_config();
    const std::array<const config::Config*, 2> both{&newer, &older.config};
    const auto plan =
        make_plan(read_study(StudyText().toml(), "study.toml").value(), both, "study.toml");
    if (!plan) FAIL(plan.error().sentence());
    Patient patient = test::usual_patient();
    patient.says("ask.prepared", "[\"" + kept + "\"]");
    std::vector<Cell> row;
    SessionCells(*plan, {&older.config, &older.asked()})
        .fill(patient.visit(older.config), "p1", row);
    std::map<std::string, Cell> cells;
    for (std::size_t i = 0; i < row.size(); ++i)
        if (plan->columns[i].link_id == "ask.prepared")
            cells[plan->columns[i].options.front()] = row[i];
    CHECK(cells.at(kept) == Cell(true));
    CHECK(cells.at(dropped) == Cell(Missing::NotAsked));
}

TEST_CASE("a number that was asked in another range makes no common column") {
    Older older;
    older.item("worry").max_value = std::int64_t{100};
    CHECK_THAT(plan_fault({}, &older.config), Contains("\"worry\" was asked in different ways"));
    CHECK(plan_fault({}).empty());
}

TEST_CASE("an answer that is named like a kind of missing is refused") {
    Older older;
    older.item("about.duration").options.front().value =
        questionnaire::Coding{"urn:test", "declined", "Declined"};
    CHECK_THAT(plan_fault({}, &older.config),
               Contains("\"about.duration\"") && Contains("declined"));
}

TEST_CASE("none of the four is taken from elsewhere while its question is asked") {
    StudyText text;
    text.more =
        "[[quasi_identifier]]\nname = \"age\"\nfrom = \"about.duration\"\n"
        "rest = [\"known\", \"*\"]\nrows = [[\"none\", \"known\", \"*\"]]\n";
    CHECK_THAT(plan_fault(text), Contains("\"age\" comes from \"about.age\""));
    text.more =
        "[[quasi_identifier]]\nname = \"part\"\nfrom = \"about.part\"\n"
        "rest = [\"suppressed\", \"*\"]\n";
    CHECK_THAT(plan_fault(text), Contains("\"suppressed\" stands for a missing answer"));
    text.more = "[[quasi_identifier]]\nname = \"picture\"\nfrom = \"hope.picture\"\n";
    CHECK_THAT(plan_fault(text), Contains("is an item of \"score_picture_before\""));
}

TEST_CASE("scores stand before, after and as a change, each with its own reason to be missing") {
    const Planned planned(StudyText().toml());
    Patient patient = test::usual_patient();
    patient.hopes({4, 3, 2, 1, 0, 4}).hopes({3, 3, -1, 1, 0, 4}, ".after");
    patient.says("worry", "7").says("worry.after", "4");
    patient.says("importance", "\"rather-not-scanned\"");
    patient.knows({"true", "false", "not-sure"}).knows({"true", "false", "true"}, ".after");
    CHECK(planned.cell(patient, "score_picture_before") == Cell(100.0));
    CHECK(planned.cell(patient, "score_picture_after") == Cell(75.0));
    CHECK(planned.cell(patient, "score_picture_change") == Cell(-25.0));
    CHECK(planned.cell(patient, "score_name_before") == Cell(75.0));
    CHECK(planned.cell(patient, "score_worry_change") == Cell(-30.0));
    CHECK(planned.cell(patient, "score_doors_before") == Cell(50.0));
    CHECK(planned.cell(patient, "score_doors_change") == Cell(Missing::NotAnswered));
    CHECK(planned.cell(patient, "score_importance_before") == Cell(Missing::NotAnswered));
    CHECK(planned.cell(patient, "score_knowledge_before") == Cell(std::int64_t{2}));
    CHECK(planned.cell(patient, "score_knowledge_change") == Cell(std::int64_t{1}));
    CHECK(planned.plan.find("score_knowledge_change")->variable.low == -3.0);
    CHECK(planned.plan.find("score_accept_after") == nullptr);
}

TEST_CASE("a change rests on the items that were answered both times") {
    const Planned planned(StudyText().toml(), "before-assessment-long");
    Patient patient("before-assessment-long");
    patient.says("about.part", "\"low-back\"").says("about.earlier-scan", "\"none\"");
    patient.says("hope.picture", "\"4\"").says("hope.picture.examination", "\"0\"");
    patient.says("hope.picture.after", "\"3\"");
    CHECK(planned.cell(patient, "score_picture_before") == Cell(50.0));
    CHECK(planned.cell(patient, "score_picture_after") == Cell(75.0));
    CHECK(planned.cell(patient, "score_picture_change") == Cell(-25.0));
}

TEST_CASE("quasi-identifiers leave in bands, and what was not said is a value like the others") {
    const Planned planned(StudyText().toml());
    Patient patient = test::usual_patient();
    patient.says("about.age", "\"30-39\"");
    CHECK_THAT(planned.code(patient, "age"), Equals("18-39"));
    CHECK_THAT(planned.code(patient, "language"), Equals("other"));
    CHECK_THAT(planned.code(patient, "sex"), Equals("not-stated"));
    CHECK_THAT(planned.code(patient, "period"), Equals("2026-H2"));
    patient.says("about.age", "null");
    CHECK_THAT(planned.code(patient, "age"), Equals("not-stated"));
    // The finer answer leaves nowhere.
    CHECK(planned.plan.find("about_age") == nullptr);
}

TEST_CASE("a drawing leaves as five regions") {
    const Planned planned(StudyText().toml());
    Patient patient = test::usual_patient();
    patient.says("about.drawing", R"(["back.lower", "front.thigh.left"])");
    CHECK(planned.cell(patient, "pain_lower_back") == Cell(true));
    CHECK(planned.cell(patient, "pain_buttock_thigh") == Cell(true));
    CHECK(planned.cell(patient, "pain_head_neck") == Cell(false));
    CHECK(planned.plan.find("about_drawing_back_lower") == nullptr);
    // Every part of the figure is in a region.
    for (const auto& option :
         planned.config.questionnaires.at("before-assessment").find("about.drawing")->options) {
        INFO(code_of(option.value));
        CHECK(region_of(code_of(option.value)));
    }
    StudyText named;
    named.data += "variables = [\"scores\", \"about.drawing\"]\n";
    const Planned parts(named.toml());
    CHECK(parts.cell(patient, "about_drawing_back_lower") == Cell(true));
    CHECK(parts.cell(patient, "about_drawing_back_upper") == Cell(false));
}

TEST_CASE("warning signs, consent and free text leave only where they may") {
    const Planned planned(StudyText().toml());
    for (const Column& column : planned.plan.columns) {
        INFO(column.variable.name);
        CHECK_FALSE(column.link_id.starts_with("signs"));
        CHECK_FALSE(column.link_id.starts_with("consent"));
        CHECK(column.variable.kind != (column.from == From::Pseudonym ? Kind::Coded : Kind::Text));
        CHECK(column.variable.name.size() <= kLongestName);
    }
    StudyText named;
    named.data += "variables = [\"scores\", \"signs.b\"]\n";
    CHECK(Planned(named.toml()).plan.find("signs_b_cancer") != nullptr);
    named.data =
        "primary_outcome = \"score_worry_change\"\nvariables = [\"scores\", \"words.hope\"]\n";
    CHECK_THAT(plan_fault(named), Contains("data.variables") && Contains("words.hope"));
    named.data =
        "primary_outcome = \"score_worry_change\"\nvariables = [\"scores\", \"about.age\"]\n";
    CHECK_THAT(plan_fault(named), Contains("about.age"));
}

TEST_CASE("a public study has scores and regions alone") {
    StudyText text;
    text.profile = "public";
    const Planned planned(text.toml());
    for (const Column& column : planned.plan.columns) {
        CHECK(column.from != From::Item);
        CHECK(column.from != From::Option);
    }
    CHECK(planned.plan.find("pain_lower_back") != nullptr);
    text.data += "variables = [\"scores\", \"hope.picture\"]\n";
    CHECK_THAT(plan_fault(text), Contains("laxer"));
}

TEST_CASE("what a study names must be there") {
    StudyText text;
    text.data = "primary_outcome = \"score_happiness\"\n";
    CHECK_THAT(plan_fault(text),
               Contains("line 11, data.primary_outcome") && Contains("score_happiness"));
    text.data = "primary_outcome = \"age\"\n";
    CHECK_THAT(plan_fault(text), Contains("data.primary_outcome"));
    text = {};
    text.more = "[[sensitive]]\nvariable = \"nothing\"\nl = 2\n";
    CHECK_THAT(plan_fault(text), Contains("sensitive[1]"));
    text.more = "[[quasi_identifier]]\nname = \"work\"\nfrom = \"about.work\"\n";
    CHECK_THAT(plan_fault(text), Contains("about.work"));
    text.more =
        "[[quasi_identifier]]\nname = \"scan\"\nfrom = \"about.earlier-scan\"\n"
        "rows = [[\"none\", \"no\", \"*\"]]\n";
    CHECK_THAT(plan_fault(text), Contains("has no row for the answer \"had\""));
    text.more = "[[quasi_identifier]]\nname = \"Scan\"\nfrom = \"about.earlier-scan\"\n";
    CHECK_THAT(plan_fault(text), Contains("no name for a column"));
}
