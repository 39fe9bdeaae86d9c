// kioskctl quarantine: what was not taken, and why; and away with it once somebody has looked at
// it.
#include <fmt/format.h>

#include "crypto/bundle.h"
#include "import/clearing.h"
#include "tool/clinic_access.h"

namespace spine::tool {
namespace {

struct QuarantineOptions {
    ClinicOptions clinic;
    std::string clear;
};

Result<Report> list(archive::Archive& archive) {
    const auto aside = archive.quarantine();
    if (!aside) return fail(aside.error());
    Report report{Json::array(), {}, true};
    for (const archive::Quarantined& one : *aside) {
        const auto bytes = archive.quarantined(one.object);
        if (!bytes) return fail(bytes.error());
        const auto outline = crypto::outline_bundle(*bytes);
        // What it says of itself: nobody has believed it.
        const std::string device = outline ? outline->header.device.hex() : std::string();
        report.json.push_back({{"object", one.object},
                               {"cause", one.cause},
                               {"where", one.where},
                               {"at", to_rfc3339(one.at)},
                               {"device", device},
                               {"bytes", bytes->size()}});
        report.text += fmt::format("{}  {:<22}  {:>8}  {}\n", to_rfc3339(one.at), one.cause,
                                   bytes->size(), one.object);
    }
    if (aside->empty()) report.text = "Nothing is kept aside.\n";
    return report;
}

Result<Report> clear(Environment& environment, archive::Archive& archive,
                     const std::string& object) {
    auto store = open_clinic_store(environment, archive, {});
    const auto in_store =
        importing::clear_quarantine(archive, store ? store->get() : nullptr, object);
    if (!in_store) return fail(in_store.error());
    return Report{{{"cleared", object}, {"removed_from_store", *in_store}},
                  fmt::format("Cleared{}.\n", *in_store ? ", here and in the store" : " here"),
                  true};
}

Result<Report> run(Environment& environment, const QuarantineOptions& options) {
    auto archive = open_archive(environment, options.clinic);
    if (!archive) return fail(std::move(archive));
    return options.clear.empty() ? list(**archive) : clear(environment, **archive, options.clear);
}

}  // namespace

void add_quarantine(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<QuarantineOptions>();
    CLI::App& command =
        commands.add(app, "quarantine", "What an import kept aside, and why; clears it",
                     "kioskctl quarantine clinic --passphrase-file passphrase --json",
                     [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, options->clinic);
    add_option(command, "--clear", options->clear,
               "The object that goes; the audit trail keeps it");
}

}  // namespace spine::tool
