#include "export/research_export.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "export/chosen_release.h"
#include "export/codebook.h"
#include "export/data_plan.h"
#include "export/disclosure.h"
#include "export/export_steps.h"
#include "export/released_rows.h"
#include "export/report.h"
#include "export/research_data.h"
#include "export/sealed_spill.h"
#include "export/tables_only.h"
#include "export/written_entry.h"

namespace spine::exporting {
namespace {

ReportFacts facts_of_rows(const Study& study, const ExportResult& result) {
    ReportFacts facts{study, shown_of(study, result), result.report};
    facts.earlier = result.joint.releases;
    facts.overlapping = result.joint.overlapping;
    return facts;
}

// All formats and the report from one reading of the rows.
Status write_rows(ExportRequest& request, const DataPlan& plan, const ExportResult& result,
                  ReleasedRows& rows, ExportFolder& folder, const ExportProgress& progress) {
    request.formats.push_back(
        std::make_unique<ReportFormat>(report_columns(plan), facts_of_rows(request.study, result)));
    auto written = write_table(rows, request.formats, folder, [&](auto done, auto all) {
        return !progress || progress({ExportStep::Writing,
                                      static_cast<double>(done) / static_cast<double>(all + 1)});
    });
    request.formats.pop_back();
    return written;
}

Status write_all(ExportRequest& request, const DataPlan& plan, ReleasedRows& rows,
                 ExportFolder& folder, const ExportResult& result, const ExportProgress& progress) {
    if (auto written = write_rows(request, plan, result, rows, folder, progress); !written)
        return written;
    const Table& table = rows.table();
    if (auto said = folder.write("codebook.md", codebook_markdown(table)); !said) return said;
    if (auto said = folder.write("codebook.html", codebook_html(table)); !said) return said;
    return write_papers(request, result, folder);
}

// What an export says of itself, of rows that were chosen.
Result<ExportResult> result_of(const DataPlan& plan, const ResearchData& data,
                               const ReleasedClasses& classes, const deidentify::Release& release,
                               ExportResult::Joint joint) {
    auto report = deidentify::disclosure_report(release);
    if (!report) return fail(std::move(report));
    ExportResult result;
    result.flow = data.flow;
    result.joint = std::move(joint);
    result.report = std::move(*report);
    result.after_leave_from = data.after.leave_from();
    // As its readers see them: that former data sets part them further is theirs to know.
    result.report.kept_classes = 0;
    for (const auto& [size, alike] : result.report.sizes.classes)
        result.report.kept_classes += alike;
    for (const Column& column : plan.columns) result.variables.push_back(column.variable.name);
    result.later = classes.later();
    if (classes.smallest_later() > 0)
        result.joint.k = std::min(result.joint.k, classes.smallest_later());
    result.rows = classes.first() + classes.later();
    return result;
}

// `folder`: null in a dry run.
Result<ExportResult> export_rows(archive::Archive& archive, ExportRequest& request,
                                 const DataPlan& plan, ResearchData& data,
                                 const EarlierExports& earlier, ExportFolder* folder,
                                 Random& random, const ExportProgress& progress) {
    if (auto leaves = outcome_leaves(plan, data.after.leave_from()); !leaves)
        return fail(std::move(leaves));
    const auto requirements = requirements_of(plan, data.joint.microdata());
    auto chosen = choose_release(data, requirements, request.study, earlier, progress);
    if (!chosen) return fail(std::move(chosen));
    const deidentify::Release& release = chosen->release.release;
    const ReleasedClasses classes(plan, data.joint, release, data.waiting, random);
    auto result = result_of(plan, data, classes, release, std::move(chosen->joint));
    if (!result) return result;
    if (auto said = note_withheld(plan, release.levels(), *result); !said)
        return fail(std::move(said));
    if (auto fits = check_entry(plan, data, requirements, release, classes, earlier); !fits)
        return fail(std::move(fits));
    if (folder == nullptr) return result;
    if (auto shuffled = data.spill->finish(); !shuffled) return fail(std::move(shuffled));
    // Before any row is on the disk in clear: what is cut off later is an entry without a file,
    // never the reverse.
    auto noted = write_entry(archive, plan, data, requirements, release, classes, earlier);
    if (!noted) return fail(std::move(noted));
    ReleasedRows rows(plan, release, classes, std::move(data.spill), data.after, facts_of(request),
                      result->rows);
    if (auto written = write_all(request, plan, rows, *folder, *result, progress); !written)
        return fail(std::move(written));
    if (auto kept = folder->keep(); !kept) return fail(std::move(kept));
    result->files = folder->files();
    result->left_beside = folder->left_beside();
    return result;
}

}  // namespace

Result<ExportResult> export_research(archive::Archive& archive, ExportRequest& request,
                                     Random& random, const ExportProgress& progress) {
    if (auto may = archive.require(archive::Role::Clinician | archive::Role::Researcher); !may)
        return fail(std::move(may));
    const auto plan = make_plan(request.study, request.newest_first, request.study_name);
    if (!plan) return fail(plan.error());
    const auto study = crypto::Hash::from_hex(request.study.hash).value_or(crypto::Hash{});
    // Its counts are of people, too: whoever changes a study a little each time could part them.
    if (request.dry_run)
        if (auto noted = archive.note_dry_run(study); !noted) return fail(std::move(noted));
    std::unique_ptr<ExportFolder> folder;
    std::unique_ptr<SealedSpill> spill;
    if (!request.dry_run) {
        auto made = ExportFolder::make(request.to);
        if (!made) return fail(std::move(made));
        folder = std::move(*made);
        auto waiting = SealedSpill::make(archive.folder().root, random);
        if (!waiting) return fail(std::move(waiting));
        spill = std::move(*waiting);
    }
    const auto earlier = EarlierExports::read(archive);
    if (!earlier) return fail(earlier.error());
    auto data = gather(archive, *plan, **earlier, request.configuration_of, std::move(spill),
                       random, progress);
    if (!data) return fail(std::move(data));
    if (data->flow.first_time < kLeastRows)
        return export_tables(archive, request, *plan, *data, **earlier, folder.get(), random,
                             progress);
    return export_rows(archive, request, *plan, *data, **earlier, folder.get(), random, progress);
}

std::string_view words_of(LeftOut way) {
    switch (way) {
        case LeftOut::OutsidePeriod:
            return "outside the study's period";
        case LeftOut::NotEnded:
            return "not ended yet";
        case LeftOut::Withdrawn:
            return "stopped and deleted by the patient";
        case LeftOut::NoConsent:
            return "no consent to research";
        case LeftOut::ConsentWithdrawn:
            return "consent to research withdrawn later";
        case LeftOut::SeveralEnds:
            return "several ends of one session";
        case LeftOut::SomebodyElseAnswered:
            return "answered by somebody else";
        case LeftOut::NotTheFirstTime:
            return "not the first time here, or not sure";
        case LeftOut::AskedOtherwise:
            return "asked under a configuration that is not here";
        case LeftOut::Unreadable:
            return "cannot be read";
    }
    return {};
}

}  // namespace spine::exporting
