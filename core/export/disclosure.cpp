#include "export/disclosure.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace spine::exporting {
namespace {

using Json = nlohmann::ordered_json;

bool small(std::uint64_t count, std::uint64_t threshold) {
    return count > 0 && count < threshold;
}

std::string percent(double share) {
    return fmt::format("{:.1f} %", share * 100);
}

std::string flow_markdown(const Study& study, const Flow& flow) {
    std::string text = "## Who is in the data\n\n| | sessions |\n|---|---:|\n";
    text += fmt::format("| in the archive | {} |\n", flow.sessions);
    const auto threshold = static_cast<std::uint64_t>(study.cell_threshold);
    const ShownLeftOut shown = shown_left_out(flow, threshold);
    for (std::size_t i = 0; i < kWaysOut; ++i) {
        if (shown[i] == std::uint64_t{0}) continue;
        text += fmt::format("| left out: {} | {} |\n", words_of(static_cast<LeftOut>(i)),
                            shown[i] ? fmt::format("{}", *shown[i]) : std::string("hidden, small"));
    }
    text += fmt::format("| first-time sessions, which make the classes | {} |\n", flow.first_time);
    if (study.repeated_visits) text += fmt::format("| later visits | {} |\n", flow.repeated);
    if (flow.after_visits > 0)
        text += fmt::format("| of them with answers after the visit | {} |\n",
                            small(flow.joined, threshold) ? std::string("hidden, small")
                                                          : fmt::format("{}", flow.joined));
    return text + "\n";
}

std::string columns_markdown(const deidentify::DisclosureReport& report) {
    std::string text =
        "## What was made coarser\n\n| quasi-identifier | level | values | labels left | loss | "
        "share of the loss |\n|---|---:|---:|---:|---:|---:|\n";
    for (const auto& column : report.columns)
        text += fmt::format("| {} | {} of {} | {} | {} | {:.3f} | {} |\n", column.column,
                            column.level, column.levels - 1, column.values, column.labels,
                            column.loss, percent(column.share));
    return text +
           "\nLevel 0 is as fine as the study allows. Loss is the mean of Iyengar's loss "
           "metric over all cells: 0 keeps everything, 1 nothing.\n\n";
}

std::string risks_markdown(const deidentify::DisclosureReport& report) {
    std::string text = "## Risks\n\n| | before | in this data set |\n|---|---:|---:|\n";
    text +=
        fmt::format("| highest risk that a row is traced | {} | {} |\n",
                    percent(report.prosecutor_before.maximum), percent(report.prosecutor.maximum));
    text += fmt::format("| mean risk | {} | {} |\n", percent(report.prosecutor_before.mean),
                        percent(report.prosecutor.mean));
    text += fmt::format("| rows that are alone in their class | {} | {} |\n",
                        report.sizes_before.uniques, report.sizes.uniques);
    text += fmt::format("| smallest class | {} | {} |\n", report.sizes_before.smallest,
                        report.sizes.smallest);
    return text +
           "\nThe risk is that of somebody who knows that the person is in the data and knows "
           "all quasi-identifiers: one divided by the rows of the class.\n\n";
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
    "- Two data sets of overlapping people may tell more together than each alone.\n"
    "- Pages were chosen by first answers; there is no control group, and before and after are "
    "minutes apart.\n";

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

Json flow_json(const Study& study, const Flow& flow) {
    Json left_out = Json::object();
    const ShownLeftOut shown =
        shown_left_out(flow, static_cast<std::uint64_t>(study.cell_threshold));
    for (std::size_t i = 0; i < kWaysOut; ++i)
        left_out[std::string(words_of(static_cast<LeftOut>(i)))] =
            shown[i] ? Json(*shown[i]) : Json(nullptr);
    return {
        {"sessions", flow.sessions},
        {"left_out", left_out},
        {"first_time", flow.first_time},
        {"later_visits", flow.repeated},
        {"with_answers_after", small(flow.joined, static_cast<std::uint64_t>(study.cell_threshold))
                                   ? Json(nullptr)
                                   : Json(flow.joined)}};
}

}  // namespace

// Small counts point at people; where the hidden ones could be worked out from the total, the next
// smallest is hidden, too.
ShownLeftOut shown_left_out(const Flow& flow, std::uint64_t threshold) {
    ShownLeftOut shown;
    std::uint64_t hidden = 0;
    for (std::size_t i = 0; i < kWaysOut; ++i) {
        if (small(flow.left_out[i], threshold))
            hidden += flow.left_out[i];
        else
            shown[i] = flow.left_out[i];
    }
    while (hidden > 0 && hidden < threshold) {
        std::optional<std::uint64_t>* smallest = nullptr;
        for (auto& one : shown)
            if (one && *one > 0 && (smallest == nullptr || *one < **smallest)) smallest = &one;
        if (smallest == nullptr) break;
        hidden += **smallest;
        smallest->reset();
    }
    return shown;
}

std::string disclosure_markdown(const ExportRequest& request, const ExportResult& result) {
    const Study& study = request.study;
    const auto& report = result.report;
    std::string text = fmt::format(
        "# Disclosure report\n\n{}\n\nProfile {}: k = {}, at most {:g} % of the rows left out. "
        "Study file {}. Made {} by {}.\n\n",
        study.title, rules_of(study.profile).name, study.k, study.suppression * 100, study.hash,
        request.made, request.program);
    text += fmt::format(
        "{} rows leave; {} ({}) were left out so that nobody stands in a class that is too small. "
        "Primary outcome, named before the export: `{}`.\n\n",
        result.rows, report.suppressed, percent(report.suppressed_share), study.primary_outcome);
    text += flow_markdown(study, result.flow);
    text += columns_markdown(report);
    text += risks_markdown(report);
    text += sensitive_markdown(study);
    text.append(kLimits);
    if (study.free_text != FreeText::Withheld) text += free_text_limit(study);
    return text;
}

std::string disclosure_json(const ExportRequest& request, const ExportResult& result) {
    const Study& study = request.study;
    const auto& report = result.report;
    Json columns = Json::array();
    for (const auto& column : report.columns)
        columns.push_back({{"variable", column.column},
                           {"level", column.level},
                           {"levels", column.levels},
                           {"values", column.values},
                           {"labels", column.labels},
                           {"loss", column.loss},
                           {"share", column.share}});
    Json sizes = Json::object();
    for (const auto& [size, classes] : report.sizes.classes) sizes[std::to_string(size)] = classes;
    const Json document = {{"study", study.hash},
                           {"profile", rules_of(study.profile).name},
                           {"k", study.k},
                           {"rows", result.rows},
                           {"suppressed", report.suppressed},
                           {"suppressed_share", report.suppressed_share},
                           {"classes", report.kept_classes},
                           {"smallest_class", report.sizes.smallest},
                           {"class_sizes", sizes},
                           {"uniques", report.sizes.uniques},
                           {"loss", report.loss},
                           {"discernibility", report.discernibility},
                           {"quasi_identifiers", columns},
                           {"risk", risk_json(report.prosecutor)},
                           {"risk_before", risk_json(report.prosecutor_before)},
                           {"primary_outcome", study.primary_outcome},
                           {"flow", flow_json(study, result.flow)}};
    return document.dump(2) + "\n";
}

}  // namespace spine::exporting
