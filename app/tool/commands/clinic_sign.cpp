// kioskctl clinic sign: checks a configuration, signs it with the next version, publishes it.
#include <fmt/format.h>

#include "import/enrolment.h"
#include "import/retention.h"
#include "tool/store_options.h"

namespace spine::tool {
namespace {

struct ClinicSignOptions {
    std::string config, root, clinic;
    StoreOptions store;
};

Json days(const std::optional<int>& number) {
    return number ? Json(*number) : Json();
}

// What is signed here takes answers away a week later, at every computer: whoever signs sees it.
void tell_retention(const config::Retention& before, const config::Retention& now, Report& report) {
    constexpr int ever = config::kMostRetentionDays + 1;
    report.json["retention"] = {{"archive_days", days(now.archive_days)},
                                {"archive_days_before", days(before.archive_days)},
                                {"store_days", days(now.store_days)},
                                {"store_days_before", days(before.store_days)}};
    if (now.archive_days.value_or(ever) < before.archive_days.value_or(ever))
        report.text += fmt::format(
            "Answers that came more than {} days ago go from the clinic and its store, a week "
            "after "
            "its computers see this. If that is not meant, sign another within the week.\n",
            *now.archive_days);
    if (now.store_days.value_or(ever) < before.store_days.value_or(ever))
        report.text += fmt::format(
            "Bundles that came more than {} days ago go from the store, a week after its computers "
            "see this: an archive that is lost then is not rebuilt from it. Keep backups.\n",
            *now.store_days);
}

// Nothing where nothing is published yet, or it does not say.
std::optional<config::Retention> retention_of_newest(sync::Store& store,
                                                     const crypto::SignPublicKey& root) {
    sync::Configurations published(root);
    if (!published.refresh(store) || published.newest() == nullptr) return std::nullopt;
    const auto rule = importing::RetentionRules().of(store, published.newest()->manifest);
    return rule ? *rule : std::nullopt;
}

Result<Report> run(Environment& environment, const ClinicSignOptions& options) {
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
    const auto before = retention_of_newest(**store, card->root);
    auto done = importing::sign_and_publish(options.config, options.root, **store, desk);
    if (!done) return fail(std::move(done));
    Report report{
        {{"version", done->version}, {"hash", done->hash.hex()}},
        fmt::format("Version {} is signed and published: {}\n", done->version, done->hash.hex()),
        true};
    const auto now = retention_of_newest(**store, card->root);
    if (before && now) tell_retention(*before, *now, report);
    return report;
}

}  // namespace

void add_clinic_sign(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<ClinicSignOptions>();
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
