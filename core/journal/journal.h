// The kiosk's memory: sealed sessions, durable answer by answer, unreadable to the kiosk.
//
// Only ciphertext, signatures and numbers reach the database. The kiosk cannot open what it has
// sealed: the session key lives in locked memory and is gone with the session.
//
// Any thread may call; the database has a thread of its own. At most one session runs.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "base/clock.h"
#include "base/files.h"
#include "base/random.h"
#include "base/result.h"
#include "database/writer.h"
#include "journal/kiosk_folder.h"
#include "journal/outbox.h"
#include "journal/sealed_session.h"
#include "journal/status.h"

namespace spine::journal {

struct JournalOptions {
    std::string program = "kiosk";  // who holds the folder, for the person who meets the lock
    database::Thread thread = database::Thread::Own;
    std::uint64_t ballast_bytes = 1U << 20U;
    // The tests' own: what a disk that lies would do, and a VFS that fails.
    database::Synchronous synchronous = database::Synchronous::Full;
    std::string vfs;
};

class Journal {
  public:
    // Opens or makes the journal of `folder`, whose root must exist. Before anything else, a
    // session that a power cut left without a head gets one, *interrupted*, over what is there;
    // then what was deleted is overwritten for good. Where a page does not read the journal opens
    // all the same if it can, for what still reads to be sent; has_failed() then says true.
    // The identity is taken over; clock, random and files must outlive the journal.
    // Faults: those of database::Database::open() (held_by_another names the other program),
    // other_clinic or device_mismatch of crypto/causes.h if the journal is another tablet's.
    [[nodiscard]] static Result<std::unique_ptr<Journal>> open(const KioskFolder& folder,
                                                               DeviceIdentity identity,
                                                               Clock& clock, Random& random,
                                                               Files& files,
                                                               const JournalOptions& options = {});
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    // Writes the status file. Sessions must be gone before.
    ~Journal();

    // Header and first payloads (both consent answers and the code) in one durable commit: before
    // it returns, nothing of the patient is on disk; after it, all of that. Looks for room first.
    // Faults: session_running, session_empty (no payload), no_room (room.h; nothing was written),
    // recovery_missing and recipient_unusable of crypto/causes.h, and those of
    // SealedSession::append().
    [[nodiscard]] Result<SealedSession> begin(const SessionInputs& inputs,
                                              std::span<const std::string> payloads);

    [[nodiscard]] Outbox& outbox();
    [[nodiscard]] bool session_running() const;
    // True once the disk has failed or gives back a damaged page: no patient may be taken.
    [[nodiscard]] bool has_failed() const;

    // Whether the disk has room for one more patient (room.h), as last looked: at the start, before
    // and after every session, and whenever somebody looks. Asks no disk.
    [[nodiscard]] bool has_room() const;
    // Looks anew, and where there is none tidies and looks again: what was deleted makes room, and
    // the ballast is made whole. Writes the status file if that changed what it says. For a thread
    // that does not draw.
    bool look_for_room();

    // As it stands; also written to journal.status.json, as after every begin, end and sync.
    [[nodiscard]] Result<JournalStatus> status();
    // Recomputes every stored chain and checks every signature (a millisecond or so a session).
    [[nodiscard]] Result<ChainState> verify();
    // Writes the WAL back, so that nothing deleted stands in it, and restores the ballast; does
    // nothing while a session runs, nor on a full disk.
    [[nodiscard]] Status tidy();

  private:
    explicit Journal(std::unique_ptr<Engine> engine);
    [[nodiscard]] Result<SealedSession> begin_now(const SessionInputs& inputs,
                                                  std::span<const std::string> payloads);
    std::unique_ptr<Engine> engine_;
    Outbox outbox_;
};

}  // namespace spine::journal
