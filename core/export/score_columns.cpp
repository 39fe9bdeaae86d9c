// Columns of the construct map's scores.
#include <fmt/format.h>

#include <algorithm>

#include "export/data_plan.h"

namespace spine::exporting {
namespace {

using questionnaire::Domain;
using questionnaire::DomainItem;
using questionnaire::DomainKind;
using Items = std::vector<std::vector<DomainItem>>;

// How many of these items any of the questionnaires asks, at most.
std::size_t asked_of(const DataPlan& plan, const Items& items) {
    std::size_t most = 0;
    for (const Asked& asked : plan.asked) {
        const auto count = std::count_if(items.begin(), items.end(), [&](const auto& variants) {
            return std::any_of(variants.begin(), variants.end(), [&](const DomainItem& item) {
                return asked.questionnaire->find(item.link_id) != nullptr;
            });
        });
        most = std::max(most, static_cast<std::size_t>(count));
    }
    return most;
}

std::string listed(const DataPlan& plan, const Items& items) {
    std::string text;
    for (const auto& variants : items)
        for (const DomainItem& item : variants) {
            if (std::none_of(plan.asked.begin(), plan.asked.end(), [&](const Asked& asked) {
                    return asked.questionnaire->find(item.link_id) != nullptr;
                }))
                continue;
            text.append(text.empty() ? "" : ", ").append(item.link_id);
            if (item.reverse) text += " (reversed)";
            if (!item.correct.empty()) text.append(" (right: ").append(item.correct).append(")");
        }
    return text;
}

std::string scoring_of(DomainKind kind) {
    switch (kind) {
        case DomainKind::Agree:
            return "100 x the mean of the answered items / 4; a reversed item counts 4 - x.";
        case DomainKind::Number:
            return "The number 0-10, times ten.";
        case DomainKind::Knowledge:
            return "How many answers are right; \"not sure\" is answered and not right.";
    }
    return {};
}

std::string missing_of(DomainKind kind) {
    return kind == DomainKind::Knowledge
               ? "Missing unless more than half of the items are answered."
               : "Missing unless half of the items are answered. \"I would "
                 "rather not be scanned\" is no number.";
}

struct SideWords {
    std::string_view name, en, da;
};
SideWords words_of(Side side) {
    switch (side) {
        case Side::Before:
            return {"before", "before the pages", "før siderne"};
        case Side::After:
            return {"after", "after the pages", "efter siderne"};
        case Side::Change:
            return {"change", "after minus before", "efter minus før"};
    }
    return {};
}

Words title_of(const DataPlan& plan, const Domain& domain, const SideWords& side) {
    Words words;
    for (const Asked& asked : plan.asked) {
        const auto found = asked.config->domain_words.find(domain.name);
        if (found == asked.config->domain_words.end()) continue;
        for (const auto& [language, title] : found->second.title)
            words.emplace(language,
                          fmt::format("{}, {}", title, language == "da" ? side.da : side.en));
    }
    if (words.empty()) words = {{"en", fmt::format("{}, {}", domain.name, side.en)}};
    return words;
}

void add_score(PlanInProgress& made, const Domain& domain, Side side) {
    const DataPlan& plan = made.plan;
    const SideWords words = words_of(side);
    const bool knowledge = domain.kind == DomainKind::Knowledge;
    const double highest = knowledge
                               ? static_cast<double>(asked_of(
                                     plan, side == Side::Before ? domain.before : domain.after))
                               : 100;
    Column added;
    added.from = From::Score;
    added.domain = domain.name;
    added.side = side;
    Variable& variable = added.variable;
    variable.name = made.names.make(fmt::format("score.{}.{}", domain.name, words.name));
    variable.kind = knowledge ? Kind::Integer : Kind::Decimal;
    variable.decimals = knowledge ? 0 : 1;
    variable.words = title_of(plan, domain, words);
    variable.low = side == Side::Change ? -highest : 0;
    variable.high = highest;
    variable.before = side == Side::Before;
    variable.after = side == Side::After;
    variable.scoring =
        fmt::format("{} Items: {}.", scoring_of(domain.kind),
                    listed(plan, side == Side::Before ? domain.before : domain.after));
    variable.missing_rule = missing_of(domain.kind);
    if (side == Side::Change) {
        variable.scoring += " Both sides rest on the items that were answered both times.";
        variable.missing_rule += " A change needs both.";
    }
    if (!plan.asked.empty()) variable.questionnaire = canonical(*plan.asked.front().questionnaire);
    made.plan.columns.push_back(std::move(added));
}

// How many items a score rests on is part of what it says; of single items it says nothing more.
void add_count(PlanInProgress& made, const Domain& domain, Side side, Figure figure) {
    const SideWords words = words_of(side);
    const auto items = asked_of(made.plan, side == Side::Before ? domain.before : domain.after);
    if (items < 2) return;
    const bool not_sure = figure == Figure::NotSure;
    Column added =
        new_column(From::Score,
                   made.names.make(fmt::format("{}.{}.{}", not_sure ? "not-sure" : "answered",
                                               domain.name, words.name)),
                   Kind::Integer, {});
    added.domain = domain.name;
    added.side = side;
    added.figure = figure;
    Variable& variable = added.variable;
    for (const auto& [language, title] : title_of(made.plan, domain, words))
        variable.words.emplace(
            language,
            fmt::format("{}: {}", title,
                        not_sure ? (language == "da" ? "svar \"ved ikke\"" : "\"not sure\"")
                                 : (language == "da" ? "besvarede" : "answered")));
    variable.low = 0;
    variable.high = static_cast<double>(items);
    variable.before = side == Side::Before;
    variable.after = side == Side::After;
    variable.scoring = not_sure ? "How many of the score's items were answered with \"not sure\"."
                                : "How many of the score's items were answered.";
    variable.missing_rule =
        "Missing where none of the items was asked, reached, or all were declined.";
    if (!made.plan.asked.empty())
        variable.questionnaire = canonical(*made.plan.asked.front().questionnaire);
    made.plan.columns.push_back(std::move(added));
}

void add_counts(PlanInProgress& made, const Domain& domain) {
    for (const Side side : {Side::Before, Side::After}) {
        add_count(made, domain, side, Figure::Answered);
        if (domain.kind == DomainKind::Knowledge) add_count(made, domain, side, Figure::NotSure);
    }
}

}  // namespace

std::vector<std::vector<DomainItem>> items_of(const DataPlan& plan, const Column& column) {
    Items items;
    if (column.from != From::Score) return items;
    for (const Asked& asked : plan.asked)
        for (const Domain& domain : asked.config->scoring) {
            if (domain.name != column.domain) continue;
            if (column.side != Side::After)
                items.insert(items.end(), domain.before.begin(), domain.before.end());
            if (column.side != Side::Before)
                items.insert(items.end(), domain.after.begin(), domain.after.end());
        }
    return items;
}

void add_scores(PlanInProgress& made) {
    std::vector<const Domain*> domains;
    for (const Asked& asked : made.plan.asked)
        for (const Domain& domain : asked.config->scoring)
            if (std::none_of(domains.begin(), domains.end(),
                             [&](const Domain* one) { return one->name == domain.name; }))
                domains.push_back(&domain);
    for (const Domain* domain : domains) {
        const bool before = asked_of(made.plan, domain->before) > 0;
        const bool after = asked_of(made.plan, domain->after) > 0;
        if (before) add_score(made, *domain, Side::Before);
        if (after) add_score(made, *domain, Side::After);
        if (before && after) add_score(made, *domain, Side::Change);
        if (rules_of(made.plan.study.profile).items) add_counts(made, *domain);
    }
}

}  // namespace spine::exporting
