#include "export/session_cells.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "export/cell_text.h"
#include "questionnaire/scoring.h"
#include "review/items.h"
#include "review/patient.h"
#include "review/reach.h"
#include "review/text_queue.h"

namespace spine::exporting {
namespace {

using questionnaire::Answer;
using questionnaire::Answers;
using questionnaire::Domain;
using questionnaire::DomainItem;
using questionnaire::DomainScore;
using questionnaire::Item;
using review::Mark;
using review::Reach;
using review::Visit;
using DomainScores = std::map<std::string, DomainScore>;

constexpr std::string_view kYes = "yes";

const Answer* answer_in(const Visit& visit, std::string_view link_id) {
    const auto found = visit.answers.find(link_id);
    return found == visit.answers.end() ? nullptr : &found->second;
}

bool declined(const Visit& visit, std::string_view link_id) {
    const Answer* answer = answer_in(visit, link_id);
    return answer != nullptr && answer->declined;
}

Missing why_missing(const Visit& visit, const Reach& reach, std::string_view link_id) {
    if (declined(visit, link_id)) return Missing::Declined;
    switch (reach.mark(link_id)) {
        case Mark::NotAsked:
            return Missing::NotAsked;
        case Mark::NotReached:
            return Missing::NotReached;
        default:
            return Missing::NotAnswered;
    }
}

// A score is missing for the reason that stands above the others among its items.
Missing why_missing(const Visit& visit, const Reach& reach,
                    const std::vector<std::vector<DomainItem>>& items) {
    bool asked = false, reached = true, willing = true;
    for (const auto& variants : items)
        for (const DomainItem& item : variants) {
            const Missing why = why_missing(visit, reach, item.link_id);
            asked = asked || why != Missing::NotAsked;
            reached = reached && why != Missing::NotReached;
            willing = willing && why != Missing::Declined;
        }
    if (!asked) return Missing::NotAsked;
    if (!reached) return Missing::NotReached;
    return willing ? Missing::NotAnswered : Missing::Declined;
}

Cell value_cell(const Variable& variable, const questionnaire::Value& value) {
    if (const auto* flag = std::get_if<bool>(&value)) return *flag;
    if (variable.kind == Kind::Coded) {
        const auto label = label_of(variable, code_of(value));
        if (label) return *label;
        // Own words beside the options of a choice are free text.
        return std::holds_alternative<std::string>(value) ? Missing::Withheld : Missing::Otherwise;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return variable.kind == Kind::Decimal ? Cell(static_cast<double>(*whole)) : Cell(*whole);
    if (const auto* decimal = std::get_if<double>(&value)) return *decimal;
    if (const auto* amount = std::get_if<questionnaire::Quantity>(&value)) return amount->value;
    return Missing::Withheld;
}

bool names_any(const Answer& answer, const std::vector<std::string>& options) {
    return std::any_of(answer.values.begin(), answer.values.end(), [&](const auto& value) {
        return std::find(options.begin(), options.end(), code_of(value)) != options.end();
    });
}

bool offers_any(const Item& item, const std::vector<std::string>& options) {
    return std::any_of(item.options.begin(), item.options.end(), [&](const auto& option) {
        return std::find(options.begin(), options.end(), code_of(option.value)) != options.end();
    });
}

bool answered(const Answers& answers, const std::vector<DomainItem>& variants) {
    return std::any_of(variants.begin(), variants.end(), [&](const DomainItem& item) {
        const auto found = answers.find(item.link_id);
        return found != answers.end() && !found->second.values.empty();
    });
}

// Without the items of which one side alone was answered. Nothing where there are none.
std::optional<Answers> paired(const std::vector<Domain>& domains, const Answers& answers) {
    std::optional<Answers> left;
    const auto take_out = [&](const std::vector<DomainItem>& variants) {
        if (!left) left = answers;
        for (const DomainItem& item : variants) left->erase(item.link_id);
    };
    for (const Domain& domain : domains) {
        if (domain.before.size() < 2) continue;
        for (std::size_t i = 0; i < std::min(domain.before.size(), domain.after.size()); ++i)
            if (answered(answers, domain.before[i]) != answered(answers, domain.after[i])) {
                take_out(domain.before[i]);
                take_out(domain.after[i]);
            }
    }
    return left;
}

// To a tenth, so that every format says the same.
Cell score_cell(const Variable& variable, double value) {
    if (variable.kind == Kind::Integer) return static_cast<std::int64_t>(std::llround(value));
    return std::round(value * 10) / 10;
}

// How many items were answered, or answered with "not sure"; missing where none was met.
Cell count_cell(const Column& column, const Visit& visit, const Reach& reach,
                const DomainScore& score, const Domain& domain) {
    const bool before = column.side == Side::Before;
    const questionnaire::Score& side = before ? score.before : score.after;
    if (side.answered == 0)
        if (const Missing why = why_missing(visit, reach, before ? domain.before : domain.after);
            why != Missing::NotAnswered)
            return why;
    return std::int64_t{column.figure == Figure::Answered ? side.answered : side.not_sure};
}

std::string first_subtag(const std::string& language) {
    return language.substr(0, language.find('-'));
}

std::string raw_value(const DataPlan& plan, const QuasiIdentifier& one, const Visit& visit,
                      const Asked& asked) {
    if (one.from == kFromLanguage) return first_subtag(visit.language);
    if (one.from == kFromPeriod) return period_of(visit.started, plan.study.coarsening);
    if (one.from == kFromStatus) return visit.status;
    if (one.from == kFromVersion) return canonical(*asked.questionnaire);
    if (one.from == kFromProxy) return review::is_proxy(visit) ? "true" : "false";
    const Answer* answer = answer_in(visit, one.from);
    if (answer == nullptr || answer->values.size() != 1) return {};
    return code_of(answer->values.front());
}

// The label of the finest value that may leave. What nobody foresaw is not stated: a row without a
// value would stand in no class.
Cell quasi_identifier_cell(const DataPlan& plan, const Column& column, const Visit& visit,
                           const Asked& asked) {
    const QuasiIdentifier& one = plan.study.quasi_identifiers[column.quasi_identifier];
    const auto values = one.values_of(raw_value(plan, one, visit, asked));
    auto label = values.empty() ? std::nullopt : label_of(column.variable, values.front());
    if (!label) label = label_of(column.variable, kNotStated);
    return label.value_or(Coded{});
}

}  // namespace

struct SessionCells::Scored {
    DomainScores all, paired;
};

SessionCells::SessionCells(const DataPlan& plan, const Asked& asked) : plan_(plan), asked_(asked) {
    const auto rules = asked.config->walks.find(asked.questionnaire->id);
    if (rules != asked.config->walks.end()) rules_ = &rules->second;
    for (const Column& column : plan.columns)
        items_.push_back(column.link_id.empty() ? nullptr
                                                : asked.questionnaire->find(column.link_id));
}

Cell SessionCells::cell_of(const Column& column, const Item* item, const Visit& visit,
                           const Reach& reach, const Scored& scored) const {
    const Variable& variable = column.variable;
    if (column.from == From::Score) {
        const auto& domains = asked_.config->scoring;
        const auto domain = std::find_if(domains.begin(), domains.end(), [&](const Domain& one) {
            return one.name == column.domain;
        });
        if (domain == domains.end()) return Missing::NotAsked;
        const auto& own = column.side == Side::Change ? scored.paired : scored.all;
        const DomainScore& score = own.at(column.domain);
        const bool wants_before = column.side != Side::After;
        const bool wants_after = column.side != Side::Before;
        if (column.figure != Figure::Value) return count_cell(column, visit, reach, score, *domain);
        if (wants_before && !score.before.value) return why_missing(visit, reach, domain->before);
        if (wants_after && !score.after.value) return why_missing(visit, reach, domain->after);
        if (column.side == Side::Change)
            return score_cell(variable, *score.after.value - *score.before.value);
        return score_cell(variable, wants_before ? *score.before.value : *score.after.value);
    }
    if (item == nullptr) return Missing::NotAsked;
    const Answer* answer = answer_in(visit, column.link_id);
    if (answer == nullptr || answer->values.empty())
        return why_missing(visit, reach, column.link_id);
    // What its version did not offer nobody could choose.
    if (column.from != From::Item && !offers_any(*item, column.options)) return Missing::NotAsked;
    if (column.from != From::Item) return names_any(*answer, column.options);
    return value_cell(variable, answer->values.front());
}

Cell SessionCells::text_cell(const Column& column, const Item* item, const Visit& visit,
                             const Reach& reach, const ReleasedTexts& texts) const {
    if (item == nullptr) return Missing::NotAsked;
    const Answer* answer = answer_in(visit, column.link_id);
    if (answer == nullptr || answer->values.empty())
        return why_missing(visit, reach, column.link_id);
    const auto* text = std::get_if<std::string>(&answer->values.front());
    if (text == nullptr) return Missing::Withheld;
    const auto copy = texts.copy_of(column.link_id, *text);
    return copy ? Cell(std::string(cut(*copy, kLongestText))) : Cell(Missing::Withheld);
}

std::optional<std::string> ReleasedTexts::copy_of(std::string_view link_id,
                                                  std::string_view text) const {
    if (readings == nullptr) return std::nullopt;
    const auto found = readings->find(archive::text_ref(clinic, session, link_id, text).name);
    return found == readings->end() ? std::nullopt
                                    : review::export_copy(&found->second, text, readers);
}

void SessionCells::fill(const Visit& visit, const std::string& pseudonym, std::vector<Cell>& row,
                        const ReleasedTexts& texts) const {
    const auto& config = *asked_.config;
    const Reach reach(*asked_.questionnaire, visit);
    Scored scored;
    scored.all = questionnaire::score(config.scoring, *asked_.questionnaire, visit.answers);
    const auto both_times = paired(config.scoring, visit.answers);
    scored.paired = both_times
                        ? questionnaire::score(config.scoring, *asked_.questionnaire, *both_times)
                        : scored.all;
    row.resize(plan_.columns.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
        const Column& column = plan_.columns[i];
        if (column.after_visit) {
            row[i] = Missing::NotAsked;
            continue;
        }
        switch (column.from) {
            case From::Pseudonym:
                row[i] = pseudonym;
                break;
            case From::QuasiIdentifier:
                row[i] = quasi_identifier_cell(plan_, column, visit, asked_);
                break;
            case From::FirstTime:
                row[i] = is_first_time(visit);
                break;
            case From::FreeText:
                row[i] = text_cell(column, items_[i], visit, reach, texts);
                break;
            default:
                row[i] = cell_of(column, items_[i], visit, reach, scored);
        }
    }
}

void SessionCells::fill_after(const Visit& answers, std::vector<Cell>& cells) const {
    const Reach reach(*asked_.questionnaire, answers);
    cells.clear();
    for (const std::size_t i : plan_.after_visit())
        cells.push_back(plan_.columns[i].from == From::AfterWhen
                            ? Cell(Missing::NotAsked)
                            : cell_of(plan_.columns[i], items_[i], answers, reach, {}));
}

bool is_first_time(const Visit& visit) {
    return questionnaire::only_code(visit.answers, review::items::first_time) == kYes;
}

}  // namespace spine::exporting
