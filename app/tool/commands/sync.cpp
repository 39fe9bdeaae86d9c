// kioskctl sync: one round of a tablet's sync.
#include <fmt/format.h>

#include "kiosk/tablet.h"
#include "tool/store_options.h"

namespace spine::tool {
namespace {

struct SyncOptions {
    std::string kiosk;
    StoreOptions store;
};

Result<Report> run(Environment& environment, const SyncOptions& options) {
    auto tablet = kiosk::Tablet::open(options.kiosk, "kioskctl sync", environment.files,
                                      environment.clock, environment.random);
    if (!tablet) return fail(std::move(tablet));
    const journal::KioskFolder folder{options.kiosk};
    const auto store = settings_upon(environment, options.store, folder.store_settings());
    if (!store) return fail(store.error());
    auto done = (*tablet)->sync_once(*store);
    if (!done) return fail(std::move(done));
    Json failed = Json::array();
    for (const auto& [object, cause] : done->failed)
        failed.push_back({{"object", object}, {"cause", cause}});
    Report report;
    report.ok = done->failed.empty() && !done->revoked;
    report.json = {{"sent", done->sent},         {"already", done->already},
                   {"receipts", done->receipts}, {"deleted", done->deleted},
                   {"failed", failed},           {"revoked", done->revoked}};
    report.text = fmt::format("sent {}, already there {}, receipts {}, deleted here {}\n",
                              done->sent, done->already, done->receipts, done->deleted);
    for (const auto& [object, cause] : done->failed) {
        report.text += fmt::format("not believed: {} ({})\n", object, cause);
    }
    if (done->revoked) report.text += "This tablet's admission was taken back by the clinic.\n";
    return report;
}

}  // namespace

void add_sync(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<SyncOptions>();
    CLI::App& command =
        commands.add(app, "sync", "Sends what waits, takes receipts, deletes what may go",
                     "kioskctl sync kiosk-1 --json",
                     [options](Environment& environment) { return run(environment, *options); });
    add_option(command, "KIOSK", options->kiosk, "The tablet's folder").required();
    add_option(command, "--store", options->store.address, "Another store than store.toml's");
    add_store_options(command, options->store);
}

}  // namespace spine::tool
