// kioskctl clinic sign: checks a configuration, signs it with the next version, publishes it.
#include <fmt/format.h>

#include "import/enrolment.h"
#include "tool/store_options.h"

namespace spine::tool {
namespace {

struct Options {
    std::string config, root, clinic;
    StoreOptions store;
};

Result<Report> run(Environment& environment, const Options& options) {
    const importing::RootFolder root(environment.files, options.root);
    const auto card = root.card();
    if (!card) return fail(card.error());
    const auto settings =
        options.clinic.empty()
            ? settings_of(environment, options.store)
            : settings_upon(environment, options.store,
                            archive::ClinicFolder{options.clinic}.store_settings());
    if (!settings) return fail(settings.error());
    auto store = sync::open_store(environment.files, *settings, card->clinic());
    if (!store) return fail(std::move(store));
    const importing::Desk desk{environment.files, environment.clock, environment.random};
    auto done = importing::sign_and_publish(options.config, options.root, **store, desk);
    if (!done) return fail(std::move(done));
    return Report{
        {{"version", done->version}, {"hash", done->hash.hex()}},
        fmt::format("Version {} is signed and published: {}\n", done->version, done->hash.hex()),
        true};
}

}  // namespace

void add_clinic_sign(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<Options>();
    CLI::App& command =
        commands.add(group, "sign", "Checks, signs and publishes a configuration",
                     "kioskctl clinic sign kiosk-config --root usb/root --store /srv/store",
                     [options](Environment& environment) { return run(environment, *options); });
    add_option(command, "CONFIG", options->config, "The kiosk-config folder").required();
    add_option(command, "--root", options->root, "The root key's folder").required();
    add_option(command, "--store", options->store.address, "Where it is published").required();
    add_option(command, "--clinic", options->clinic,
               "Whose store.toml says how we get into that store");
    add_store_options(command, options->store);
}

}  // namespace spine::tool
