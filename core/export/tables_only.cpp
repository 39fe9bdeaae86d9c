#include "export/tables_only.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "deidentify/release.h"
#include "deidentify/some_releases.h"
#include "export/chosen_release.h"
#include "export/codebook.h"
#include "export/export_steps.h"
#include "export/released_rows.h"
#include "export/report.h"
#include "export/written_entry.h"

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

ReportFacts facts_of_tables(const Study& study, const ExportResult& result) {
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

std::vector<deidentify::PersonId> people_of(std::span<const BatchPlace> places) {
    std::vector<deidentify::PersonId> people;
    people.reserve(places.size());
    for (const BatchPlace& one : places) people.push_back(one.person);
    return people;
}

// Whether who has some of the earlier exports alone has somebody among too few.
bool stands_out(const deidentify::ReleaseHistory& history,
                const std::map<deidentify::Trace, std::uint64_t>& present, std::uint64_t least,
                std::uint64_t& joint_k) {
    std::vector<std::uint64_t> people(history.traces());
    for (const auto& [trace, many] : present)
        if (trace != 0) people[trace] = many;
    const deidentify::SomeReleases some(history, least);
    const auto seen = some.look(people);
    if (seen.least > 0) joint_k = std::min(joint_k, seen.least);
    return some.too_many() || seen.too_whole.has_value();
}

// Rows beside tables would give back whom the rows left out. Of tables those of another study, or
// of a computer that did not know of these, may hold all but a few of the same people.
Status not_beside(const EarlierExports& earlier, std::span<const deidentify::PersonId> counted,
                  std::uint64_t least, ExportResult::Joint& joint) {
    const deidentify::ReleaseHistory& history = earlier.history();
    std::map<deidentify::Trace, std::uint64_t> present;
    for (const deidentify::PersonId& one : counted) ++present[history.trace_of(one)];
    std::vector<deidentify::Trace> traces;
    joint.k = counted.size();
    bool parts = false;
    for (const auto& [trace, people] : present) {
        traces.push_back(trace);
        const std::uint64_t absent = trace == 0 ? 0 : history.people_with(trace) - people;
        parts = parts || people < least || (absent > 0 && absent < least);
        joint.k = std::min(joint.k, absent > 0 ? std::min(people, absent) : people);
    }
    parts = parts || stands_out(history, present, least, joint.k);
    const auto overlapping = earlier.with(traces);
    joint.releases = earlier.all().size();
    joint.overlapping = overlapping.size();
    if (std::any_of(overlapping.begin(), overlapping.end(),
                    [](const auto* one) { return one->entry.kind == archive::LedgerKind::Rows; }))
        return fail(causes::joint_too_small,
                    "Rows of some of these people have left before. Tables beside them would give "
                    "back whom the rows left out.",
                    "Give that data set to whoever asks now, or wait until there are enough "
                    "sessions for rows.");
    if (parts)
        return fail(causes::joint_too_small,
                    fmt::format("Whoever subtracts these tables from earlier ones would be left "
                                "with fewer than {} people. In the way: {}.",
                                least, named(overlapping)),
                    "Give those tables to whoever asks now, or wait until more people have come.");
    return {};
}

std::vector<deidentify::PersonId> counted_people(std::span<const BatchPlace> places,
                                                 const CountedRows& counted) {
    std::vector<deidentify::PersonId> people;
    for (const BatchPlace& one : places)
        if (one.state == BatchPlace::Counts && one.row < counted.rows.size() &&
            counted.rows[one.row])
            people.push_back(one.person);
    return people;
}

Status write_tables(const ExportRequest& request, const DataPlan& plan, const ExportResult& result,
                    ReleasedRows& rows, ExportFolder& folder, const ExportProgress& progress) {
    std::vector<std::unique_ptr<ResearchFormat>> formats;
    formats.push_back(std::make_unique<ReportFormat>(report_columns(plan),
                                                     facts_of_tables(request.study, result)));
    auto written = write_table(rows, formats, folder, [&](auto done, auto all) {
        return !progress || progress({ExportStep::Writing,
                                      static_cast<double>(done) / static_cast<double>(all + 1)});
    });
    if (written) written = write_codebook(rows.table(), folder);
    if (written) written = write_papers(request, result, folder);
    return written ? folder.keep() : written;
}

}  // namespace

std::uint64_t table_threshold(const Study& study) {
    return static_cast<std::uint64_t>(std::max(study.cell_threshold, study.k));
}

std::uint64_t batch_of(const Study& study) {
    constexpr std::uint64_t kBatch = archive::kSessionsInBatch;
    return kBatch * ((2 * least_in_batch(study) + kBatch - 1) / kBatch);
}

std::uint64_t least_in_batch(const Study& study) {
    return 2 * table_threshold(study);
}

CountedRows counted_rows(std::span<const BatchPlace> places, const Batches& batches,
                         std::uint64_t batch, std::uint64_t least) {
    std::map<deidentify::PersonId, const BatchPlace*> by_person;
    for (const BatchPlace& one : places) by_person.emplace(one.person, &one);
    CountedRows counted;
    const std::size_t together = batch / archive::kSessionsInBatch;
    for (std::size_t first = 0; first + together <= batches.size(); first += together) {
        std::vector<std::uint32_t> rows;
        bool in_doubt = false;
        for (std::size_t number = first; number < first + together; ++number) {
            for (const deidentify::PersonId& one : batches.at(number)) {
                const auto place = by_person.find(one);
                // Who is not here was erased, or has not been imported yet.
                in_doubt = in_doubt || place == by_person.end() ||
                           place->second->state == BatchPlace::InDoubt;
                if (!in_doubt && place->second->state == BatchPlace::Counts)
                    rows.push_back(place->second->row);
            }
        }
        if (in_doubt || rows.size() < least) continue;
        for (const std::uint32_t row : rows) {
            counted.rows.resize(std::max<std::size_t>(counted.rows.size(), row + 1));
            counted.rows[row] = true;
        }
    }
    return counted;
}

Result<ExportResult> export_tables(archive::Archive& archive, const ExportRequest& request,
                                   const DataPlan& plan, ResearchData& data,
                                   const EarlierExports& earlier, ExportFolder* folder,
                                   Random& random, const ExportProgress& progress) {
    // Whose session it is that does not read nobody knows, and so not which batch.
    if (data.flow.left_out.at(static_cast<std::size_t>(LeftOut::Unreadable)) > 0)
        return fail(causes::cannot_protect,
                    "Some sessions in the archive cannot be read, so that tables could not be "
                    "counted as they were before.",
                    "Look at kioskctl verify, and rebuild the archive.");
    const Study& study = request.study;
    Batches batches = earlier.batches();
    batches.cut(people_of(data.places));
    auto counted = counted_rows(data.places, batches, batch_of(study), least_in_batch(study));
    const auto people = counted_people(data.places, counted);
    ExportResult result;
    result.tables_only = true;
    result.people = people.size();
    if (people.empty()) return too_few(study);
    if (auto may = not_beside(earlier, people, table_threshold(study), result.joint); !may)
        return fail(std::move(may));
    result.flow = data.flow;
    for (const Column& column : plan.columns)
        if (column.from != From::Pseudonym) result.variables.push_back(column.variable.name);
    const auto release = as_it_is(data.joint.microdata());
    if (!release) return fail(release.error());
    if (auto said = note_withheld(plan, release->levels(), result); !said)
        return fail(std::move(said));
    if (folder == nullptr) return result;
    if (auto shuffled = data.spill->finish(); !shuffled) return fail(std::move(shuffled));
    if (auto noted = write_tables_entry(archive, study, batches, people, earlier); !noted)
        return fail(std::move(noted));
    // What is counted is of first-time sessions alone.
    const ReleasedClasses classes(plan, data.joint, *release, data.waiting, random);
    ReleasedRows rows(plan, *release, classes, std::move(data.spill), data.after, facts_of(request),
                      result.people, std::move(counted));
    if (auto written = write_tables(request, plan, result, rows, *folder, progress); !written)
        return fail(std::move(written));
    result.files = folder->files();
    result.left_beside = folder->left_beside();
    return result;
}

}  // namespace spine::exporting
