// kioskctl status: how a tablet stands, also while its kiosk runs.
#include <fmt/format.h>

#include "journal/journal.h"
#include "journal/room.h"
#include "journal/status.h"
#include "sync/enrolment.h"
#include "tool/command.h"

namespace spine::tool {
namespace {

std::string when(const std::optional<UnixMs>& time) {
    return time ? to_rfc3339(*time) : std::string("never");
}

std::string chain_of(const journal::JournalStatus& status) {
    if (!status.chain.sound) return "broken: " + status.chain.cause;
    if (status.chain.checked > 0) return "whole";
    const bool something = status.waiting + status.awaiting_receipt + status.kept > 0;
    return something ? "not checked: the kiosk has it open" : "no session is kept here";
}

std::string room_of(const journal::JournalStatus& status) {
    if (status.room) return "yes";
    return fmt::format("no: nobody can begin until {} MiB are left and the ballast is whole",
                       journal::kRoomNeeded >> 20U);
}

std::string as_text(const journal::JournalStatus& status) {
    return fmt::format(
        "waiting to be sent     {}\nwaiting for a receipt  {}\nkept within retention  {}\n"
        "last sent              {}\nlast receipt           {}\ndisk left              {} MiB\n"
        "room for a patient     {}\nchain                  {}\nsessions so far        {} ({} "
        "interrupted, {} withdrawn)\n{}{}",
        status.waiting, status.awaiting_receipt, status.kept, when(status.last_sent),
        when(status.last_receipt), status.disk_left >> 20U, room_of(status), chain_of(status),
        status.counters.sessions, status.counters.interrupted, status.counters.withdrawn,
        status.failed ? "The disk has failed: no patient is taken. Call the technician.\n" : "",
        status.revoked ? "The clinic took this tablet's admission back: what it sends is kept "
                         "apart.\n"
                       : "");
}

// An enrolled tablet that no patient has met has neither journal nor status file.
Result<journal::JournalStatus> before_the_first_session(Environment& environment,
                                                        const journal::KioskFolder& folder) {
    const auto enrolled = sync::load_enrolment(environment.files, folder);
    if (!enrolled) return fail(enrolled.error());
    const auto left = environment.files.free_space(folder.root);
    if (!left) return fail(left.error());
    journal::JournalStatus status;
    status.written = environment.clock.now();
    status.disk_left = *left;
    status.room = *left >= journal::kRoomNeeded;
    return status;
}

// Opens the journal and checks its whole chain. Where a kiosk has it open, or the folder is
// somebody else's, what the kiosk wrote last is all there is to read.
Result<journal::JournalStatus> status_of(Environment& environment,
                                         const journal::KioskFolder& folder) {
    const auto written = [&] { return journal::read_status(environment.files, folder.status()); };
    if (!environment.files.exists(folder.database())) {
        auto found = written();
        if (found || found.error().cause != spine::causes::file_missing) return found;
        return before_the_first_session(environment, folder);
    }
    auto identity = journal::load_identity(environment.files, folder);
    if (!identity && identity.error().cause == spine::causes::file_unreadable) return written();
    if (!identity) return fail(std::move(identity));
    journal::JournalOptions options;
    options.program = "kioskctl status";
    auto journal = journal::Journal::open(folder, std::move(*identity), environment.clock,
                                          environment.random, environment.files, options);
    if (!journal && journal.error().cause == database::causes::held_by_another) return written();
    if (!journal) return fail(std::move(journal));
    if (auto checked = (*journal)->verify(); !checked) return fail(std::move(checked));
    return (*journal)->status();
}

Result<Report> say_status(Environment& environment, const std::string& kiosk) {
    const journal::KioskFolder folder{kiosk};
    const auto status = status_of(environment, folder);
    if (!status) return tl::make_unexpected(status.error());
    return Report{Json::parse(journal::to_json(*status), nullptr, false), as_text(*status),
                  status->chain.sound && status->room && !status->failed && !status->revoked};
}

}  // namespace

void add_status(CLI::App& app, Commands& commands) {
    const auto kiosk = std::make_shared<std::string>();
    CLI::App& command =
        commands.add(app, "status", "Says what waits on a tablet, its last receipt, disk and chain",
                     "kioskctl status /var/lib/spine-kiosk --json",
                     [kiosk](Environment& environment) { return say_status(environment, *kiosk); });
    add_option(command, "KIOSK", *kiosk, "The tablet's folder").required();
}

}  // namespace spine::tool
