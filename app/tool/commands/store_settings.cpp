// kioskctl clinic store, kioskctl kiosk store: where the sealed objects go, and how we get in
// there.
#include <fmt/format.h>

#include "archive/clinic_folder.h"
#include "journal/kiosk_folder.h"
#include "sync/store.h"
#include "tool/store_options.h"

namespace spine::tool {
namespace {

struct StoreSettingsOptions {
    std::string folder;
    StoreOptions store;
};

// What open_store() would refuse is not written down. A folder may be a stick that is not in.
Status check(Environment& environment, const sync::StoreSettings& settings) {
    auto opened = sync::open_store(environment.files, settings, {});
    if (opened || opened.error().cause == sync::causes::store_unreachable) return {};
    return fail(std::move(opened));
}

Result<Report> run(Environment& environment, const StoreSettingsOptions& options,
                   const std::filesystem::path& file) {
    const auto settings = settings_of(environment, options.store);
    if (!settings) return fail(settings.error());
    if (auto usable = check(environment, *settings); !usable) return fail(std::move(usable));
    if (auto saved = sync::save_store_settings(environment.files, file, *settings); !saved)
        return fail(std::move(saved));
    return Report{
        {{"store", settings->address}}, fmt::format("The store is {}\n", settings->address), true};
}

void add(CLI::App& group, Commands& commands, const std::string& what, bool clinic) {
    const auto options = std::make_shared<StoreSettingsOptions>();
    CLI::App& command = commands.add(
        group, "store", "Says where the store is",
        fmt::format("kioskctl {} store {} https://store.example/spine --ca ca.pem --user tablet-1 "
                    "--password-file password",
                    what, what),
        [options, clinic](Environment& environment) {
            return run(environment, *options,
                       clinic ? archive::ClinicFolder{options->folder}.store_settings()
                              : journal::KioskFolder{options->folder}.store_settings());
        });
    add_option(command, clinic ? "CLINIC" : "KIOSK", options->folder, "The folder").required();
    add_option(command, "STORE", options->store.address,
               "A folder path, https://… (WebDAV) or s3://bucket/prefix")
        .required();
    add_store_options(command, options->store);
}

}  // namespace

void add_clinic_store(CLI::App& group, Commands& commands) {
    add(group, commands, "clinic", true);
}
void add_kiosk_store(CLI::App& group, Commands& commands) {
    add(group, commands, "kiosk", false);
}

}  // namespace spine::tool
