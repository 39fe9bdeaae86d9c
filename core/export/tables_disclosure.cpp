// What tables give away that leave without a row.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "export/disclosure.h"
#include "export/tables_only.h"

namespace spine::exporting {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kLimits =
    "## What this does not promise\n\n"
    "Anonymous to the recipient; not to the clinic while the archive exists.\n\n"
    "- Two exports of one study can be subtracted: what comes of it is a batch of people, and a "
    "count of it can be small.\n"
    "- Two computers that export without an import in between cut batches without knowing of each "
    "other.\n"
    "- If all people of a group have one answer, the answer is known of everybody in it.\n"
    "- Pages were chosen by first answers; there is no control group, and before and after are "
    "minutes apart.\n";

std::string withheld_markdown(const ExportResult& result) {
    if (result.withheld.empty()) return {};
    std::string text = "## What was left out\n\n";
    for (const auto& one : result.withheld)
        text += fmt::format("- `{}`: whether it was asked would tell what `{}` was answered.\n",
                            one.variable, one.tells);
    return text + "\n";
}

}  // namespace

std::string tables_markdown(const ExportRequest& request, const ExportResult& result) {
    const Study& study = request.study;
    std::string text = fmt::format(
        "# Disclosure report\n\n{}\n\nTables only: fewer than {} first-time sessions may leave, "
        "and "
        "under that no row does, in no format. Profile {}. Study file {}. Made {} by {}.\n\n",
        study.title, kLeastRows, rules_of(study.profile).name, study.hash, request.made,
        request.program);
    text += fmt::format(
        "The tables are of {} people, counted by batches of {} sessions as they came, so that one "
        "person more or less moves nothing; a batch that somebody has left is not counted, and "
        "nothing that was answered after a visit. They were held against all data sets and tables "
        "that have left by the clinic's ledger. Counts under {} are hidden, and with them what "
        "would give them away. How many "
        "were left out, and why, is not told: those counts move with each visit. Primary outcome, "
        "named before the export: `{}`.\n\n",
        result.people, batch_of(study), table_threshold(study), study.primary_outcome);
    text += withheld_markdown(result);
    return text.append(kLimits);
}

std::string tables_json(const ExportRequest& request, const ExportResult& result) {
    const Study& study = request.study;
    Json withheld = Json::array();
    for (const auto& one : result.withheld)
        withheld.push_back({{"variable", one.variable}, {"tells", one.tells}});
    Json document = {{"study", study.hash},
                     {"profile", rules_of(study.profile).name},
                     {"k", study.k},
                     {"tables_only", true},
                     {"rows", 0},
                     {"people", result.people},
                     {"batch", batch_of(study)},
                     {"cell_threshold", table_threshold(study)},
                     {"withheld", withheld},
                     {"primary_outcome", study.primary_outcome}};
    // What is said of rows has no value here.
    for (const char* name :
         {"suppressed", "suppressed_share", "classes", "smallest_class", "class_sizes", "uniques",
          "loss", "discernibility", "quasi_identifiers", "risk", "risk_before", "flow"})
        document[name] = nullptr;
    return document.dump(2) + "\n";
}

}  // namespace spine::exporting
