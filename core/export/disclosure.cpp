#include "export/disclosure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "export/tables_only.h"

namespace spine::exporting {
namespace {

using Json = nlohmann::ordered_json;

bool small(std::uint64_t count, std::uint64_t threshold) {
    return count > 0 && count < threshold;
}

std::optional<std::uint64_t> unless_small(std::uint64_t count, std::uint64_t threshold) {
    return small(count, threshold) ? std::nullopt : std::optional(count);
}

// With small ones the next larger, until each small one could be anything that is small; where
// there are too few of them, all.
void hide_givers_away(Shown& shown, const Flow& flow, std::uint64_t threshold) {
    auto& ways = shown.left_out;
    std::uint64_t people = 0, hidden = 0;
    for (std::size_t way = 0; way < kWaysOut; ++way)
        if (!ways[way]) {
            people += flow.left_out[way];
            ++hidden;
        }
    if (hidden == 0) return;
    while (people < hidden * (threshold - 1) + threshold) {
        std::optional<std::uint64_t>* next = nullptr;
        for (auto& way : ways)
            if (way && *way > 0 && (next == nullptr || *way < **next)) next = &way;
        if (next == nullptr) return ways.fill(std::nullopt);
        people += **next;
        next->reset();
    }
}

std::string words_for(const std::optional<std::uint64_t>& count) {
    return count ? fmt::format("{}", *count) : std::string("hidden, small");
}

Json json_of(const std::optional<std::uint64_t>& count) {
    return count ? Json(*count) : Json(nullptr);
}

std::string percent(double share) {
    return fmt::format("{:.1f} %", share * 100);
}

std::string flow_markdown(const Study& study, const ExportResult& result, const Shown& shown) {
    const auto all = shown.sessions ? fmt::format("{}", *shown.sessions)
                                    : std::string("hidden, since a small count follows from it");
    std::string text = "## Who is in the data\n\n| | sessions |\n|---|---:|\n";
    text += fmt::format("| in the archive | {} |\n", all);
    for (std::size_t i = 0; i < kWaysOut; ++i) {
        if (shown.left_out[i] == std::uint64_t{0}) continue;
        text += fmt::format("| left out: {} | {} |\n", words_of(static_cast<LeftOut>(i)),
                            shown.left_out[i] ? words_for(shown.left_out[i]) : "hidden");
    }
    text += fmt::format("| first-time sessions, which make the classes | {} |\n",
                        words_for(shown.first_time));
    if (study.repeated_visits)
        text += fmt::format("| later visits | {} |\n| of them in the data | {} |\n",
                            words_for(shown.later), result.later);
    if (result.flow.after_visits > 0)
        text +=
            fmt::format("| of them with answers after the visit | {} |\n", words_for(shown.joined));
    if (result.flow.of_several > 0)
        text += fmt::format(
            "| answers after a visit that several visits may be meant by, not used | {} |\n",
            words_for(shown.of_several));
    return text + "\n";
}

// A loss counts what is left out as 1, so that a small number of rows could be worked out from it.
std::string columns_markdown(const deidentify::DisclosureReport& report, const Shown& shown) {
    std::string text =
        "## What was made coarser\n\n| quasi-identifier | level | values | labels left | loss | "
        "share of the loss |\n|---|---:|---:|---:|---:|---:|\n";
    for (const auto& column : report.columns)
        text += fmt::format(
            "| {} | {} of {} | {} | {} | {} | {} |\n", column.column, column.level,
            column.levels - 1, column.values, column.labels,
            shown.suppressed ? fmt::format("{:.3f}", column.loss) : std::string("hidden"),
            shown.suppressed ? percent(column.share) : std::string("hidden"));
    return text +
           "\nLevel 0 is as fine as the study allows. Loss is the mean of Iyengar's loss "
           "metric over all cells: 0 keeps everything, 1 nothing.\n\n";
}

std::string withheld_markdown(const ExportResult& result) {
    if (result.withheld.empty() && result.after_leave_from == 0) return {};
    std::string text = "## What was left empty\n\n";
    if (result.after_leave_from > 0)
        text += fmt::format(
            "- What was answered after the visit: it leaves from {} on, when nobody of the study's "
            "period can give any more. Before, each export would show who has answered since the "
            "last one.\n",
            to_rfc3339(result.after_leave_from).substr(0, 10));
    for (const auto& one : result.withheld)
        text += fmt::format(
            "- `{}`: whether it was asked would tell what `{}` was answered, which "
            "leaves coarser.\n",
            one.variable, one.tells);
    return text + "\n";
}

std::string risks_markdown(const deidentify::DisclosureReport& report, const Shown& shown) {
    std::string text = "## Risks\n\n| | before | in this data set |\n|---|---:|---:|\n";
    text +=
        fmt::format("| highest risk that a row is traced | {} | {} |\n",
                    percent(report.prosecutor_before.maximum), percent(report.prosecutor.maximum));
    text += fmt::format("| mean risk | {} | {} |\n", percent(report.prosecutor_before.mean),
                        percent(report.prosecutor.mean));
    text += fmt::format("| rows that are alone in their class | {} | {} |\n",
                        words_for(shown.uniques_before), report.sizes.uniques);
    text += fmt::format("| smallest class | {} | {} |\n", report.sizes_before.smallest,
                        report.sizes.smallest);
    return text +
           "\nThe risk is that of somebody who knows that the person is in the data and knows "
           "all quasi-identifiers: one divided by the rows of the class.\n\n";
}

std::string joint_markdown(const ExportResult& result) {
    const auto& joint = result.joint;
    std::string text = "## Earlier data sets of this clinic\n\n";
    if (joint.releases == 0) return text + "None has left it by its ledger.\n\n";
    text += fmt::format(
        "It was held against {}, all that have left by the clinic's ledger, tables among them; of "
        "these {} {} some of the same people.",
        joint.releases, joint.overlapping, joint.overlapping == 1 ? "has" : "have");
    if (!joint.repeats.empty())
        text += fmt::format(
            " Its rows are those of the data set of {} (UTC) again, of the same study, under other "
            "pseudonyms.",
            joint.repeats);
    if (joint.overlapping > 0)
        text += fmt::format(
            " Whoever has all of them, and knows a person's rows in each by the answers, finds the "
            "person among {} at least; so does who looks for one that is missing here. Those who "
            "already stood among fewer are not in this one.",
            joint.k);
    return text + "\n\n";
}

std::string sensitive_markdown(const Study& study) {
    if (study.sensitive.empty()) return {};
    std::string text = "## Sensitive columns\n\n";
    for (const Sensitive& one : study.sensitive) {
        text += fmt::format("- `{}`: in each class", one.variable);
        if (one.l > 0)
            text += fmt::format(" {} l-diversity of at least {:g}",
                                one.l_kind == Sensitive::LKind::Distinct ? "distinct" : "entropy",
                                one.l);
        if (one.t)
            text += fmt::format("{} a distance of at most {:g} from the whole",
                                one.l > 0 ? ", and" : "", *one.t);
        text += "\n";
    }
    return text + "\n";
}

constexpr std::string_view kLimits =
    "## What this does not promise\n\n"
    "Anonymous to the recipient; not to the clinic while the archive exists.\n\n"
    "- Whoever knows answers of a person that are no quasi-identifiers may find them by those.\n"
    "- If all rows of a class have one answer, the answer is known of everybody in it, unless the "
    "column is named as sensitive.\n"
    "- Data sets of the same people from elsewhere may tell more together with this one.\n"
    "- A question that only some versions of the questionnaire ask tells which version a row is "
    "of.\n"
    "- Pages were chosen by first answers; there is no control group, and before and after are "
    "minutes apart.\n";

constexpr std::string_view kLaterVisits =
    "- Later visits leave from a class that has k of them. They are counted as visits: nothing "
    "says "
    "which of them are one person's, so that fewer people may stand behind them.\n";

std::string free_text_limit(const Study& study) {
    return fmt::format(
        "- Texts in the patients' own words were read and released by {} of the clinic, who took "
        "out what they saw pointing at somebody. No program has checked them, and k says nothing "
        "of them: whoever knows how a person speaks, or what happened to them, may know the "
        "text.\n",
        study.free_text == FreeText::ReleasedByTwo ? "two people" : "one person");
}

Json risk_json(const deidentify::Risk& risk) {
    return {{"maximum", risk.maximum}, {"mean", risk.mean}};
}

Json flow_json(const ExportResult& result, const Shown& shown) {
    Json left_out = Json::object();
    for (std::size_t i = 0; i < kWaysOut; ++i)
        left_out[std::string(words_of(static_cast<LeftOut>(i)))] = json_of(shown.left_out[i]);
    return {{"sessions", json_of(shown.sessions)},
            {"left_out", left_out},
            {"first_time", json_of(shown.first_time)},
            {"later_visits", json_of(shown.later)},
            {"later_visits_released", result.later},
            {"with_answers_after", json_of(shown.joined)},
            {"answers_of_several_visits", json_of(shown.of_several)}};
}

Json joint_json(const ExportResult::Joint& joint) {
    return {{"releases", joint.releases},
            {"overlapping", joint.overlapping},
            {"k", joint.k},
            {"repeats", joint.repeats.empty() ? Json(nullptr) : Json(joint.repeats)}};
}

// The day from which what was answered after visits leaves; null: it does.
Json after_json(const ExportResult& result) {
    if (result.after_leave_from == 0) return nullptr;
    return to_rfc3339(result.after_leave_from).substr(0, 10);
}

Json columns_json(const deidentify::DisclosureReport& report, const Shown& shown) {
    Json columns = Json::array();
    for (const auto& column : report.columns)
        columns.push_back({{"variable", column.column},
                           {"level", column.level},
                           {"levels", column.levels},
                           {"values", column.values},
                           {"labels", column.labels},
                           {"loss", shown.suppressed ? Json(column.loss) : Json(nullptr)},
                           {"share", shown.suppressed ? Json(column.share) : Json(nullptr)}});
    return columns;
}

// To a thousandth: the finest value would be a count divided by one that is hidden.
Json risk_before_json(const deidentify::Risk& risk) {
    return {{"maximum", risk.maximum}, {"mean", std::round(risk.mean * 1000) / 1000}};
}

}  // namespace

Shown shown_of(const Study& study, const ExportResult& result) {
    const auto threshold = static_cast<std::uint64_t>(study.cell_threshold);
    const Flow& flow = result.flow;
    Shown shown;
    if (result.tables_only) {
        shown.first_time = result.people;
        return shown;
    }
    shown.suppressed = unless_small(result.report.suppressed, threshold);
    if (shown.suppressed) shown.first_time = unless_small(flow.first_time, threshold);
    if (!small(flow.repeated - result.later, threshold))
        shown.later = unless_small(flow.repeated, threshold);
    bool whole = shown.first_time && shown.later;
    for (std::size_t i = 0; i < kWaysOut; ++i) {
        shown.left_out[i] = unless_small(flow.left_out[i], threshold);
        whole = whole && shown.left_out[i];
    }
    // The sum would give away what is hidden of its parts.
    if (whole) shown.sessions = flow.sessions;
    hide_givers_away(shown, flow, threshold);
    shown.joined = unless_small(flow.joined, threshold);
    shown.of_several = unless_small(flow.of_several, threshold);
    shown.uniques_before = unless_small(result.report.sizes_before.uniques, threshold);
    return shown;
}

std::string disclosure_markdown(const ExportRequest& request, const ExportResult& result) {
    if (result.tables_only) return tables_markdown(request, result);
    const Study& study = request.study;
    const auto& report = result.report;
    std::string text = fmt::format(
        "# Disclosure report\n\n{}\n\nProfile {}: k = {}, at most {:g} % of the rows left out. "
        "Study file {}. Made {} by {}.\n\n",
        study.title, rules_of(study.profile).name, study.k, study.suppression * 100, study.hash,
        request.made, request.program);
    const Shown shown = shown_of(study, result);
    text += fmt::format(
        "{} rows leave; {} were left out so that nobody stands in a class that is too "
        "small. Primary outcome, named before the export: `{}`.\n\n",
        result.rows,
        shown.suppressed
            ? fmt::format("{} ({})", report.suppressed, percent(report.suppressed_share))
            : fmt::format("fewer than {}", study.cell_threshold),
        study.primary_outcome);
    text += flow_markdown(study, result, shown);
    text += columns_markdown(report, shown);
    text += withheld_markdown(result);
    text += risks_markdown(report, shown);
    text += joint_markdown(result);
    text += sensitive_markdown(study);
    text.append(kLimits);
    if (study.repeated_visits) text.append(kLaterVisits);
    if (study.free_text != FreeText::Withheld) text += free_text_limit(study);
    return text;
}

std::string disclosure_json(const ExportRequest& request, const ExportResult& result) {
    if (result.tables_only) return tables_json(request, result);
    const Study& study = request.study;
    const auto& report = result.report;
    const Shown shown = shown_of(study, result);
    Json withheld = Json::array();
    for (const auto& one : result.withheld)
        withheld.push_back({{"variable", one.variable}, {"tells", one.tells}});
    const auto unless_hidden = [&](auto value) {
        return shown.suppressed ? Json(value) : Json(nullptr);
    };
    Json sizes = Json::object();
    for (const auto& [size, classes] : report.sizes.classes) sizes[std::to_string(size)] = classes;
    const Json document = {{"study", study.hash},
                           {"profile", rules_of(study.profile).name},
                           {"k", study.k},
                           {"tables_only", false},
                           {"rows", result.rows},
                           {"suppressed", json_of(shown.suppressed)},
                           {"suppressed_share", unless_hidden(report.suppressed_share)},
                           {"classes", report.kept_classes},
                           {"smallest_class", report.sizes.smallest},
                           {"class_sizes", sizes},
                           {"uniques", report.sizes.uniques},
                           {"loss", unless_hidden(report.loss)},
                           {"discernibility", unless_hidden(report.discernibility)},
                           {"quasi_identifiers", columns_json(report, shown)},
                           {"withheld", withheld},
                           {"after_visit_from", after_json(result)},
                           {"risk", risk_json(report.prosecutor)},
                           {"risk_before", risk_before_json(report.prosecutor_before)},
                           {"joint", joint_json(result.joint)},
                           {"primary_outcome", study.primary_outcome},
                           {"flow", flow_json(result, shown)}};
    return document.dump(2) + "\n";
}

}  // namespace spine::exporting
