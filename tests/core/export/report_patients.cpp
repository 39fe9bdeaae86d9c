#include "report_patients.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace spine::test {
namespace {

using namespace exporting;

using Labels = std::vector<std::pair<std::string, std::string>>;

Variable variable(std::string name, Kind kind, std::string words, const Labels& labels = {}) {
    Variable made;
    made.name = std::move(name);
    made.kind = kind;
    made.words = {{"en", std::move(words)}};
    int number = 1;
    for (const auto& [code, label] : labels)
        made.labels.push_back({number++, code, {{"en", label}}});
    return made;
}

double in_tens(double value) {
    return std::clamp(std::round(value / 10) * 10, 0.0, 100.0);
}

// One item of five steps.
double in_steps(double value) {
    return std::clamp(std::round(value / 25) * 25, 0.0, 100.0);
}

}  // namespace

ReportPatients::ReportPatients(std::size_t many, std::uint64_t seed) : many_(many), seed_(seed) {
    random_.emplace(seed);
    domains_ = {{"picture", "True picture", 68, -14},
                {"name", "A name for it", 58, -9},
                {"doors", "Opens doors", 61, -6},
                {"proof", "Proof", 47, -5},
                {"serious", "Taken seriously", 42, -2},
                {"calm", "Worry and calm", 66, -8},
                {"worry", "Worry", 49, -7, false},
                {"importance", "Importance of a scan", 63, -9, false}};
    add_columns();
    say_facts();
    table_.rows = many;
}

std::size_t ReportPatients::column(Variable made) {
    table_.variables.push_back(std::move(made));
    return table_.variables.size() - 1;
}

void ReportPatients::add_columns() {
    std::ignore = column(variable("pseudonym", Kind::Text, "A name for the row"));
    table_.variables.back().role = Role::Pseudonym;
    const auto group = [&](Variable made) {
        made.role = Role::QuasiIdentifier;
        columns.groups.push_back(column(std::move(made)));
    };
    group(variable("age", Kind::Coded, "How old are you?",
                   {{"18-39", "18-39"}, {"40-59", "40-59"}, {"60-and-over", "60-and-over"}}));
    group(variable("sex", Kind::Coded, "Are you …", {{"female", "female"}, {"male", "male"}}));
    group(variable("language", Kind::Coded, "Language in which the patient answered",
                   {{"da", "da"}, {"other", "other"}}));
    group(variable("period", Kind::Period, "When the patient answered",
                   {{"2026-H1", "2026-H1"}, {"2026-H2", "2026-H2"}}));
    columns.parts = {{"About the patient", {}},
                     {"First asking: hopes of a scan", {}},
                     {"First asking: knowledge", {}},
                     {"After the pages: teach-back", {}},
                     {"Second asking: hopes of a scan", {}}};
    columns.parts[0].columns.push_back(
        column(variable("about_pain_now", Kind::Integer, "How much pain do you have now?")));
    for (const Domain& domain : domains_) add_domain(domain);
    add_questions();
    add_after_visit();
}

void ReportPatients::add_domain(const Domain& domain) {
    ReportColumns::Domain asked;
    asked.title = domain.title;
    asked.hope = domain.hope;
    const auto score = [&](const char* side, const char* words) {
        auto made = variable(fmt::format("score_{}_{}", domain.name, side), Kind::Decimal,
                             fmt::format("{}, {}", domain.title, words));
        made.decimals = 1;
        made.low = 0;
        made.high = 100;
        made.questionnaire = "urn:spine-kiosk:before-assessment|1.0.0";
        return column(std::move(made));
    };
    asked.before = score("before", "before the pages");
    asked.after = score("after", "after the pages");
    asked.change = score("change", "after minus before");
    columns.parts[1].columns.push_back(*asked.before);
    columns.parts[4].columns.push_back(*asked.after);
    if (domain.name == "importance") columns.importance = asked.before;
    columns.domains.push_back(std::move(asked));
}

void ReportPatients::add_questions() {
    const Labels labels = {{"true", "True"}, {"false", "False"}, {"not-sure", "Not sure"}};
    const std::vector<std::pair<std::string, std::string>> asked = {
        {"changes", "Many people without back pain have changes on a scan."},
        {"normal", "A normal scan means my pain is not real."},
        {"operation", "MRI can help if an operation is being considered."}};
    for (const auto& [name, words] : asked) {
        const auto before = column(variable("know_" + name, Kind::Coded, words, labels));
        const auto after = column(variable("know_" + name + "_after", Kind::Coded, words, labels));
        columns.parts[2].columns.push_back(before);
        columns.parts[3].columns.push_back(after);
        columns.questions.push_back(
            {words, before, after, name == "normal" ? "false" : "true", "not-sure"});
    }
}

void ReportPatients::add_after_visit() {
    columns.when =
        column(variable("after_when", Kind::Coded, "When the answers after the visit came",
                        {{"same-day", "On the day of the visit"},
                         {"1-7-days", "1 to 7 days after the visit"},
                         {"8-30-days", "8 to 30 days after the visit"}}));
    auto satisfaction =
        variable("visit_satisfaction", Kind::Integer, "How satisfied are you with your visit?");
    satisfaction.low = 0;
    satisfaction.high = 10;
    columns.satisfaction = column(std::move(satisfaction));
    columns.hopes_met =
        column(variable("visit_hopes", Kind::Coded, "Did you get what you hoped for?",
                        {{"all", "Yes, all of it"},
                         {"some", "Some of it"},
                         {"none", "None of it"},
                         {"too-early", "Too early to say"}}));
    columns.scan = column(variable("visit_scan", Kind::Coded, "What about a scan?",
                                   {{"not-raised", "It was not talked of"},
                                    {"talked-not-chosen", "We talked of it and did not choose it"},
                                    {"referred", "I am to have one"},
                                    {"done", "I have had one and know the result"}}));
    columns.after_visit = {*columns.when, *columns.satisfaction, *columns.hopes_met, *columns.scan};
    columns.outcome = columns.satisfaction;
    columns.related = columns.importance;
}

void ReportPatients::say_facts() {
    StudyFacts& study = table_.study;
    study.title = "What patients hope a scan will show, and how satisfied they are after the visit";
    study.question =
        "Are patients to whom a scan is important before the assessment less satisfied after it?";
    study.ethics = "Simulated patients: none is needed";
    study.period = "2026-01-01 to 2026-12-31";
    study.clinic = "A spine clinic";
    study.profile = "agreement";
    study.language = "en";
    study.primary_outcome = "visit_satisfaction";
    study.study_hash = "5f0c6e1f9b2d4a7788c3d1e0b4a59627f1e2d3c4b5a697881726354453627180";
    study.program = "spine-kiosk 0.1.0";
    study.made = "2026-11-27";
    study.k = 5;
    facts.study.k = 5;
    facts.study.from_day = "2026-01-01";
    facts.study.until_day = "2026-12-31";
    facts.study.primary_outcome = study.primary_outcome;
    facts.risks.suppressed = 12;
    facts.risks.kept_classes = 24;
    facts.risks.sizes.smallest = 6;
    facts.risks.sizes_before.smallest = 1;
    facts.risks.prosecutor = {1.0 / 6, 0.012};
    facts.risks.prosecutor_before = {1, 0.05};
    facts.risks.columns = {{"age", 1, 3, 7, 3, 0.3, 0.6},
                           {"sex", 0, 2, 2, 2, 0, 0},
                           {"language", 0, 2, 2, 2, 0, 0},
                           {"period", 0, 3, 2, 2, 0, 0}};
    ExportResult result;
    result.flow.sessions = many_ + 431 + 12;
    result.flow.left_out = {0, 3, 12, 204, 7, 0, 96, 109, 0, 0};
    result.flow.first_time = many_ + 12;
    result.report = facts.risks;
    facts.shown = shown_of(facts.study, result);
}

std::uint16_t ReportPatients::below(std::uint32_t bound) {
    return static_cast<std::uint16_t>(random_->below(bound));
}

double ReportPatients::near_zero() {
    double sum = 0;
    for (int i = 0; i < 12; ++i) sum += random_->below(1'000) / 1'000.0;
    return sum - 6;
}

void ReportPatients::answer_questions(std::vector<Cell>& row, bool second) {
    for (std::size_t i = 0; i < columns.questions.size(); ++i) {
        const auto& question = columns.questions[i];
        const std::uint16_t right = question.right == "true" ? 0 : 1;
        const auto wrong = static_cast<std::uint16_t>(1 - right);
        const auto draw = [&](std::uint32_t likely) {
            const std::uint32_t drawn = random_->below(100);
            return Coded{drawn < likely ? right : (drawn < likely + 25 ? std::uint16_t{2} : wrong)};
        };
        const std::uint32_t known = 34 + 14 * static_cast<std::uint32_t>(i);
        row[question.before] = draw(known);
        row[question.after] = second ? Cell(draw(known + 25)) : Cell(Missing::NotReached);
    }
}

void ReportPatients::answer_after_visit(std::vector<Cell>& row, double importance) {
    if (random_->below(100) >= 47) return;
    const std::uint32_t when = random_->below(100);
    row[*columns.when] = Coded{static_cast<std::uint16_t>(when < 82 ? 0 : (when < 95 ? 1 : 2))};
    const auto scan = below(100);
    row[*columns.scan] =
        Coded{static_cast<std::uint16_t>(scan < 40 ? 0 : (scan < 72 ? 1 : (scan < 97 ? 2 : 3)))};
    const auto hopes = below(100);
    const std::uint16_t met = hopes < 45 ? 0 : (hopes < 80 ? 1 : (hopes < 88 ? 2 : 3));
    row[*columns.hopes_met] = Coded{met};
    const double satisfied =
        8.1 - (importance - 50) / 55 - 0.9 * (met == 3 ? 1 : met) + 1.5 * near_zero();
    row[*columns.satisfaction] =
        static_cast<std::int64_t>(std::clamp(std::round(satisfied), 0.0, 10.0));
}

std::vector<Cell> ReportPatients::patient() {
    std::vector<Cell> row(table_.variables.size(), Missing::NotAsked);
    row[0] = fmt::format("p{:06}", at_);
    row[columns.groups[0]] = Coded{below(3)};
    row[columns.groups[1]] = Coded{below(2)};
    row[columns.groups[2]] = Coded{static_cast<std::uint16_t>(random_->below(9) == 0 ? 1 : 0)};
    row[columns.groups[3]] = Coded{below(2)};
    row[columns.parts[0].columns[0]] = static_cast<std::int64_t>(random_->below(11));
    const std::uint32_t stops = random_->below(100);
    const bool first = stops >= 4, knows = stops >= 7, second = stops >= 14;
    const double hopes = 16 * near_zero();
    double importance = 50;
    for (std::size_t i = 0; i < domains_.size(); ++i) {
        const auto& asked = columns.domains[i];
        const auto rounded = domains_[i].hope ? in_steps : in_tens;
        row[*asked.before] = row[*asked.after] = row[*asked.change] = Missing::NotReached;
        if (!first) continue;
        const double before = rounded(domains_[i].mean + hopes + 20 * near_zero());
        if (asked.before == columns.importance) importance = before;
        row[*asked.before] = random_->below(40) == 0 ? Cell(Missing::Declined) : Cell(before);
        if (!second) continue;
        const double after = rounded(before + domains_[i].moves + 14 * near_zero());
        row[*asked.after] = after;
        row[*asked.change] = std::holds_alternative<double>(row[*asked.before])
                                 ? Cell(after - before)
                                 : Cell(Missing::Declined);
    }
    for (const auto& question : columns.questions)
        row[question.before] = row[question.after] = Missing::NotReached;
    if (knows) answer_questions(row, second);
    if (second) answer_after_visit(row, importance);
    return row;
}

Result<bool> ReportPatients::next(std::vector<Cell>& row) {
    if (at_ == many_) return false;
    row = patient();
    ++at_;
    return true;
}

Status ReportPatients::rewind() {
    at_ = 0;
    random_.emplace(seed_);
    return {};
}

}  // namespace spine::test
