// kioskctl clinic create: root key, first computer, recovery key, empty archive.
#include <fmt/format.h>

#include "import/enrolment.h"
#include "tool/clinic_access.h"
#include "tool/passphrase.h"

namespace spine::tool {
namespace {

struct ClinicCreateOptions {
    std::string clinic, root_out, recovery_out, slot = "First slot";
    // Whoever makes a clinic alone must be able to do everything in it.
    std::vector<std::string> roles = {"clinician", "administrator"};
    std::optional<std::filesystem::path> passphrase_file;
};

Result<Report> run(Environment& environment, const ClinicCreateOptions& options) {
    const auto passphrase = read_new_passphrase(environment.files, options.passphrase_file);
    if (!passphrase) return fail(passphrase.error());
    importing::NewClinic wanted;
    wanted.clinic = options.clinic;
    wanted.root_out = options.root_out;
    wanted.recovery_out = options.recovery_out;
    wanted.first_slot = {{options.slot, roles_of(options.roles)}, passphrase->view(), {}};
    const importing::Desk desk{environment.files, environment.clock, environment.random};
    auto created = importing::create_clinic(wanted, desk);
    if (!created) return fail(std::move(created));
    Report report;
    report.json = {{"clinic", created->clinic},
                   {"root", created->root},
                   {"clinic_key", created->clinic_key},
                   {"recovery_key", created->recovery_key},
                   {"computer", created->computer}};
    report.text = fmt::format(
        "Root key      {}\nClinic key    {}\nRecovery key  {}\nComputer      {}\n\n"
        "Write the root key's fingerprint down. Put {} and {} away from this computer, each in a "
        "place of its own.\n",
        created->root, created->clinic_key, created->recovery_key, created->computer,
        options.root_out, options.recovery_out);
    return report;
}

}  // namespace

void add_clinic_create(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<ClinicCreateOptions>();
    CLI::App& command = commands.add(
        group, "create", "Makes a clinic: root, recovery and first computer's key, empty archive",
        "kioskctl clinic create clinic --root-out usb/root --recovery-out safe/recovery",
        [options](Environment& environment) { return run(environment, *options); });
    add_option(command, "CLINIC", options->clinic, "The clinic computer's folder").required();
    add_option(command, "--root-out", options->root_out, "Where the root key goes").required();
    add_option(command, "--recovery-out", options->recovery_out, "Where the recovery key goes")
        .required();
    add_option(command, "--passphrase-file", options->passphrase_file,
               "Its first line opens the archive");
    add_option(command, "--slot", options->slot, "Whose passphrase it is");
    add_role_option(command, options->roles);
}

}  // namespace spine::tool
