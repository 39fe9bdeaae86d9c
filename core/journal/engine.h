// The module's own: what the journal, its outbox and the running session share.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

#include "base/clock.h"
#include "base/files.h"
#include "base/random.h"
#include "database/writer.h"
#include "journal/kiosk_folder.h"
#include "journal/status.h"

namespace spine::journal {

class Engine {
  public:
    Engine(KioskFolder in, DeviceIdentity who, Clock& time, Random& chance, Files& disk,
           std::unique_ptr<database::Writer> owner)
        : folder(std::move(in)),
          identity(std::move(who)),
          clock(time),
          random(chance),
          files(disk),
          writer_(std::move(owner)) {}

    // Runs `work(Database&)` on the database's thread and waits.
    template <typename Work>
    auto run(Work work, database::Urgency urgency = database::Urgency::Background) {
        return writer_->run(
            [&](database::Database& database) {
                auto result = work(database);
                failed = database.has_failed() || database.is_damaged();
                return result;
            },
            urgency);
    }
    // run() of one durable commit.
    template <typename Work>
    Status commit(Work work, database::Urgency urgency = database::Urgency::Background) {
        return run(
            [&](database::Database& database) {
                return database.transact([&] { return work(database); });
            },
            urgency);
    }

    // Reads the numbers; falls back on the last ones, marked as failed, once the disk has failed.
    [[nodiscard]] Result<JournalStatus> status();
    // Writes the WAL back, unless a session runs. Not on a full disk: nothing is lost by that, and
    // the next time does it.
    [[nodiscard]] Status tidy();
    // Makes the ballast whole if it can and looks whether the disk has room, both on the database's
    // thread, and keeps what it found in `room`.
    bool look_for_room(database::Urgency urgency = database::Urgency::Background);
    // Best effort: a status file that cannot be written must not stop a patient.
    void write_status();
    void set_chain(const ChainState& state);

    const KioskFolder folder;
    const DeviceIdentity identity;
    Clock& clock;
    Random& random;
    Files& files;
    std::atomic<bool> session_running = false;
    std::atomic<std::uint64_t> attention_calls = 0;  // see Outbox::attention_calls()
    std::atomic<bool> failed = false;
    std::atomic<bool> room = true;  // as last looked

    // What a store has and a damaged journal, which takes no writes, cannot note: heads, and ids of
    // attention objects. Only in the work that run() is given.
    std::set<crypto::Hash> sent_unnoted;
    std::set<std::int64_t> called_unnoted;

  private:
    std::unique_ptr<database::Writer> writer_;
    std::mutex mutex_;  // guards what follows
    ChainState chain_;
    JournalStatus last_;
};

// Signs *interrupted* over every session that has no final head: after a power cut, or after a
// session that was let go of. One commit a session.
[[nodiscard]] Status sign_interrupted(Engine& engine, database::Database& database);

}  // namespace spine::journal
