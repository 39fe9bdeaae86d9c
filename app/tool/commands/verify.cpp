// kioskctl verify: every chain and signature of a clinic's archive, or of a store, checked anew.
#include <fmt/format.h>

#include "import/verify.h"
#include "tool/clinic_access.h"
#include "tool/store_root.h"

namespace spine::tool {
namespace {

namespace causes {
constexpr Cause root_needed = "root-fingerprint-needed";
}

struct VerifyOptions {
    ClinicOptions clinic;  // CLINIC, or STORE
    std::string root;
    StoreOptions store;
};

// What is not wrong, only not done yet.
std::string said_of_undone(const importing::VerifyReport& verified, bool store_read) {
    std::string text;
    for (const std::string& configuration : verified.not_yet_fetched)
        text +=
            fmt::format("not fetched whole yet: configuration {}. Import again.\n", configuration);
    if (verified.not_imported > 0)
        text += fmt::format("{} sessions of the store are not imported yet. Import again.\n",
                            verified.not_imported);
    if (store_read && !verified.configured)
        text +=
            "No configuration is signed yet. Sign one: kioskctl clinic sign CONFIG --root DIR "
            "--store STORE.\n";
    return text;
}

Report report_of(const importing::VerifyReport& verified, bool store_read) {
    Report report{{{"sound", verified.sound()},
                   {"devices", Json::array()},
                   {"refused", Json::array()},
                   {"unreadable", verified.unreadable},
                   {"audit", verified.audit.empty() ? "sound" : verified.audit},
                   {"configured", verified.configured},
                   {"not_imported", verified.not_imported},
                   {"not_yet_fetched", verified.not_yet_fetched}},
                  {},
                  verified.sound()};
    for (const importing::DeviceState& device : verified.devices) {
        const bool sound = device.cause.empty();
        report.json["devices"].push_back({{"device", device.device},
                                          {"name", device.name},
                                          {"sessions", device.sessions},
                                          {"state", sound ? "sound" : "wrong"},
                                          {"cause", device.cause},
                                          {"object", device.object}});
        report.text += fmt::format("{:<12} {} sessions  {}\n", device.name, device.sessions,
                                   sound ? "sound" : device.cause + "  " + device.object);
    }
    for (const importing::NotBelieved& one : verified.objects) {
        report.json["refused"].push_back({{"object", one.object},
                                          {"cause", one.cause},
                                          {"device", one.device},
                                          {"where", one.where}});
        report.text += fmt::format("not believed: {} ({}) in {}{}\n",
                                   one.object.empty() ? "export ledger" : one.object, one.cause,
                                   one.where, one.device.empty() ? "" : ", of " + one.device);
    }
    for (const std::string& session : verified.unreadable) {
        report.text += fmt::format("does not open: {}\n", session);
    }
    if (!verified.audit.empty()) report.text += "audit trail: " + verified.audit + "\n";
    report.text += said_of_undone(verified, store_read);
    report.text += verified.sound() ? "Everything holds.\n" : "Something is wrong: see above.\n";
    return report;
}

// The archive, and the store of store.toml as far as it can be reached.
Result<Report> run_on_clinic(Environment& environment, const ClinicOptions& options) {
    auto archive = open_archive(environment, options);
    if (!archive) return fail(std::move(archive));
    auto store = open_clinic_store(environment, **archive, {});
    // Open, and yet out of reach: a mount point without its stick.
    const auto listed = store ? (*store)->list(sync::places::bundles)
                              : Result<std::vector<std::string>>(fail(store.error()));
    const bool out_of_reach = !listed && (listed.error().cause == sync::causes::store_unreachable ||
                                          listed.error().cause == spine::causes::file_missing);
    // A store that is there and cannot be read is not one that is merely elsewhere.
    if (!listed && !out_of_reach) return fail(listed.error());
    const auto verified = listed ? importing::verify_clinic(**archive, environment.files, **store)
                                 : importing::verify_archive(**archive, environment.files);
    if (!verified) return fail(verified.error());
    Report report = report_of(*verified, listed.has_value());
    report.json["store"] = {{"checked", listed.has_value()},
                            {"address", store ? (*store)->address() : ""},
                            {"why", listed ? "" : listed.error().sentence()}};
    if (!listed) report.text += "The store was not checked. " + listed.error().sentence() + "\n";
    return report;
}

Result<Report> run(Environment& environment, const VerifyOptions& options) {
    const archive::ClinicFolder folder{options.clinic.clinic};
    if (environment.files.exists(folder.database()))
        return run_on_clinic(environment, options.clinic);
    if (options.root.empty()) {
        return fail(causes::root_needed,
                    "There is no clinic in this folder, and a store is verified against the "
                    "clinic's root key.",
                    "Check the path, make the clinic with kioskctl clinic create, or give the "
                    "store's fingerprint: kioskctl verify STORE --root 'XXXX XXXX …'.",
                    options.clinic.clinic);
    }
    StoreOptions asked = options.store;
    asked.address = options.clinic.clinic;
    const auto settings = settings_of(environment, asked);
    if (!settings) return fail(settings.error());
    std::unique_ptr<sync::Store> store;
    const auto root = find_root(environment.files, *settings, options.root, store);
    if (!root) return fail(root.error());
    const auto verified = importing::verify_store(*store, *root, nullptr);
    if (!verified) return fail(verified.error());
    Report report = report_of(*verified, true);
    report.json["audit"] = nullptr;  // a store has none
    return report;
}

}  // namespace

void add_verify(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<VerifyOptions>();
    CLI::App& command = commands.add(
        app, "verify", "Checks every chain and signature of an archive and its store anew",
        "kioskctl verify clinic --passphrase-file passphrase --json",
        [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, options->clinic);
    add_option(command, "--root", options->root, "For a store: the root key's fingerprint");
    add_store_options(command, options->store);
}

}  // namespace spine::tool
