// kioskctl clinic admit: the root's word for a tablet or a further computer that asks.
#include <fmt/format.h>

#include "crypto/constants.h"
#include "import/admitting.h"
#include "import/configuration_shelf.h"
#include "tool/command.h"

namespace spine::tool {
namespace {

struct ClinicAdmitOptions {
    std::string clinic, request, root, package, store_for_tablet, fingerprint;
};

Result<int> code_length(Environment& environment, const archive::ClinicFolder& folder,
                        const importing::ClinicCard& card, sync::Store& store) {
    importing::ConfigurationShelf shelf(environment.files, folder, card.root);
    if (auto fetched = shelf.fetch(store); !fetched) return fail(std::move(fetched));
    const config::Config* newest = shelf.newest();
    return newest == nullptr ? 0 : newest->settings.code_length;
}

Result<Report> run(Environment& environment, const ClinicAdmitOptions& options) {
    const auto request = environment.files.read(options.request, crypto::kMaxObjectSize);
    if (!request) return fail(request.error());
    const archive::ClinicFolder folder{options.clinic};
    const auto settings = sync::load_store_settings(environment.files, folder.store_settings());
    if (!settings) return fail(settings.error());
    const importing::RootFolder root(environment.files, options.root);
    const auto card = root.card();
    if (!card) return fail(card.error());
    auto store = sync::open_store(environment.files, *settings, card->clinic());
    if (!store) return fail(std::move(store));
    const auto length = code_length(environment, folder, *card, **store);
    if (!length) return fail(length.error());
    const importing::Desk desk{environment.files, environment.clock, environment.random};
    const auto admitted = importing::admit(
        *request, options.fingerprint, options.root, **store,
        options.store_for_tablet.empty() ? settings->address : options.store_for_tablet, *length,
        desk);
    if (!admitted) return fail(admitted.error());
    const bool kiosk = admitted->role == crypto::Role::Kiosk;
    Report report{
        {{"device", admitted->device.hex()},
         {"fingerprint", admitted->fingerprint},
         {"root", admitted->root}},
        fmt::format("{} is admitted.\nFingerprint  {}\nRoot key     {}\nBoth must be what "
                    "the other machine shows; if not, take it back: kioskctl clinic "
                    "revoke CLINIC {} --root DIR.\n",
                    admitted->name, admitted->fingerprint, admitted->root, admitted->device.hex()),
        true};
    if (!kiosk) {
        report.text +=
            "It gets the clinic's key with the next import here. Sign the configuration "
            "again, so that tablets call it, too.\n";
        return report;
    }
    const std::string out =
        options.package.empty() ? options.request + ".package" : options.package;
    if (auto kept = environment.files.write(out, admitted->package, Access::Everyone); !kept)
        return fail(std::move(kept));
    report.json["number"] = admitted->number;
    report.json["package"] = out;
    report.text +=
        fmt::format("Take {} to the tablet: kioskctl kiosk accept KIOSK PACKAGE.\n", out);
    return report;
}

}  // namespace

void add_clinic_admit(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<ClinicAdmitOptions>();
    CLI::App& command =
        commands.add(group, "admit", "Admits a tablet or a further computer that asks",
                     "kioskctl clinic admit clinic usb/tablet-2.request --root usb/root",
                     [options](Environment& environment) { return run(environment, *options); });
    add_option(command, "CLINIC", options->clinic, "The clinic computer's folder").required();
    add_option(command, "REQUEST", options->request, "What it wrote").required();
    add_option(command, "--root", options->root, "The root key's folder").required();
    add_option(command, "--fingerprint", options->fingerprint,
               "What the other machine shows: nothing is signed for any other");
    add_option(command, "--package", options->package,
               "Where a tablet's package goes; REQUEST.package if not said");
    add_option(command, "--store-for-tablet", options->store_for_tablet,
               "The store as the tablet reaches it; the clinic's if not said");
}

}  // namespace spine::tool
