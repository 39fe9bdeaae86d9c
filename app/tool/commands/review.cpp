// kioskctl review: a patient's page was looked at, or was not after all.
#include <fmt/format.h>

#include "base/pickup_code.h"
#include "tool/clinic_access.h"

namespace spine::tool {
namespace {

struct Options {
    PatientOptions patient;
    bool undo = false;
};

Result<Report> run(Environment& environment, const Options& options) {
    auto opened = open_patient(environment, options.patient);
    if (!opened) return fail(std::move(opened));
    auto& [archive, row] = *opened;
    auto done = options.undo ? archive->undo_reviewed(row.place.ref())
                             : archive->mark_reviewed(row.place.ref());
    if (!done) return fail(std::move(done));
    Report report{patient_as_json(row),
                  fmt::format("{} is marked as {}. Other computers see it after the next import.\n",
                              group_pickup_code(row.summary.code),
                              options.undo ? "not reviewed" : "reviewed"),
                  true};
    report.json["reviewed"] = !options.undo;
    return report;
}

}  // namespace

void add_review(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<Options>();
    CLI::App& command =
        commands.add(app, "review", "Marks a patient as reviewed, or takes that back",
                     "kioskctl review clinic 131873 --passphrase-file passphrase",
                     [options](Environment& environment) { return run(environment, *options); });
    add_patient_options(command, options->patient);
    command.add_flag("--undo", options->undo, "Takes the mark back");
}

}  // namespace spine::tool
