#include "export/data_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "review/items.h"

namespace spine::exporting {
namespace {

using questionnaire::Item;
using questionnaire::Questionnaire;

// What a public data set may hold beside the quasi-identifiers.
constexpr std::array<std::string_view, 4> kWithoutItems = {"scores", "pain-regions", "status",
                                                           "questionnaire"};

Variable variable(std::string name, Kind kind, Words words) {
    Variable made;
    made.name = std::move(name);
    made.kind = kind;
    made.words = std::move(words);
    return made;
}

Column column(From from, Variable variable) {
    Column made;
    made.variable = std::move(variable);
    made.from = from;
    return made;
}

std::vector<Asked> asked_by(std::span<const config::Config* const> configurations,
                            std::string config::Settings::*which) {
    std::vector<Asked> asked;
    std::set<std::string> seen;
    for (const config::Config* config : configurations) {
        const auto found = config->questionnaires.find(config->settings.*which);
        if (found == config->questionnaires.end()) continue;
        // The same questionnaire under a newer configuration is asked alike.
        if (seen.insert(found->second.source).second) asked.push_back({config, &found->second});
    }
    return asked;
}

// Every answer that the item may have, in any of the questionnaires.
std::vector<std::string> answers_of(const DataPlan& plan, const std::string& link_id) {
    std::vector<std::string> codes;
    for (const Asked& asked : plan.asked) {
        const Item* item = asked.questionnaire->find(link_id);
        if (item == nullptr) continue;
        for (const questionnaire::Option& option : item->options) {
            const std::string code = code_of(option.value);
            if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
        }
    }
    return codes;
}

// Half-years or years, from the study's first day to its last.
std::vector<std::string> periods_of(const Study& study) {
    constexpr UnixMs kStep = 28LL * 86'400'000;
    std::vector<std::string> periods;
    const auto add = [&](UnixMs at) {
        const std::string period = period_of(at, study.coarsening);
        if (periods.empty() || periods.back() != period) periods.push_back(period);
    };
    for (UnixMs at = study.from; at < study.until; at += kStep) add(at);
    add(study.until - 1);
    return periods;
}

std::vector<std::vector<std::string>> hierarchy_of(PlanInProgress& made,
                                                   const QuasiIdentifier& one) {
    std::vector<std::string> answers;
    if (one.from == kFromPeriod) {
        answers = periods_of(made.plan.study);
    } else if (one.from == kFromLanguage) {
        for (const auto& row : one.rows) answers.push_back(row.front());
    } else {
        answers = answers_of(made.plan, one.from);
    }
    std::vector<std::vector<std::string>> rows;
    const auto add = [&](std::vector<std::string> row) {
        const auto same = std::find_if(rows.begin(), rows.end(), [&](const auto& other) {
            return other.front() == row.front();
        });
        if (same == rows.end())
            rows.push_back(std::move(row));
        else if (*same != row)
            made.report(one.place, fmt::format("Two rows with the value \"{}\" part again further "
                                               "on: what is one value stays one.",
                                               row.front()));
    };
    for (const std::string& answer : answers) {
        auto values = one.values_of(answer);
        if (values.empty())
            made.report(one.place,
                        fmt::format("\"{}\" has no row for the answer \"{}\" of {}: add one, or "
                                    "\"rest\".",
                                    one.name, answer, one.from));
        else
            add(std::move(values));
    }
    if (!one.rest.empty() && one.from != kFromPeriod) add(one.rest);
    add(one.values_of({}));
    return rows;
}

const Item* newest_item(const DataPlan& plan, const std::string& link_id, std::string& from) {
    for (const Asked& asked : plan.asked) {
        const Item* item = asked.questionnaire->find(link_id);
        if (item == nullptr) continue;
        from = canonical(*asked.questionnaire);
        return item;
    }
    return nullptr;
}

Words words_of_quasi_identifier(const DataPlan& plan, const QuasiIdentifier& one,
                                const Item* item) {
    if (one.from == kFromLanguage) return {{"en", "Language in which the patient answered"}};
    if (one.from == kFromPeriod) return {{"en", "When the patient answered"}};
    if (item == nullptr || item->text.empty()) return {{"en", one.name}};
    return words_of(item->text, *plan.asked.front().questionnaire);
}

void add_quasi_identifier(PlanInProgress& made, std::size_t number) {
    DataPlan& plan = made.plan;
    const QuasiIdentifier& one = plan.study.quasi_identifiers[number];
    if (!is_variable_name(one.name) || !made.names.take(one.name))
        made.report(one.place, fmt::format("\"{}\" is no name for a column, or is taken: a letter, "
                                           "then letters, digits and _, at most {}.",
                                           one.name, kLongestName));
    std::string from;
    const Item* item = newest_item(plan, one.from, from);
    const bool usual = one.place.empty();
    const bool an_answer = one.from != kFromLanguage && one.from != kFromPeriod;
    if (an_answer && ((item == nullptr && !usual) ||
                      (item != nullptr && (item->options.empty() || item->repeats))))
        made.report(one.place, fmt::format("No questionnaire has a question \"{}\" with one answer "
                                           "of several to choose from.",
                                           one.from));
    Column added = column(From::QuasiIdentifier,
                          variable(one.name, one.from == kFromPeriod ? Kind::Period : Kind::Coded,
                                   words_of_quasi_identifier(plan, one, item)));
    added.quasi_identifier = number;
    added.variable.role = Role::QuasiIdentifier;
    added.variable.questionnaire = from;
    if (item != nullptr) added.link_id = added.variable.link_id = one.from;
    plan.hierarchies.push_back(hierarchy_of(made, one));
    int next = 0;
    for (const auto& row : plan.hierarchies.back())
        added.variable.labels.push_back({next++, row.front(), {{"en", row.front()}}});
    plan.columns.push_back(std::move(added));
}

void add_about_session(PlanInProgress& made) {
    DataPlan& plan = made.plan;
    if (made.wants("status")) {
        Column status = column(From::Status,
                               variable("status", Kind::Coded, {{"en", "How the session ended"}}));
        status.variable.labels = {
            {1, "complete", {{"en", "complete"}}},
            {2, "stopped", {{"en", "stopped by the patient, who wanted it kept"}}},
            {3, "expired", {{"en", "left alone until the time was over"}}},
            {4, "interrupted", {{"en", "interrupted, as by a power cut"}}}};
        plan.columns.push_back(std::move(status));
    }
    if (made.wants("questionnaire")) {
        Column which = column(From::Questionnaire, variable("questionnaire", Kind::Coded,
                                                            {{"en", "Questionnaire and version"}}));
        int number = 0;
        for (const Asked& asked : plan.asked) {
            const std::string code = canonical(*asked.questionnaire);
            if (label_of(which.variable, code)) continue;
            which.variable.labels.push_back({++number, code, {{"en", code}}});
        }
        plan.columns.push_back(std::move(which));
    }
    if (plan.study.proxies)
        plan.columns.push_back(column(
            From::Proxy, variable("proxy", Kind::Boolean, {{"en", "Somebody else answered"}})));
    if (plan.study.repeated_visits)
        plan.columns.push_back(column(
            From::FirstTime,
            variable("first_time", Kind::Boolean, {{"en", "First time here with this tablet"}})));
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kWhen = {
    {{"same-day", "On the day of the visit"},
     {"1-7-days", "1 to 7 days after the visit"},
     {"8-30-days", "8 to 30 days after the visit"},
     {"later", "More than 30 days after the visit"}}};

void add_after_visit(PlanInProgress& made) {
    for (const Asked& asked : made.plan.asked_after) add_items(made, asked, true);
    auto& columns = made.plan.columns;
    const auto first = std::find_if(columns.begin(), columns.end(),
                                    [](const Column& one) { return one.after_visit; });
    if (first == columns.end()) return;
    Column when = column(
        From::AfterWhen,
        variable("after_when", Kind::Coded, {{"en", "When the answers after the visit came"}}));
    when.after_visit = true;
    int number = 0;
    for (const auto& [code, words] : kWhen)
        when.variable.labels.push_back({++number, std::string(code), {{"en", std::string(words)}}});
    columns.insert(first, std::move(when));
}

void check_wanted(PlanInProgress& made) {
    const Study& study = made.plan.study;
    const ProfileRules rules = rules_of(study.profile);
    for (const std::string& wanted : study.variables) {
        const bool usual =
            std::find(kWithoutItems.begin(), kWithoutItems.end(), wanted) != kWithoutItems.end();
        if (!usual && !rules.items)
            made.report(study.variables_place,
                        fmt::format("\"{}\" is laxer than the profile \"{}\", which has scores and "
                                    "no answers item by item.",
                                    wanted, rules.name));
        else if (!usual && wanted != "items" && wanted != "after-visit" &&
                 std::none_of(
                     made.plan.columns.begin(), made.plan.columns.end(), [&](const Column& one) {
                         return one.from != From::QuasiIdentifier && one.variable.link_id == wanted;
                     }))
            made.report(study.variables_place,
                        fmt::format("\"{}\" is no question that can leave: write a linkId of a "
                                    "choice or a number (of free text where privacy.free_text "
                                    "releases it), \"items\", \"scores\", "
                                    "\"pain-regions\", \"after-visit\", \"status\" or "
                                    "\"questionnaire\".",
                                    wanted));
    }
}

// An association needs two columns with an order: numbers, or yes and no.
void check_related(PlanInProgress& made) {
    const Study& study = made.plan.study;
    if (study.related_to.empty()) return;
    const auto has_order = [&](const std::string& name) {
        const Column* found = made.plan.find(name);
        return found != nullptr &&
               (found->variable.kind == Kind::Integer || found->variable.kind == Kind::Decimal ||
                found->variable.kind == Kind::Boolean);
    };
    if (!has_order(study.related_to) || study.related_to == study.primary_outcome)
        made.report(study.related_place,
                    fmt::format("\"{}\" is no other variable of the data that is a number, or true "
                                "or false.",
                                study.related_to));
    else if (!has_order(study.primary_outcome))
        made.report(study.related_place,
                    fmt::format("The primary outcome \"{}\" is no number, so nothing can be "
                                "related to it: leave this out.",
                                study.primary_outcome));
}

void check_named(PlanInProgress& made) {
    const Study& study = made.plan.study;
    const auto is_data = [&](const std::string& name) {
        const Column* found = made.plan.find(name);
        return found != nullptr && found->from != From::Pseudonym &&
               found->from != From::QuasiIdentifier;
    };
    if (!is_data(study.primary_outcome))
        made.report(study.outcome_place,
                    fmt::format("The data have no variable \"{}\".", study.primary_outcome));
    check_related(made);
    for (const Sensitive& one : study.sensitive) {
        if (const Column* named = made.plan.find(one.variable);
            named != nullptr && named->from == From::FreeText)
            made.report(one.place,
                        fmt::format("\"{}\" is free text: no two are alike.", one.variable));
        if (!is_data(one.variable))
            made.report(one.place, fmt::format("The data have no variable \"{}\".", one.variable));
        for (Column& column : made.plan.columns) {
            if (column.variable.name != one.variable) continue;
            column.variable.role = Role::Sensitive;
            if (column.after_visit)
                made.report(one.place, fmt::format("\"{}\" is answered after the visit, when the "
                                                   "classes are made already.",
                                                   one.variable));
        }
    }
}

}  // namespace

bool PlanInProgress::wants(std::string_view token) const {
    const auto& wanted = plan.study.variables;
    if (!wanted.empty()) return std::find(wanted.begin(), wanted.end(), token) != wanted.end();
    const bool single = token == "items" || token == "after-visit";
    return !single || rules_of(plan.study.profile).items;
}

void PlanInProgress::report(std::string where, std::string what) {
    if (where.empty()) where = "quasi_identifier";
    problems.push_back({causes::study_faulty, std::move(where), std::move(what)});
}

std::optional<Coded> label_of(const Variable& variable, std::string_view code) {
    const auto& labels = variable.labels;
    const auto found = std::find_if(labels.begin(), labels.end(),
                                    [&](const ValueLabel& one) { return one.code == code; });
    if (found == labels.end()) return std::nullopt;
    return Coded{static_cast<std::uint16_t>(found - labels.begin())};
}

const Column* DataPlan::find(std::string_view name) const {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const Column& one) { return one.variable.name == name; });
    return found == columns.end() ? nullptr : &*found;
}

Result<DataPlan> make_plan(const Study& study,
                           std::span<const config::Config* const> configurations,
                           const std::string& name) {
    PlanInProgress made;
    made.plan.study = study;
    made.plan.asked = asked_by(configurations, &config::Settings::walk_questionnaire);
    made.plan.asked_after = asked_by(configurations, &config::Settings::after_visit_questionnaire);
    for (const auto* own :
         {"pseudonym", "status", "questionnaire", "proxy", "first_time", "after_when"})
        std::ignore = made.names.take(own);
    made.plan.columns.push_back(column(
        From::Pseudonym,
        variable("pseudonym", Kind::Text, {{"en", "A name for the row, fresh in each export"}})));
    made.plan.columns.back().variable.role = Role::Pseudonym;
    for (std::size_t i = 0; i < study.quasi_identifiers.size(); ++i) add_quasi_identifier(made, i);
    add_about_session(made);
    if (rules_of(study.profile).items)
        for (const Asked& asked : made.plan.asked) add_items(made, asked, false);
    if (made.wants("pain-regions"))
        for (const Asked& asked : made.plan.asked) add_regions(made, asked);
    if (made.wants("scores")) add_scores(made);
    if (rules_of(study.profile).items) add_after_visit(made);
    check_wanted(made);
    check_named(made);
    if (!made.problems.empty()) return study_fault(made.problems, name);
    return std::move(made.plan);
}

std::vector<std::size_t> DataPlan::after_visit() const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].after_visit) places.push_back(i);
    return places;
}

std::string_view when_after(int days) {
    const std::size_t place = days <= 0 ? 0 : (days <= 7 ? 1 : (days <= 30 ? 2 : 3));
    return kWhen.at(place).first;
}

std::string canonical(const Questionnaire& questionnaire) {
    return fmt::format("{}|{}", questionnaire.url, questionnaire.version);
}

Words words_of(const questionnaire::Text& text, const Questionnaire& questionnaire) {
    Words words;
    if (!text.original.empty())
        words.emplace(questionnaire.language.empty() ? "en" : questionnaire.language,
                      text.original);
    for (const auto& [language, translated] : text.translations) words[language] = translated;
    return words;
}

}  // namespace spine::exporting
