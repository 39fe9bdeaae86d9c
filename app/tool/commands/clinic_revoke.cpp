// kioskctl clinic revoke: a tablet or computer that does not belong to the clinic any more.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "import/enrolment.h"
#include "tool/command.h"

namespace spine::tool {
namespace {

struct ClinicRevokeOptions {
    std::string clinic, device, root, fingerprint;
    bool without_exports = false;
};

// Two devices of one name: a person who means the one may hold the id of the other.
Report several(const std::vector<importing::StandingDevice>& namesakes, bool typed) {
    Json devices = Json::array();
    std::string text = fmt::format(
        "Nothing was revoked. {} devices that count bear the name {}{}:\n", namesakes.size(),
        namesakes.front().name, typed ? ", and the fingerprint is not that of this one" : "");
    for (const importing::StandingDevice& one : namesakes) {
        const std::string fingerprint = crypto::fingerprint_text(one.fingerprint);
        const std::string asked_with = crypto::fingerprint_text(one.asked_with);
        devices.push_back({{"device", one.device.hex()},
                           {"name", one.name},
                           {"admitted", to_rfc3339(one.admitted)},
                           {"fingerprint", fingerprint},
                           {"asked_with", asked_with}});
        text += fmt::format("  {}  admitted {}\n    fingerprint {}\n    in its request {}\n",
                            one.device.hex(), to_rfc3339(one.admitted), fingerprint, asked_with);
    }
    text +=
        "Compare with the device, or with what was written down when it was admitted, and say "
        "which one goes: --fingerprint with its id.\n";
    return {{{"revoked", nullptr}, {"devices", devices}}, text, false};
}

// None: there is no doubt about which device is meant.
Result<std::optional<Report>> doubt(const crypto::DeviceId& device,
                                    const ClinicRevokeOptions& options,
                                    const importing::Desk& desk) {
    const auto namesakes = importing::namesakes(device, options.root, desk);
    if (!namesakes) return fail(namesakes.error());
    const bool typed = !options.fingerprint.empty();
    const bool meant = std::any_of(namesakes->begin(), namesakes->end(), [&](const auto& one) {
        return one.device == device && one.matches(options.fingerprint);
    });
    const bool clear = namesakes->empty() || meant || (namesakes->size() == 1 && !typed);
    return clear ? std::nullopt : std::optional(several(*namesakes, typed));
}

Result<Report> run(Environment& environment, const ClinicRevokeOptions& options) {
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
    auto doubted = doubt(*device, options, desk);
    if (!doubted) return fail(std::move(doubted));
    if (*doubted) return std::move(**doubted);
    const auto exports =
        options.without_exports ? importing::ItsExports::CountNoMore : importing::ItsExports::Count;
    if (auto done = importing::revoke_device(*device, options.root, **store, desk, exports);
        !done) {
        return fail(std::move(done));
    }
    return Report{{{"revoked", options.device}},
                  "Revoked. Sessions of it that were not seen before are kept apart from now on.\n",
                  true};
}

}  // namespace

void add_clinic_revoke(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<ClinicRevokeOptions>();
    CLI::App& command = commands.add(
        group, "revoke", "Takes a tablet's or computer's admission back",
        "kioskctl clinic revoke clinic 0123456789abcdef0123456789abcdef --root usb/root",
        [options](Environment& environment) { return run(environment, *options); });
    add_option(command, "CLINIC", options->clinic, "The clinic computer's folder").required();
    add_option(command, "DEVICE", options->device, "The device's id").required();
    add_option(command, "--root", options->root, "The root key's folder").required();
    add_option(command, "--fingerprint", options->fingerprint,
               "The device's fingerprint: needed where another one bears its name");
    add_flag(command, "--without-exports", options->without_exports,
             "Of a computer in foreign hands: what it says that it exported counts no more. Of one "
             "that is retired it must go on to count");
}

}  // namespace spine::tool
