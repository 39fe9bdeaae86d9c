// The columns that make the classes: what somebody might know of a person from elsewhere, and all
// that shows of a session beside its answers.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "export/data_plan.h"
#include "review/items.h"

namespace spine::exporting {
namespace {

using questionnaire::Item;
using questionnaire::ItemType;

struct Ending {
    std::string_view code, words;
};
constexpr std::array<Ending, 4> kEndings = {
    {{"complete", "complete"},
     {"stopped", "stopped by the patient, who wanted it kept"},
     {"expired", "left alone until the time was over"},
     {"interrupted", "interrupted, as by a power cut"}}};

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
    } else if (one.from == kFromStatus) {
        for (const Ending& ending : kEndings) answers.emplace_back(ending.code);
    } else if (one.from == kFromVersion) {
        for (const Asked& asked : made.plan.asked)
            answers.push_back(canonical(*asked.questionnaire));
    } else if (one.from == kFromProxy) {
        answers = {"true", "false"};
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
    if (one.from == kFromStatus) return {{"en", "How the session ended"}};
    if (one.from == kFromVersion) return {{"en", "Questionnaire and version"}};
    if (one.from == kFromProxy) return {{"en", "Somebody else answered"}};
    if (item == nullptr || item->text.empty()) return {{"en", one.name}};
    return words_of(item->text, *plan.asked.front().questionnaire);
}

// Of a value that is an answer as it was given.
Words words_of_value(const DataPlan& plan, const QuasiIdentifier& one, const Item* item,
                     const std::string& value) {
    if (one.from == kFromStatus)
        for (const Ending& ending : kEndings)
            if (ending.code == value) return {{"en", std::string(ending.words)}};
    if (item != nullptr)
        for (const questionnaire::Option& option : item->options)
            if (code_of(option.value) == value && !option.display.empty())
                return words_of(option.display, *plan.asked.front().questionnaire);
    return {{"en", value}};
}

void check_source(PlanInProgress& made, const QuasiIdentifier& one, const Item* item) {
    if (!is_answer(one)) return;
    const bool may_be_absent = one.place.empty();
    if ((item == nullptr && !may_be_absent) ||
        (item != nullptr && (item->options.empty() || item->repeats)))
        made.report(one.place, fmt::format("No questionnaire has a question \"{}\" with one answer "
                                           "of several to choose from.",
                                           one.from));
    if (item != nullptr && item->type == ItemType::OpenChoice && one.rest.empty())
        made.report(
            one.place,
            fmt::format("\"{}\" takes answers in the patient's own words: say with \"rest\" "
                        "what those become.",
                        one.from));
}

// One of the four under a name that leaves the usual question to be exported by itself.
void check_usual_source(PlanInProgress& made, const QuasiIdentifier& one,
                        const QuasiIdentifier& usual) {
    std::string unused;
    if (one.from == usual.from || newest_item(made.plan, usual.from, unused) == nullptr) return;
    made.report(one.place, fmt::format("\"{}\" comes from \"{}\", since the questionnaire asks it.",
                                       usual.name, usual.from));
}

void check_name(PlanInProgress& made, const QuasiIdentifier& one) {
    if (!is_variable_name(one.name) || !made.names.take(one.name))
        made.report(one.place, fmt::format("\"{}\" is no name for a column, or is taken: a letter, "
                                           "then letters, digits and _, at most {}.",
                                           one.name, kLongestName));
}

void add_quasi_identifier(PlanInProgress& made, std::size_t number) {
    DataPlan& plan = made.plan;
    const QuasiIdentifier& one = plan.study.quasi_identifiers[number];
    std::string from;
    const Item* item = newest_item(plan, one.from, from);
    check_source(made, one, item);
    Column added = new_column(From::QuasiIdentifier, one.name,
                              one.from == kFromPeriod ? Kind::Period : Kind::Coded,
                              words_of_quasi_identifier(plan, one, item));
    added.quasi_identifier = number;
    added.variable.role = Role::QuasiIdentifier;
    added.variable.questionnaire = from;
    if (item != nullptr) added.link_id = added.variable.link_id = one.from;
    plan.hierarchies.push_back(hierarchy_of(made, one));
    for (const auto& row : plan.hierarchies.back())
        for (const std::string& value : row)
            if (missing_named(value))
                made.report(one.place,
                            fmt::format("\"{}\" stands for a missing answer in the data: "
                                        "give the value another name.",
                                        value));
    int next = 0;
    for (const auto& row : plan.hierarchies.back())
        added.variable.labels.push_back(
            {next++, row.front(), words_of_value(plan, one, item, row.front())});
    plan.columns.push_back(std::move(added));
}

// What shows of a session beside its answers. Left outside the classes it would part them again:
// whoever knows that a person stopped would find the one row of the class that did.
void add_observable(PlanInProgress& made) {
    const Study& study = made.plan.study;
    std::vector<QuasiIdentifier> more;
    const auto add = [&](std::string name, std::string_view from) -> QuasiIdentifier& {
        more.push_back({std::move(name), std::string(from), {}, {}, study.variables_place});
        return more.back();
    };
    if (made.wants("status")) {
        QuasiIdentifier& status = add("status", kFromStatus);
        if (study.profile == Profile::Public) {
            status.rows = {{"complete", "complete", std::string(kAnything)}};
            status.rest = {"not-complete", std::string(kAnything)};
        }
    }
    if (made.wants("questionnaire")) add("questionnaire", kFromVersion);
    if (study.proxies) add("proxy", kFromProxy);
    const std::string who(review::items::who);
    const bool named = std::any_of(study.quasi_identifiers.begin(), study.quasi_identifiers.end(),
                                   [&](const auto& one) { return one.from == who; });
    std::string unused;
    if (!named && rules_of(study.profile).items && (made.wants("items") || made.wants(who)) &&
        newest_item(made.plan, who, unused) != nullptr)
        add(made.names.make(who), who);
    auto& all = made.plan.study.quasi_identifiers;
    all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

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

void add_quasi_identifiers(PlanInProgress& made) {
    auto& all = made.plan.study.quasi_identifiers;
    const auto usual = defaults(made.plan.study.coarsening);
    for (std::size_t i = 0; i < all.size(); ++i) {
        check_name(made, all[i]);
        if (i < usual.size()) check_usual_source(made, all[i], usual[i]);
    }
    add_observable(made);
    for (std::size_t i = 0; i < all.size(); ++i) add_quasi_identifier(made, i);
}

}  // namespace spine::exporting
