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
    Column when = new_column(From::AfterWhen, "after_when", Kind::Coded,
                             {{"en", "When the answers after the visit came"}});
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
                         return one.variable.link_id == wanted &&
                                (one.from != From::QuasiIdentifier || wanted == review::items::who);
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

// A score says what its items say: a class that joins an item's answers would not hide them.
void check_scores(PlanInProgress& made) {
    for (const QuasiIdentifier& one : made.plan.study.quasi_identifiers) {
        const auto rests_on_it = [&](const Column& column) {
            const auto items = items_of(made.plan, column);
            return std::any_of(items.begin(), items.end(), [&](const auto& variants) {
                return std::any_of(variants.begin(), variants.end(),
                                   [&](const auto& item) { return item.link_id == one.from; });
            });
        };
        const auto& columns = made.plan.columns;
        const auto score = std::find_if(columns.begin(), columns.end(), rests_on_it);
        if (score != columns.end())
            made.report(
                one.place,
                fmt::format("\"{}\" is an item of \"{}\", which would give it away: take one "
                            "of the two out.",
                            one.from, score->variable.name));
    }
}

}  // namespace

bool PlanInProgress::wants(std::string_view token) const {
    const auto& wanted = plan.study.variables;
    if (!wanted.empty()) return std::find(wanted.begin(), wanted.end(), token) != wanted.end();
    const bool always = token == "scores" || token == "pain-regions";
    return always || rules_of(plan.study.profile).items;
}

void PlanInProgress::report(std::string where, std::string what) {
    if (where.empty()) where = "quasi_identifier";
    problems.push_back({causes::study_faulty, std::move(where), std::move(what)});
}

Column new_column(From from, std::string name, Kind kind, Words words) {
    Column made;
    made.from = from;
    made.variable.name = std::move(name);
    made.variable.kind = kind;
    made.variable.words = std::move(words);
    return made;
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
    made.plan.columns.push_back(new_column(From::Pseudonym, "pseudonym", Kind::Text,
                                           {{"en", "A name for the row, fresh in each export"}}));
    made.plan.columns.back().variable.role = Role::Pseudonym;
    add_quasi_identifiers(made);
    if (study.repeated_visits)
        made.plan.columns.push_back(new_column(From::FirstTime, "first_time", Kind::Boolean,
                                               {{"en", "First time here with this tablet"}}));
    if (rules_of(study.profile).items)
        for (const Asked& asked : made.plan.asked) add_items(made, asked, false);
    if (made.wants("pain-regions"))
        for (const Asked& asked : made.plan.asked) add_regions(made, asked);
    if (made.wants("scores")) add_scores(made);
    if (rules_of(study.profile).items) add_after_visit(made);
    check_wanted(made);
    check_named(made);
    check_scores(made);
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
