// kioskctl takeover: staff have a patient whom a stop-now sign stopped.
#include "tool/patient_command.h"

namespace spine::tool {
namespace {

Result<Report> take_over(Environment& environment, const PatientOptions& options) {
    return run_on_patient(environment, options,
                          {[](archive::Archive& archive, const crypto::SessionRef& it) {
                               return archive.take_over(it);
                           },
                           PatientCommand::Reach::Visit, "taken_over", true,
                           "{} is taken over. Other computers see it after the next import.\n"});
}

}  // namespace

void add_takeover(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<PatientOptions>();
    CLI::App& command = commands.add(
        app, "takeover", "Takes a Tier A patient over",
        "kioskctl takeover clinic 131873 --passphrase-file passphrase",
        [options](Environment& environment) { return take_over(environment, *options); });
    add_patient_options(command, *options);
}

}  // namespace spine::tool
