#include "export/tables_only.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "deidentify/release.h"
#include "export/codebook.h"
#include "export/export_steps.h"
#include "export/released_rows.h"
#include "export/report.h"

namespace spine::exporting {
namespace {

tl::unexpected<Fault> too_few(const Study& study) {
    return fail(causes::too_few_sessions,
                fmt::format("Fewer than {} first-time sessions may leave, so that tables alone do, "
                            "and those count by {} sessions as they came: none of these has {} "
                            "that may leave and nobody who left since.",
                            kLeastRows, batch_of(study), least_in_batch(study)),
                "Wait for more, or widen the period.");
}

// As fine as the study's own bands: no row leaves, so that none needs a class.
Result<deidentify::Release> as_it_is(const deidentify::Microdata& data) {
    deidentify::Requirements nothing;
    nothing.k = 1;
    return deidentify::Release::make(data, nothing,
                                     deidentify::Levels(data.quasi_identifiers().size(), 0));
}

ReportFacts report_facts(const Study& study, const ExportResult& result) {
    ReportFacts facts{study, shown_of(study, result), {}, true, batch_of(study)};
    facts.study.cell_threshold = static_cast<int>(table_threshold(study));
    return facts;
}

Status write_codebook(Table table, ExportFolder& folder) {
    // Nobody's row has a name.
    table.variables.erase(table.variables.begin());
    table.rows = 0;
    if (auto said = folder.write("codebook.md", codebook_markdown(table)); !said) return said;
    return folder.write("codebook.html", codebook_html(table));
}

// Tables without a word in the audit trail would be worse than a word without tables.
Status let_them_leave(archive::Archive& archive, const ExportRequest& request,
                      ExportFolder& folder) {
    const auto hash = crypto::Hash::from_hex(request.study.hash);
    auto noted = archive.note_tables_exported(hash.value_or(crypto::Hash{}));
    return noted ? folder.keep() : noted;
}

}  // namespace

std::uint64_t table_threshold(const Study& study) {
    return static_cast<std::uint64_t>(std::max(study.cell_threshold, study.k));
}

std::uint64_t batch_of(const Study& study) {
    const std::uint64_t least = least_in_batch(study);
    return kBatch * ((2 * least + kBatch - 1) / kBatch);
}

std::uint64_t least_in_batch(const Study& study) {
    return 2 * table_threshold(study);
}

CountedRows counted_rows(std::span<const BatchPlace> places, std::uint64_t batch,
                         std::uint64_t least) {
    CountedRows counted;
    const auto is = [](BatchPlace::State state) {
        return [state](const BatchPlace& one) { return one.state == state; };
    };
    for (; places.size() >= batch; places = places.subspan(batch)) {
        const auto these = places.first(batch);
        if (std::any_of(these.begin(), these.end(), is(BatchPlace::InDoubt))) continue;
        const auto count = std::count_if(these.begin(), these.end(), is(BatchPlace::Counts));
        if (static_cast<std::uint64_t>(count) < least) continue;
        for (const BatchPlace& one : these) {
            if (one.state != BatchPlace::Counts) continue;
            counted.rows.resize(std::max<std::size_t>(counted.rows.size(), one.row + 1));
            counted.rows[one.row] = true;
        }
    }
    return counted;
}

Result<ExportResult> export_tables(archive::Archive& archive, const ExportRequest& request,
                                   const DataPlan& plan, ResearchData& data, ExportFolder* folder,
                                   Random& random, const ExportProgress& progress) {
    // Whose session it is that does not read nobody knows, and so not which batch.
    if (data.flow.left_out.at(static_cast<std::size_t>(LeftOut::Unreadable)) > 0)
        return fail(causes::cannot_protect,
                    "Some sessions in the archive cannot be read, so that tables could not be "
                    "counted as they were before.",
                    "Look at kioskctl verify, and rebuild the archive.");
    auto counted =
        counted_rows(data.places, batch_of(request.study), least_in_batch(request.study));
    ExportResult result;
    result.tables_only = true;
    result.people =
        static_cast<std::uint64_t>(std::count(counted.rows.begin(), counted.rows.end(), true));
    if (result.people == 0) return too_few(request.study);
    result.flow = data.flow;
    for (const Column& column : plan.columns)
        if (column.from != From::Pseudonym) result.variables.push_back(column.variable.name);
    const auto release = as_it_is(data.joint.microdata());
    if (!release) return fail(release.error());
    if (auto said = note_withheld(plan, release->levels(), result); !said)
        return fail(std::move(said));
    if (folder == nullptr) return result;
    if (auto shuffled = data.spill->finish(); !shuffled) return fail(std::move(shuffled));
    // What is counted is of first-time sessions alone.
    const ReleasedClasses classes(plan, data.joint, *release, data.waiting, random);
    ReleasedRows rows(plan, *release, classes, std::move(data.spill), data.after, facts_of(request),
                      result.people, std::move(counted));
    std::vector<std::unique_ptr<ResearchFormat>> formats;
    formats.push_back(
        std::make_unique<ReportFormat>(report_columns(plan), report_facts(request.study, result)));
    auto written = write_table(rows, formats, *folder, [&](auto done, auto all) {
        return !progress || progress({ExportStep::Writing,
                                      static_cast<double>(done) / static_cast<double>(all + 1)});
    });
    if (written) written = write_codebook(rows.table(), *folder);
    if (written) written = write_papers(request, result, *folder);
    if (written) written = let_them_leave(archive, request, *folder);
    if (!written) return fail(std::move(written));
    result.files = folder->files();
    result.left_beside = folder->left_beside();
    return result;
}

}  // namespace spine::exporting
