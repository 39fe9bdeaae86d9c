// kioskctl erase: a patient's answers go, and a tombstone stays.
#include "tool/patient_command.h"

namespace spine::tool {
namespace {

Result<Report> erase_session(Environment& environment, const PatientOptions& options) {
    return run_on_patient(
        environment, options,
        {[](archive::Archive& archive, const crypto::SessionRef& it) { return archive.erase(it); },
         PatientCommand::Reach::AfterVisitsToo, "erased", true,
         "The answers of {} are erased here. With the next import their sealed copy goes from the "
         "store, and all computers and tablets are told.\n"});
}

}  // namespace

void add_erase(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<PatientOptions>();
    CLI::App& command = commands.add(
        app, "erase", "Erases a patient's answers and leaves a tombstone",
        "kioskctl erase clinic 131873 --passphrase-file passphrase",
        [options](Environment& environment) { return erase_session(environment, *options); });
    add_patient_options(command, *options);
}

}  // namespace spine::tool
