// kioskctl erase: a patient's answers go, and a tombstone stays.
#include <fmt/format.h>

#include "base/pickup_code.h"
#include "tool/clinic_access.h"

namespace spine::tool {
namespace {

Result<Report> run(Environment& environment, const PatientOptions& options) {
    auto opened = open_patient(environment, options);
    if (!opened) return fail(std::move(opened));
    auto& [archive, row] = *opened;
    if (auto done = archive->erase(row.place.ref()); !done) return fail(std::move(done));
    Report report{patient_as_json(row),
                  fmt::format("The answers of {} are erased here. With the next import the store "
                              "and all computers and tablets are told.\n",
                              group_pickup_code(row.summary.code)),
                  true};
    report.json["erased"] = true;
    return report;
}

}  // namespace

void add_erase(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<PatientOptions>();
    CLI::App& command =
        commands.add(app, "erase", "Erases a patient's answers and leaves a tombstone",
                     "kioskctl erase clinic 131873 --passphrase-file passphrase",
                     [options](Environment& environment) { return run(environment, *options); });
    add_patient_options(command, *options);
}

}  // namespace spine::tool
