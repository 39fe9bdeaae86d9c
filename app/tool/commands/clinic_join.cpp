// kioskctl clinic join: a further computer on the same store. Called twice: it asks, and once it is
// admitted and the key was passed on, it reads the store.
#include <fmt/format.h>

#include "import/admitting.h"
#include "tool/clinic_access.h"
#include "tool/import_run.h"
#include "tool/passphrase.h"
#include "tool/store_root.h"

namespace spine::tool {
namespace {

struct ClinicJoinOptions {
    ClinicOptions clinic;
    StoreOptions from;
    std::string request, root, name = "Computer 2", slot = "First slot";
    std::vector<std::string> roles = {"clinician", "administrator"};
};

Result<Report> ask(Environment& environment, const ClinicJoinOptions& options) {
    const auto settings = settings_of(environment, options.from);
    if (!settings) return fail(settings.error());
    std::unique_ptr<sync::Store> store;
    const auto root = find_root(environment.files, *settings, options.root, store);
    if (!root) return fail(root.error());
    const auto passphrase = read_new_passphrase(environment.files, options.clinic.passphrase_file);
    if (!passphrase) return fail(passphrase.error());
    const importing::Desk desk{environment.files, environment.clock, environment.random};
    const auto asked = importing::request_computer(
        {options.clinic.clinic,
         options.name,
         {{options.slot, roles_of(options.roles)}, passphrase->view(), {}}},
        *root, desk);
    if (!asked) return fail(asked.error());
    if (auto kept = environment.files.write(options.request, asked->request, Access::Everyone);
        !kept)
        return fail(std::move(kept));
    auto saved = sync::save_store_settings(
        environment.files, archive::ClinicFolder{options.clinic.clinic}.store_settings(),
        *settings);
    if (!saved) return fail(std::move(saved));
    const std::string print = crypto::fingerprint_text(crypto::root_fingerprint(*root));
    return Report{
        {{"state", "asked"},
         {"request", options.request},
         {"fingerprint", asked->fingerprint},
         {"root", print}},
        fmt::format(
            "Fingerprint  {}\nRoot key     {}\nCompare the root key's fingerprint "
            "with the clinic's card. Then take {} to the root key: kioskctl "
            "clinic admit CLINIC REQUEST --root DIR --fingerprint '{}'. After the next import "
            "there, call this again.\n",
            asked->fingerprint, print, options.request, asked->fingerprint),
        true};
}

Result<Report> finish(Environment& environment, const ClinicJoinOptions& options) {
    auto archive = open_archive(environment, options.clinic);
    if (!archive) return fail(std::move(archive));
    auto store = open_clinic_store(environment, **archive, options.from);
    if (!store) return fail(std::move(store));
    const auto imported = import_once(environment, **archive, **store);
    if (!imported) return fail(imported.error());
    Report report = report_of(*imported);
    report.json["state"] = "joined";
    report.text = "Joined.\n" + report.text;
    return report;
}

}  // namespace

void add_clinic_join(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<ClinicJoinOptions>();
    CLI::App& command = commands.add(
        group, "join", "Makes this a further computer of a clinic: asks, then joins",
        "kioskctl clinic join clinic-2 --from /srv/store --request usb/computer-2.request",
        [options](Environment& environment) {
            const archive::ClinicFolder folder{options->clinic.clinic};
            return environment.files.exists(folder.database()) ? finish(environment, *options)
                                                               : ask(environment, *options);
        });
    add_clinic_options(command, options->clinic);
    add_option(command, "--from", options->from.address, "The store").required();
    add_option(command, "--request", options->request, "Where its request goes").required();
    add_option(command, "--root", options->root,
               "The root key's fingerprint, from the card; needed where a store has "
               "several clinics");
    add_option(command, "--name", options->name, "What staff call this computer");
    add_option(command, "--slot", options->slot, "Whose passphrase it is");
    add_role_option(command, options->roles);
    add_store_options(command, options->from);
}

}  // namespace spine::tool
