#include "export/research_export.h"

#include <fmt/format.h>

#include <stop_token>
#include <utility>

#include "deidentify/release.h"
#include "export/codebook.h"
#include "export/data_plan.h"
#include "export/disclosure.h"
#include "export/export_steps.h"
#include "export/released_rows.h"
#include "export/report.h"
#include "export/research_data.h"
#include "export/sealed_spill.h"
#include "export/tables_only.h"

namespace spine::exporting {
namespace {

tl::unexpected<Fault> cancelled() {
    return fail(causes::export_cancelled, "The export was cancelled.",
                "Nothing was written; start it again when you like.");
}

Result<deidentify::Solution> find_levels(const deidentify::Microdata& data,
                                         const deidentify::Requirements& requirements,
                                         const Study& study, const ExportProgress& progress) {
    std::stop_source stop;
    deidentify::SearchWatch watch;
    watch.stop = stop.get_token();
    watch.progress = [&](double share) {
        if (progress && !progress({ExportStep::Searching, share})) stop.request_stop();
    };
    auto solution = deidentify::search(data, requirements, watch);
    // Also where the search was over before it saw it.
    if (stop.stop_requested()) return cancelled();
    if (solution) return solution;
    if (solution.error().cause != Cause("no-solution")) return fail(std::move(solution));
    return fail(causes::cannot_protect,
                fmt::format("Nothing keeps every class at {} rows and what the study asks of its "
                            "sensitive columns with at most {:g} % left out.",
                            study.k, study.suppression * 100),
                "Take a quasi-identifier out, give one coarser rows, or widen the period.");
}

// All formats and the report from one reading of the rows.
Status write_rows(ExportRequest& request, const DataPlan& plan, const ExportResult& result,
                  ReleasedRows& rows, ExportFolder& folder, const ExportProgress& progress) {
    request.formats.push_back(std::make_unique<ReportFormat>(
        report_columns(plan),
        ReportFacts{request.study, shown_of(request.study, result), result.report}));
    auto written = write_table(rows, request.formats, folder, [&](auto done, auto all) {
        return !progress || progress({ExportStep::Writing,
                                      static_cast<double>(done) / static_cast<double>(all + 1)});
    });
    request.formats.pop_back();
    return written;
}

Status write_all(archive::Archive& archive, ExportRequest& request, const DataPlan& plan,
                 ReleasedRows& rows, ExportFolder& folder, ExportResult& result,
                 const ExportProgress& progress) {
    if (auto written = write_rows(request, plan, result, rows, folder, progress); !written)
        return written;
    const Table& table = rows.table();
    if (auto said = folder.write("codebook.md", codebook_markdown(table)); !said) return said;
    if (auto said = folder.write("codebook.html", codebook_html(table)); !said) return said;
    return keep_with_papers(archive, request, folder, result);
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
    auto data =
        gather(archive, *plan, request.configuration_of, std::move(spill), random, progress);
    if (!data) return fail(std::move(data));
    if (data->flow.first_time < kLeastRows)
        return export_tables(archive, request, *plan, *data, folder.get(), progress);
    const auto requirements = requirements_of(*plan, data->microdata);
    auto solution = find_levels(data->microdata, requirements, request.study, progress);
    if (!solution) return fail(std::move(solution));
    const auto release = deidentify::Release::make(data->microdata, requirements, solution->levels);
    if (!release) return fail(release.error());
    auto report = deidentify::disclosure_report(*release);
    if (!report) return fail(std::move(report));
    ExportResult result;
    result.flow = data->flow;
    result.solution = std::move(*solution);
    result.report = std::move(*report);
    for (const Column& column : plan->columns) result.variables.push_back(column.variable.name);
    ReleasedClasses classes(*plan, *release, data->later);
    result.later = classes.later();
    result.rows = result.report.released + result.later;
    if (auto said = note_withheld(*plan, release->levels(), result); !said)
        return fail(std::move(said));
    if (request.dry_run) return result;
    if (auto shuffled = data->spill->finish(); !shuffled) return fail(std::move(shuffled));
    ReleasedRows rows(*plan, *release, std::move(classes), std::move(data->spill), data->after,
                      facts_of(request), result.rows);
    if (auto written = write_all(archive, request, *plan, rows, *folder, result, progress);
        !written)
        return fail(std::move(written));
    return result;
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
