// kioskctl clinic revoke: a tablet or computer that does not belong to the clinic any more.
#include <fmt/format.h>

#include "import/enrolment.h"
#include "tool/command.h"

namespace spine::tool {
namespace {

struct Options {
    std::string clinic, device, root;
};

Result<Report> run(Environment& environment, const Options& options) {
    const auto device = crypto::DeviceId::from_hex(options.device);
    if (!device) {
        return fail(importing::causes::device_unknown, "That is no device id.",
                    "Give its 32 hexadecimal digits, as 'kioskctl kiosk enrol' printed them.");
    }
    const archive::ClinicFolder folder{options.clinic};
    const auto settings = sync::load_store_settings(environment.files, folder.store_settings());
    if (!settings) return fail(settings.error());
    const importing::RootFolder root(environment.files, options.root);
    const auto card = root.card();
    if (!card) return fail(card.error());
    auto store = sync::open_store(environment.files, *settings, card->clinic());
    if (!store) return fail(std::move(store));
    const importing::Desk desk{environment.files, environment.clock, environment.random};
    if (auto done = importing::revoke_device(*device, options.root, **store, desk); !done) {
        return fail(std::move(done));
    }
    return Report{{{"revoked", options.device}},
                  "Revoked. Sessions of it that were not seen before are kept apart from now on.\n",
                  true};
}

}  // namespace

void add_clinic_revoke(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<Options>();
    CLI::App& command = commands.add(
        group, "revoke", "Takes a tablet's or computer's admission back",
        "kioskctl clinic revoke clinic 0123456789abcdef0123456789abcdef --root usb/root",
        [options](Environment& environment) { return run(environment, *options); });
    add_option(command, "CLINIC", options->clinic, "The clinic computer's folder").required();
    add_option(command, "DEVICE", options->device, "The device's id").required();
    add_option(command, "--root", options->root, "The root key's folder").required();
}

}  // namespace spine::tool
