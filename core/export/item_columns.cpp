// Columns of single questions.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "export/data_plan.h"
#include "review/items.h"
#include "review/text_queue.h"

namespace spine::exporting {
namespace {

using questionnaire::Control;
using questionnaire::Item;
using questionnaire::ItemType;
using questionnaire::Option;

constexpr std::string_view kAfter = ".after";
constexpr int kHighestNumber = 998;
constexpr std::string_view kWithheldRule =
    "In the patient's own words. Withheld unless people of the clinic have read and released it; "
    "[name], [place], [date], [number], [contact], [employer], [cpr] or [removed] stands for what "
    "they took out.";

std::optional<double> number_in(const std::optional<questionnaire::Value>& value) {
    if (!value) return std::nullopt;
    if (const auto* whole = std::get_if<std::int64_t>(&*value)) return static_cast<double>(*whole);
    if (const auto* decimal = std::get_if<double>(&*value)) return *decimal;
    return std::nullopt;
}

std::optional<Kind> kind_of(const Item& item, FreeText free_text) {
    if (review::is_free_text(item))
        return free_text == FreeText::Withheld || item.repeats ? std::nullopt
                                                               : std::optional(Kind::Text);
    switch (item.type) {
        case ItemType::Boolean:
            return Kind::Boolean;
        case ItemType::Integer:
            return item.repeats ? std::nullopt : std::optional(Kind::Integer);
        case ItemType::Decimal:
        case ItemType::Quantity:
            return item.repeats ? std::nullopt : std::optional(Kind::Decimal);
        case ItemType::Choice:
        case ItemType::OpenChoice:
            return item.repeats ? Kind::Boolean : Kind::Coded;
        default:
            return std::nullopt;  // dates finer than a half-year
    }
}

// Consent says the same in every row; what a quasi-identifier is made of leaves as that alone.
bool is_used_up(const PlanInProgress& made, const Asked& asked, const std::string& link_id) {
    const auto rules = asked.config->walks.find(asked.questionnaire->id);
    if (rules != asked.config->walks.end() &&
        (link_id == rules->second.consent_care || link_id == rules->second.consent_research ||
         link_id == rules->second.age))
        return true;
    if (link_id == review::items::first_time) return true;
    // The usual ones also where the study takes them from elsewhere.
    const auto is_source = [&](const QuasiIdentifier& one) { return one.from == link_id; };
    const auto& all = made.plan.study.quasi_identifiers;
    const auto usual = defaults(made.plan.study.coarsening);
    return std::any_of(all.begin(), all.end(), is_source) ||
           std::any_of(usual.begin(), usual.end(), is_source);
}

// Warning signs are rare and telling, and a drawing points at single people: both leave only where
// the study names them.
bool only_by_name(const Item& item, const std::vector<std::string>& sign_lists) {
    if (item.control == Control::BodyMap || item.control == Control::SignList) return true;
    return std::any_of(sign_lists.begin(), sign_lists.end(),
                       [&](const std::string& list) { return item.link_id.starts_with(list); });
}

// "0" to "998", as a scale's steps are coded.
std::optional<int> step_of(const std::string& code) {
    int number = 0;
    const auto read = std::from_chars(code.data(), code.data() + code.size(), number);
    const bool whole = read.ec == std::errc() && read.ptr == code.data() + code.size();
    return whole && number >= 0 && number <= kHighestNumber ? std::optional(number) : std::nullopt;
}

// A scale with an answer beside its steps, such as "I would rather not be scanned": that answer is
// no step, and whoever takes the mean must not meet it.
bool is_beside_scale(const Item& item, const Option& option) {
    return !step_of(code_of(option.value)) &&
           std::count_if(item.options.begin(), item.options.end(), [](const Option& one) {
               return step_of(code_of(one.value)).has_value();
           }) > 1;
}

void add_label(Variable& variable, const Option& option, const Asked& asked) {
    auto& labels = variable.labels;
    const std::string code = code_of(option.value);
    if (std::any_of(labels.begin(), labels.end(),
                    [&](const auto& one) { return one.code == code; }))
        return;
    const auto taken = [&](int number) {
        return std::any_of(labels.begin(), labels.end(),
                           [&](const auto& one) { return one.number == number; });
    };
    // "0" to "10" are their own numbers; words are counted from one, behind those.
    const auto step = step_of(code);
    int number = step.value_or(0);
    if (!step || taken(number)) {
        number = 1;
        for (const auto& one : labels) number = std::max(number, one.number + 1);
    }
    Words words = words_of(option.display, *asked.questionnaire);
    if (words.empty()) words = {{"en", code}};
    labels.push_back({number, code, std::move(words)});
}

Variable about(const Item& item, const Asked& asked, Kind kind) {
    Variable made;
    made.kind = kind;
    made.words = words_of(item.text, *asked.questionnaire);
    if (made.words.empty()) made.words = {{"en", item.link_id}};
    made.link_id = item.link_id;
    made.questionnaire = canonical(*asked.questionnaire);
    made.after = item.link_id.ends_with(kAfter);
    made.before =
        !made.after && asked.questionnaire->find(item.link_id + std::string(kAfter)) != nullptr;
    if (kind != Kind::Integer && kind != Kind::Decimal) return made;
    made.low = number_in(item.min_value);
    made.high = number_in(item.max_value);
    if (kind == Kind::Decimal) made.decimals = item.max_decimal_places.value_or(2);
    return made;
}

void check_option(PlanInProgress& made, const Item& item, const Option& option) {
    const std::string code = code_of(option.value);
    if (missing_named(code))
        made.report(
            made.plan.study.variables_place,
            fmt::format("\"{}\" has an answer with the code \"{}\", which stands for a missing "
                        "one in the data: leave the question out.",
                        item.link_id, code));
}

// Whether it was given, beside the scale that it is no step of.
void add_beside_scale(PlanInProgress& made, const Item& item, const Option& option,
                      const Asked& asked, bool after_visit) {
    auto& columns = made.plan.columns;
    const std::string code = code_of(option.value);
    const auto is_it = [&](const Column& one) {
        return one.from == From::Option && one.link_id == item.link_id &&
               one.after_visit == after_visit && one.options.front() == code;
    };
    if (std::any_of(columns.begin(), columns.end(), is_it)) return;
    Column added;
    added.variable = about(item, asked, Kind::Boolean);
    added.variable.name = made.names.make(fmt::format("{}.{}", item.link_id, code));
    added.variable.words = words_of(option.display, *asked.questionnaire);
    if (added.variable.words.empty()) added.variable.words = {{"en", code}};
    added.variable.scoring =
        fmt::format("An answer to \"{}\" that is none of its steps.", item.link_id);
    added.from = From::Option;
    added.link_id = item.link_id;
    added.options = {code};
    added.after_visit = after_visit;
    columns.push_back(std::move(added));
}

bool same_range(const Variable& a, const Variable& b) {
    return a.low == b.low && a.high == b.high && a.decimals == b.decimals;
}

void add_single(PlanInProgress& made, const Item& item, const Asked& asked, Kind kind,
                bool after_visit) {
    auto& columns = made.plan.columns;
    auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& one) {
        return (one.from == From::Item || one.from == From::FreeText) &&
               one.link_id == item.link_id && one.after_visit == after_visit;
    });
    if (found != columns.end() &&
        (found->variable.kind != kind || !same_range(found->variable, about(item, asked, kind)))) {
        made.report(made.plan.study.variables_place,
                    fmt::format("\"{}\" was asked in different ways: leave it out, or narrow the "
                                "period.",
                                item.link_id));
        return;
    }
    if (found == columns.end()) {
        Column added;
        added.variable = about(item, asked, kind);
        added.variable.name = made.names.make(item.link_id);
        added.from = kind == Kind::Text ? From::FreeText : From::Item;
        if (kind == Kind::Text) added.variable.missing_rule = kWithheldRule;
        added.link_id = item.link_id;
        added.after_visit = after_visit;
        found = columns.insert(columns.end(), std::move(added));
    }
    std::vector<const Option*> beside;
    for (const Option& option : item.options) {
        check_option(made, item, option);
        if (kind == Kind::Coded && is_beside_scale(item, option))
            beside.push_back(&option);
        else
            add_label(found->variable, option, asked);
    }
    for (const Option* option : beside) add_beside_scale(made, item, *option, asked, after_visit);
}

// A column for each option, side by side.
void add_several(PlanInProgress& made, const Item& item, const Asked& asked, bool after_visit) {
    auto& columns = made.plan.columns;
    const auto same = [&](const Column& one) {
        return one.from == From::Option && one.link_id == item.link_id &&
               one.after_visit == after_visit;
    };
    const auto first = std::find_if(columns.begin(), columns.end(), same);
    const std::string set =
        first != columns.end() ? first->variable.several->set : made.names.make(item.link_id);
    for (const Option& option : item.options) {
        const std::string code = code_of(option.value);
        auto behind = std::find_if(columns.rbegin(), columns.rend(), same).base();
        if (std::any_of(columns.begin(), columns.end(), [&](const Column& one) {
                return same(one) && one.options.front() == code;
            }))
            continue;
        const auto number = static_cast<int>(std::count_if(columns.begin(), columns.end(), same));
        Column added;
        added.variable = about(item, asked, Kind::Boolean);
        added.variable.several = OneOfSeveral{set, added.variable.words, number + 1, code};
        Words words = words_of(option.display, *asked.questionnaire);
        added.variable.words = words.empty() ? Words{{"en", code}} : std::move(words);
        added.variable.name = made.names.make(fmt::format("{}.{}", item.link_id, code));
        added.from = From::Option;
        added.link_id = item.link_id;
        added.options = {code};
        added.after_visit = after_visit;
        columns.insert(behind == columns.begin() ? columns.end() : behind, std::move(added));
    }
}

void add_each(PlanInProgress& made, const Asked& asked, const std::vector<Item>& items,
              bool after_visit, std::vector<std::string>& sign_lists) {
    const std::string_view all = after_visit ? "after-visit" : "items";
    const auto& wanted = made.plan.study.variables;
    for (const Item& item : items) {
        if (item.control == Control::SignList) sign_lists.push_back(item.link_id + ".");
        const bool named = std::find(wanted.begin(), wanted.end(), item.link_id) != wanted.end();
        // What was written after the visit is in no queue: it never leaves.
        const auto kind =
            kind_of(item, after_visit ? FreeText::Withheld : made.plan.study.free_text);
        if (kind && !item.hidden && !is_used_up(made, asked, item.link_id) &&
            (named || (made.wants(all) && !only_by_name(item, sign_lists)))) {
            if (item.repeats)
                add_several(made, item, asked, after_visit);
            else
                add_single(made, item, asked, *kind, after_visit);
        }
        add_each(made, asked, item.items, after_visit, sign_lists);
    }
}

}  // namespace

void add_items(PlanInProgress& made, const Asked& asked, bool after_visit) {
    std::vector<std::string> sign_lists;
    add_each(made, asked, asked.questionnaire->items, after_visit, sign_lists);
}

std::string code_of(const questionnaire::Value& value) {
    if (const auto* coding = std::get_if<questionnaire::Coding>(&value))
        return coding->code.empty() ? coding->display : coding->code;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* decimal = std::get_if<double>(&value)) return fmt::format("{}", *decimal);
    if (const auto* date = std::get_if<questionnaire::Date>(&value)) return date->text;
    if (const auto* moment = std::get_if<questionnaire::DateTime>(&value)) return moment->text;
    if (const auto* time = std::get_if<questionnaire::Time>(&value)) return time->text;
    return fmt::format("{}", std::get<questionnaire::Quantity>(value).value);
}

}  // namespace spine::exporting
