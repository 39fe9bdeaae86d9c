// kioskctl status: how a tablet stands, also while its kiosk runs.
#include <fmt/format.h>

#include "journal/kiosk_folder.h"
#include "journal/status.h"
#include "tool/command.h"

namespace spine::tool {
namespace {

std::string when(const std::optional<UnixMs>& time) {
    return time ? to_rfc3339(*time) : std::string("never");
}

std::string as_text(const journal::JournalStatus& status) {
    return fmt::format(
        "waiting to be sent     {}\nwaiting for a receipt  {}\nkept within retention  {}\n"
        "last sent              {}\nlast receipt           {}\ndisk left              {} MiB\n"
        "chain                  {}\nsessions so far        {} ({} interrupted, {} withdrawn)\n{}",
        status.waiting, status.awaiting_receipt, status.kept, when(status.last_sent),
        when(status.last_receipt), status.disk_left >> 20U,
        status.chain.sound ? std::string("whole") : "broken: " + status.chain.cause,
        status.counters.sessions, status.counters.interrupted, status.counters.withdrawn,
        status.failed ? "The disk has failed: no patient is taken. Call the technician.\n" : "");
}

Result<Report> run(Environment& environment, const std::string& kiosk) {
    const journal::KioskFolder folder{kiosk};
    const auto status = journal::read_status(environment.files, folder.status());
    if (!status) return tl::make_unexpected(status.error());
    return Report{Json::parse(journal::to_json(*status), nullptr, false), as_text(*status),
                  status->chain.sound && !status->failed};
}

}  // namespace

void add_status(CLI::App& app, Commands& commands) {
    const auto kiosk = std::make_shared<std::string>();
    commands
        .add(app, "status", "Says what waits on a tablet, its last receipt, disk and chain",
             "kioskctl status /var/lib/spine-kiosk --json",
             [kiosk](Environment& environment) { return run(environment, *kiosk); })
        .add_option("KIOSK", *kiosk, "The tablet's folder")
        ->required();
}

}  // namespace spine::tool
