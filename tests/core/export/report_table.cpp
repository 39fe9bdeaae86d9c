#include "report_table.h"

#include "export/report.h"

namespace spine::test {
namespace {

using namespace exporting;

Variable variable(const std::string& name, Kind kind, std::vector<std::string> labels = {}) {
    Variable made;
    made.name = name;
    made.kind = kind;
    made.words = {{"en", "About " + name}};
    int number = 0;
    for (std::string& label : labels)
        made.labels.push_back({number++, label, {{"en", "says " + label}}});
    return made;
}

}  // namespace

ReportTable::ReportTable() {
    table.variables = {variable("pseudonym", Kind::Text),
                       variable("age", Kind::Coded, {"18-39", "40-59", "60+"}),
                       variable("score_proof_before", Kind::Decimal),
                       variable("score_proof_after", Kind::Decimal),
                       variable("score_proof_change", Kind::Decimal),
                       variable("know_x", Kind::Coded, {"true", "false", "not-sure"}),
                       variable("know_x_after", Kind::Coded, {"true", "false", "not-sure"}),
                       variable("visit_satisfaction", Kind::Integer),
                       variable("visit_hopes", Kind::Coded, {"all", "some", "none"}),
                       variable("after_when", Kind::Coded, {"same-day", "later"})};
    table.variables[Name].role = Role::Pseudonym;
    table.variables[Age].role = Role::QuasiIdentifier;
    table.study.title = "A study";
    table.study.question = "Does it?";
    table.study.program = "spine-kiosk 0.1.0";
    table.study.study_hash = "0123456789abcdef";
    facts.study.cell_threshold = 5;
    facts.study.primary_outcome = "score_proof_change";
    columns.groups = {Age};
    columns.parts = {{"First asking", {Before, KnowBefore}}, {"Second asking", {After, KnowAfter}}};
    columns.domains = {{"Proof", 100, false, true, Before, After, Change}};
    columns.questions = {{"Is it so?", KnowBefore, KnowAfter, "true", "not-sure"}};
    columns.satisfaction = Satisfaction;
    columns.hopes_met = Hopes;
    columns.when = When;
    columns.after_visit = {Satisfaction, Hopes, When};
    columns.outcome = Change;
}

std::vector<Cell> ReportTable::row() const {
    std::vector<Cell> made(table.variables.size(), Missing::NotAsked);
    made[Name] = std::string("p");
    made[Age] = Coded{1};
    return made;
}

void ReportTable::add(double before, double after) {
    auto made = row();
    made[Before] = before;
    made[After] = after;
    made[Change] = after - before;
    add(std::move(made));
}

void ReportTable::add(std::vector<Cell> made) {
    rows.push_back(std::move(made));
    table.rows = rows.size();
}

ReportFigures ReportTable::figures() const {
    ReportTally tally(table, columns);
    for (const auto& one : rows) tally.add(one);
    return figures_of(table, columns, tally,
                      static_cast<std::uint64_t>(facts.study.cell_threshold));
}

std::string ReportTable::html() const {
    return report_html(table, figures(), facts);
}

}  // namespace spine::test
