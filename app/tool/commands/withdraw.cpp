// kioskctl withdraw: a patient takes the consent to research back.
#include "tool/patient_command.h"

namespace spine::tool {
namespace {

Result<Report> withdraw_consent(Environment& environment, const PatientOptions& options) {
    return run_on_patient(
        environment, options,
        {[](archive::Archive& archive, const crypto::SessionRef& it) {
             return archive.withdraw_research(it);
         },
         PatientCommand::Reach::AfterVisitsToo, "research_withdrawn", true,
         "The consent to research of {} is withdrawn. Other computers see it after the next "
         "import.\n"});
}

}  // namespace

void add_withdraw(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<PatientOptions>();
    CLI::App& command = commands.add(
        app, "withdraw", "Withdraws the consent to research",
        "kioskctl withdraw clinic 131873 --passphrase-file passphrase",
        [options](Environment& environment) { return withdraw_consent(environment, *options); });
    add_patient_options(command, *options);
}

}  // namespace spine::tool
