// kioskctl review: a patient's page was looked at, or was not after all.
#include "tool/patient_command.h"

namespace spine::tool {
namespace {

struct ReviewOptions {
    PatientOptions patient;
    bool undo = false;
};

Result<Report> run(Environment& environment, const ReviewOptions& options) {
    const bool undo = options.undo;
    return run_on_patient(
        environment, options.patient,
        {[undo](archive::Archive& archive, const crypto::SessionRef& it) {
             return undo ? archive.undo_reviewed(it) : archive.mark_reviewed(it);
         },
         PatientCommand::Reach::Visit, "reviewed", !undo,
         undo ? "{} is marked as not reviewed. Other computers see it after the next import.\n"
              : "{} is marked as reviewed. Other computers see it after the next import.\n"});
}

}  // namespace

void add_review(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<ReviewOptions>();
    CLI::App& command =
        commands.add(app, "review", "Marks a patient as reviewed, or takes that back",
                     "kioskctl review clinic 131873 --passphrase-file passphrase",
                     [options](Environment& environment) { return run(environment, *options); });
    add_patient_options(command, options->patient);
    add_flag(command, "--undo", options->undo, "Takes the mark back");
}

}  // namespace spine::tool
