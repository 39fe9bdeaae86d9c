// kioskctl clinic recover: everything is lost but the store and the recovery key.
#include <fmt/format.h>

#include "import/admitting.h"
#include "tool/clinic_access.h"
#include "tool/import_run.h"
#include "tool/passphrase.h"
#include "tool/store_root.h"

namespace spine::tool {
namespace {

struct ClinicRecoverOptions {
    ClinicOptions clinic;
    StoreOptions from;
    std::string recovery, request, root, name = "Recovered computer", slot = "First slot";
    std::vector<std::string> roles = {"clinician", "administrator"};
};

Result<Report> run(Environment& environment, const ClinicRecoverOptions& options) {
    const auto settings = settings_of(environment, options.from);
    if (!settings) return fail(settings.error());
    std::unique_ptr<sync::Store> store;
    const auto root = find_root(environment.files, *settings, options.root, store);
    if (!root) return fail(root.error());
    const auto passphrase = read_new_passphrase(environment.files, options.clinic.passphrase_file);
    if (!passphrase) return fail(passphrase.error());
    const archive::ClinicFolder folder{options.clinic.clinic};
    importing::ConfigurationShelf shelf(environment.files, folder, *root);
    if (auto fetched = shelf.fetch(*store); !fetched) return fail(std::move(fetched));
    const importing::Desk desk{environment.files, environment.clock, environment.random};
    const auto recovered = importing::recover_clinic(
        {options.clinic.clinic,
         options.name,
         {{options.slot, roles_of(options.roles)}, passphrase->view(), {}}},
        *root, options.recovery, *store, desk, assessor_of(shelf));
    if (!recovered) return fail(recovered.error());
    const std::string out =
        options.request.empty() ? options.clinic.clinic + "/request" : options.request;
    if (auto kept = environment.files.write(out, recovered->asked.request, Access::Everyone); !kept)
        return fail(std::move(kept));
    if (auto saved =
            sync::save_store_settings(environment.files, folder.store_settings(), *settings);
        !saved)
        return fail(std::move(saved));
    Report report = report_of(recovered->imported);
    // That it is not admitted yet is how a recovery begins.
    report.ok = recovered->imported.refused.empty();
    const std::string print = crypto::fingerprint_text(crypto::root_fingerprint(*root));
    report.json["request"] = out;
    report.json["fingerprint"] = recovered->asked.fingerprint;
    report.json["root"] = print;
    report.json["clinic_keys"] = recovered->clinic_keys;
    report.text = fmt::format("Recovered.\n{}Root key     {}\nFingerprint  {}\n{}", report.text,
                              print, recovered->asked.fingerprint,
                              recovered->clinic_keys > 0
                                  ? ""
                                  : "The clinic's key was never passed to the recovery key: "
                                    "answers are here, reviewed marks are not.\n");
    return report;
}

}  // namespace

void add_clinic_recover(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<ClinicRecoverOptions>();
    CLI::App& command =
        commands.add(group, "recover", "Reads the store again with nothing but the recovery key",
                     "kioskctl clinic recover clinic --recovery safe/recovery --from /srv/store",
                     [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, options->clinic);
    add_option(command, "--recovery", options->recovery, "The recovery key's folder").required();
    add_option(command, "--from", options->from.address, "The store").required();
    add_option(command, "--root", options->root, "The root key's fingerprint, from the card");
    add_option(command, "--request", options->request,
               "Where its request to be admitted goes; CLINIC/request if not said");
    add_option(command, "--name", options->name, "What staff call this computer");
    add_option(command, "--slot", options->slot, "Whose passphrase it is");
    add_role_option(command, options->roles);
    add_store_options(command, options->from);
}

}  // namespace spine::tool
