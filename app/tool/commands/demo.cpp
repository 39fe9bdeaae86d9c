// kioskctl demo: the whole job once, and what to open afterwards.
#include <fmt/format.h>

#include <algorithm>

#include "tool/demonstration.h"
#include "tool/places.h"
#include "tool/store_options.h"

namespace spine::tool {
namespace {

struct Lengths {
    std::vector<double> screens, minutes;
};

// Of the patients who ticked no warning sign and went to the end: the walk that design.md bounds.
Lengths lengths_of(const std::vector<SimulatedVisit>& visits) {
    Lengths lengths;
    for (const SimulatedVisit& visit : visits) {
        if (visit.warned || visit.status != "complete") continue;
        lengths.screens.push_back(visit.length.screens);
        lengths.minutes.push_back(visit.length.minutes);
    }
    return lengths;
}

Json median_and_max(std::vector<double> values) {
    if (values.empty()) return {{"median", nullptr}, {"max", nullptr}};
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    const double median =
        values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    return {{"median", median}, {"max", values.back()}};
}

Report report_of(const DemoSettings& settings, const DemoResult& result) {
    const DemoFolder places{settings.folder};
    Json codes = Json::array();
    for (const SimulatedVisit& visit : result.visits) {
        if (!visit.code.empty() && visit.status != "withdrawn") codes.push_back(visit.code);
    }
    const Lengths lengths = lengths_of(result.visits);
    const auto sessions = std::count_if(result.visits.begin(), result.visits.end(),
                                        [](const auto& visit) { return !visit.session.empty(); });
    Json kiosks = Json::array();
    for (unsigned kiosk = 1; kiosk <= settings.kiosks; ++kiosk)
        kiosks.push_back(places.kiosk(kiosk).string());
    Report report;
    report.ok = result.imported.refused.empty();
    report.json = {{"patients", settings.patients},
                   {"sessions", sessions},
                   {"imported", result.imported.imported},
                   {"refused", result.imported.refused.size()},
                   {"codes", codes},
                   {"screens", median_and_max(lengths.screens)},
                   {"minutes", median_and_max(lengths.minutes)},
                   {"paths",
                    {{"clinic", places.clinic().string()},
                     {"kiosk", places.kiosk(1).string()},
                     {"store", settings.store.address.empty() ? places.store().string()
                                                              : settings.store.address},
                     {"kiosks", kiosks},
                     {"root", places.root_key().string()},
                     {"recovery", places.recovery().string()},
                     {"answers", places.answers().string()},
                     {"passphrase", places.passphrase().string()},
                     {"staff_pin", places.pin().string()}}}};
    report.text = fmt::format(
        "{} patients, {} sessions sealed, {} imported, {} refused.\n\n"
        "Look at it with:\n"
        "  kioskctl list {} --passphrase-file {}\n"
        "  kiosk {} --window 1280x800     (the staff PIN of the demonstration is in {})\n"
        "  clinic {}\n",
        settings.patients, sessions, result.imported.imported, result.imported.refused.size(),
        places.clinic().string(), places.passphrase().string(), places.kiosk(1).string(),
        places.pin().string(), places.clinic().string());
    return report;
}

}  // namespace

void add_demo(CLI::App& app, Commands& commands) {
    struct Options {
        std::string folder, config;
        StoreOptions store;
        unsigned patients = 12, kiosks = 1;
        std::uint64_t seed = 1;
    };
    const auto options = std::make_shared<Options>();
    CLI::App& command = commands.add(
        app, "demo", "A clinic, its tablets and simulated patients, from the answer to the archive",
        "kioskctl demo demo --patients 200 --seed 7 --json",
        [options](Environment& environment) -> Result<Report> {
            DemoSettings settings;
            settings.folder = options->folder;
            settings.config = options->config.empty() ? shared_place(environment, "kiosk-config")
                                                      : std::filesystem::path(options->config);
            settings.patients = options->patients;
            settings.kiosks = options->kiosks;
            settings.seed = options->seed;
            auto store = settings_of(environment, options->store);
            if (!store) return fail(std::move(store));
            settings.store = std::move(*store);
            auto result = run_demonstration(environment, settings);
            if (!result) return fail(std::move(result));
            return report_of(settings, *result);
        });
    add_option(command, "DIR", options->folder, "Where it is made").required();
    add_option(command, "--patients", options->patients, "Simulated patients").between(1, 100'000);
    add_option(command, "--kiosks", options->kiosks, "Tablets, 1 to 10").between(1, 10);
    add_option(command, "--seed", options->seed, "The same patients for the same seed");
    add_option(command, "--config", options->config, "Another kiosk-config folder");
    add_option(command, "--store", options->store.address, "Another store than a folder in DIR");
    add_store_options(command, options->store);
}

}  // namespace spine::tool
