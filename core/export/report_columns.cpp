#include "export/report_columns.h"

#include <algorithm>
#include <array>
#include <utility>

namespace spine::exporting {
namespace {

using questionnaire::DomainItem;
using questionnaire::DomainKind;
using questionnaire::Item;

constexpr std::string_view kSatisfaction = "visit.satisfaction", kHopesMet = "visit.hopes",
                           kScan = "visit.scan", kImportance = "importance", kNotSure = "not-sure";

// What a group of the walk is called where its own words are a question to the patient.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kWalkParts = {
    {{"about", "About the patient"},
     {"signs", "Warning signs"},
     {"hopes", "First asking: hopes of a scan"},
     {"next", "First asking: what comes next"},
     {"worry-and-importance", "First asking: worry, importance"},
     {"know", "First asking: knowledge"},
     {"teach-back", "After the pages: teach-back"},
     {"hopes.after", "Second asking: hopes of a scan"},
     {"worry-and-importance.after", "Second asking: worry, importance"},
     {"ask", "Questions to take along"}}};

bool holds(const Item& item, const std::string& link_id) {
    return item.link_id == link_id ||
           std::any_of(item.items.begin(), item.items.end(),
                       [&](const Item& one) { return holds(one, link_id); });
}

// The group of the walk that an item stands in; null if none asks it.
const Item* group_of(const DataPlan& plan, const std::string& link_id) {
    for (const Asked& asked : plan.asked)
        for (const Item& item : asked.questionnaire->items)
            if (holds(item, link_id)) return &item;
    return nullptr;
}

std::string title_of(const Item& group) {
    const auto known = std::find_if(kWalkParts.begin(), kWalkParts.end(),
                                    [&](const auto& one) { return one.first == group.link_id; });
    return known == kWalkParts.end() ? group.link_id : std::string(known->second);
}

const questionnaire::Domain* domain_of(const DataPlan& plan, const std::string& name,
                                       const config::Config** from = nullptr) {
    for (const Asked& asked : plan.asked)
        for (const auto& domain : asked.config->scoring)
            if (domain.name == name) {
                if (from != nullptr) *from = asked.config;
                return &domain;
            }
    return nullptr;
}

// The item that a column stands or falls with: a score's is the first that anybody was asked.
std::string item_of(const DataPlan& plan, const Column& column) {
    if (column.from != From::Score) return column.link_id;
    const auto* domain = domain_of(plan, column.domain);
    if (domain == nullptr) return {};
    for (const auto& variants : column.side == Side::Before ? domain->before : domain->after)
        for (const DomainItem& item : variants)
            if (group_of(plan, item.link_id) != nullptr) return item.link_id;
    return {};
}

std::vector<ReportColumns::Part> parts_of(const DataPlan& plan) {
    std::vector<std::pair<const Item*, ReportColumns::Part>> found;
    for (const Asked& asked : plan.asked)
        for (const Item& group : asked.questionnaire->items) {
            if (group.items.empty()) continue;
            if (std::none_of(found.begin(), found.end(),
                             [&](const auto& one) { return one.first->link_id == group.link_id; }))
                found.push_back({&group, {title_of(group), {}}});
        }
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        const Column& column = plan.columns[i];
        if (column.from == From::QuasiIdentifier) continue;
        if (column.from == From::Score && column.side == Side::Change) continue;
        const Item* group = group_of(plan, item_of(plan, column));
        for (auto& [item, part] : found)
            if (group != nullptr && item->link_id == group->link_id) part.columns.push_back(i);
    }
    std::vector<ReportColumns::Part> parts;
    for (auto& [item, part] : found)
        if (!part.columns.empty()) parts.push_back(std::move(part));
    return parts;
}

void add_score(ReportColumns& columns, const DataPlan& plan, std::size_t at) {
    const Column& column = plan.columns[at];
    const config::Config* config = nullptr;
    const auto* domain = domain_of(plan, column.domain, &config);
    if (domain == nullptr) return;
    auto& all = columns.domains;
    const auto words = config->domain_words.find(column.domain);
    std::string title = column.domain;
    bool hope = false;
    if (words != config->domain_words.end()) {
        if (const auto english = words->second.title.find("en");
            english != words->second.title.end())
            title = english->second;
        hope = words->second.hope;
    }
    auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.title == title; });
    if (found == all.end()) {
        found = all.insert(all.end(), ReportColumns::Domain{});
        found->title = title;
    }
    found->knowledge = domain->kind == DomainKind::Knowledge;
    found->hope = hope;
    if (column.side != Side::Change) found->highest = column.variable.high.value_or(100);
    (column.side == Side::Before  ? found->before
     : column.side == Side::After ? found->after
                                  : found->change) = at;
    if (column.domain == kImportance && column.side == Side::Before) columns.importance = at;
}

ReportColumns::Place place_of(const DataPlan& plan, std::string_view name) {
    const Column* found = plan.find(name);
    if (found == nullptr) return std::nullopt;
    return static_cast<std::size_t>(found - plan.columns.data());
}

ReportColumns::Place asked_as(const DataPlan& plan, std::string_view link_id) {
    for (std::size_t i = 0; i < plan.columns.size(); ++i)
        if (plan.columns[i].from == From::Item && plan.columns[i].link_id == link_id) return i;
    return std::nullopt;
}

void add_questions(ReportColumns& columns, const DataPlan& plan) {
    for (const Asked& asked : plan.asked)
        for (const auto& domain : asked.config->scoring) {
            if (domain.kind != DomainKind::Knowledge) continue;
            for (std::size_t i = 0; i < std::min(domain.before.size(), domain.after.size()); ++i) {
                if (domain.before[i].empty() || domain.after[i].empty()) continue;
                const DomainItem& first = domain.before[i].front();
                const auto before = asked_as(plan, first.link_id);
                const auto after = asked_as(plan, domain.after[i].front().link_id);
                if (!before || !after ||
                    std::any_of(columns.questions.begin(), columns.questions.end(),
                                [&](const auto& one) { return one.before == *before; }))
                    continue;
                columns.questions.push_back({words_in(plan.columns[*before].variable.words, "en"),
                                             *before, *after, first.correct,
                                             std::string(kNotSure)});
            }
        }
}

}  // namespace

ReportColumns report_columns(const DataPlan& plan) {
    ReportColumns columns;
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
        const From from = plan.columns[i].from;
        if (from == From::QuasiIdentifier) columns.groups.push_back(i);
        if (from == From::FirstTime) columns.first_time = i;
        if (from == From::AfterWhen) columns.when = i;
        if (plan.columns[i].after_visit) columns.after_visit.push_back(i);
        if (from == From::Score && plan.columns[i].figure == Figure::Value)
            add_score(columns, plan, i);
    }
    columns.parts = parts_of(plan);
    add_questions(columns, plan);
    columns.satisfaction = asked_as(plan, kSatisfaction);
    columns.hopes_met = asked_as(plan, kHopesMet);
    columns.scan = asked_as(plan, kScan);
    columns.outcome = place_of(plan, plan.study.primary_outcome);
    if (!plan.study.related_to.empty()) columns.related = place_of(plan, plan.study.related_to);
    return columns;
}

}  // namespace spine::exporting
