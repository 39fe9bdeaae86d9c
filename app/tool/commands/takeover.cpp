// kioskctl takeover: staff have a patient whom a stop-now sign stopped.
#include <fmt/format.h>

#include "base/pickup_code.h"
#include "tool/clinic_access.h"

namespace spine::tool {
namespace {

Result<Report> run(Environment& environment, const PatientOptions& options) {
    auto opened = open_patient(environment, options);
    if (!opened) return fail(std::move(opened));
    auto& [archive, row] = *opened;
    if (auto done = archive->take_over(row.place.ref()); !done) return fail(std::move(done));
    Report report{patient_as_json(row),
                  fmt::format("{} is taken over. Other computers see it after the next import.\n",
                              group_pickup_code(row.summary.code)),
                  true};
    report.json["taken_over"] = true;
    return report;
}

}  // namespace

void add_takeover(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<PatientOptions>();
    CLI::App& command =
        commands.add(app, "takeover", "Takes a Tier A patient over",
                     "kioskctl takeover clinic 131873 --passphrase-file passphrase",
                     [options](Environment& environment) { return run(environment, *options); });
    add_patient_options(command, *options);
}

}  // namespace spine::tool
