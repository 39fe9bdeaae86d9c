#include "export/export_steps.h"

#include <fmt/format.h>

#include "export/disclosure.h"
#include "export/withheld_columns.h"

namespace spine::exporting {

StudyFacts facts_of(const ExportRequest& request) {
    const Study& study = request.study;
    StudyFacts facts;
    facts.title = study.title;
    facts.question = study.question;
    facts.ethics = study.ethics;
    // As coarse as in the rows.
    facts.period = fmt::format("{} to {}", period_of(study.from, study.coarsening),
                               period_of(study.until - 1, study.coarsening));
    if (study.names_clinic) facts.clinic = request.clinic_name;
    facts.profile = std::string(rules_of(study.profile).name);
    facts.language = study.language;
    facts.primary_outcome = study.primary_outcome;
    facts.study_hash = study.hash;
    facts.program = request.program;
    facts.made = request.made;
    facts.k = study.k;
    return facts;
}

Status note_withheld(const DataPlan& plan, const deidentify::Levels& levels, ExportResult& result) {
    for (const WithheldColumn& one : withheld_columns(plan, levels)) {
        const std::string& variable = plan.columns[one.column].variable.name;
        const std::string& tells = plan.study.quasi_identifiers[one.quasi_identifier].name;
        result.withheld.push_back({variable, tells});
        const bool outcome = variable == plan.study.primary_outcome;
        if (!outcome && variable != plan.study.related_to) continue;
        return fail(
            causes::cannot_protect,
            fmt::format("{} \"{}\" cannot leave: whether it was asked would tell what "
                        "\"{}\" was answered, which has to leave coarser.",
                        outcome ? "The primary outcome" : "What the outcome is related to,",
                        variable, tells),
            fmt::format("Take the quasi-identifier \"{}\" out, or name another variable.", tells));
    }
    return {};
}

Status outcome_leaves(const DataPlan& plan, UnixMs from) {
    if (from == 0) return {};
    for (const std::string& name : {plan.study.primary_outcome, plan.study.related_to}) {
        const Column* column = name.empty() ? nullptr : plan.find(name);
        if (column == nullptr || !column->after_visit) continue;
        return fail(causes::cannot_protect,
                    fmt::format("\"{}\" is of after the visit. Such answers leave from {} on, when "
                                "nobody of the study's period can give any more: before, each "
                                "export would show who has answered since the last.",
                                name, to_rfc3339(from).substr(0, 10)),
                    "Wait until then, end the period earlier, or name another variable.");
    }
    return {};
}

Status write_papers(const ExportRequest& request, const ExportResult& result,
                    ExportFolder& folder) {
    if (auto said = folder.write("disclosure.md", disclosure_markdown(request, result)); !said)
        return said;
    if (auto said = folder.write("disclosure.json", disclosure_json(request, result)); !said)
        return said;
    return folder.write("study.toml", without_comments(request.study_text));
}

}  // namespace spine::exporting
