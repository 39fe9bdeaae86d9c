// kioskctl clinic sign: checks a configuration, signs it with the next version, publishes it.
#include <fmt/format.h>

#include "import/enrolment.h"
#include "tool/command.h"

namespace spine::tool {
namespace {

struct Options {
    std::string config, root, store;
};

Result<Report> run(Environment& environment, const Options& options) {
    const importing::RootFolder root(environment.files, options.root);
    const auto card = root.card();
    if (!card) return fail(card.error());
    auto store = sync::open_store(environment.files, options.store, card->clinic());
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
    command.add_option("CONFIG", options->config, "The kiosk-config folder")->required();
    command.add_option("--root", options->root, "The root key's folder")->required();
    command.add_option("--store", options->store, "Where it is published")->required();
}

}  // namespace spine::tool
