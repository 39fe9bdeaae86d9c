// The keeper of real patients: the sealed journal, the attention object, the sync thread.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <vector>

#include "base/clock.h"
#include "journal/journal.h"
#include "journal/recorder.h"
#include "kiosk/keeper.h"

namespace spine::kiosk {

// What a tablet says of itself when it calls for staff, and to which clinic computers.
struct AttentionDesk {
    journal::DeviceIdentity identity;  // signs the attention object
    std::vector<crypto::SealPublicKey> computers;
    std::uint8_t number = 0;
    std::string name;
};

class JournalKeeper final : public Keeper {
  public:
    // Journal and clock and random outlive the keeper. `wake` is called from the drawing thread
    // and must return at once; empty: nothing is woken (kioskctl syncs by itself).
    JournalKeeper(journal::Journal& journal, Clock& clock, Random& random, journal::CodeRules codes,
                  journal::SessionInputs inputs, AttentionDesk attention,
                  std::function<void()> wake = {});

    [[nodiscard]] bool has_room() const override;
    [[nodiscard]] std::string new_code() override;
    [[nodiscard]] Status begin(Events events) override;
    [[nodiscard]] Status record(Events events) override;
    [[nodiscard]] Status upload_early() override;
    [[nodiscard]] Status finish(Events events, crypto::SessionStatus status) override;
    [[nodiscard]] Status withdraw() override;
    void abandon() override;
    [[nodiscard]] std::string session_id() const override;
    // Without a clinic computer in the configuration there is nobody to call: success, and the
    // early upload alone goes out. A call that the disk does not take is kept in memory, for
    // send_unqueued(): a disk that fails must not keep staff from coming.
    [[nodiscard]] Status call_staff() override;
    [[nodiscard]] CallState call_state() const override;
    void wake_sync() override;

    // For the sync thread: gives `send` each call that the failing disk did not take, and keeps
    // those for which it says no.
    void send_unqueued(const std::function<bool(ByteView object)>& send);
    // The sync thread says that a run is over, and whether the store could be reached.
    void sync_ended(bool reached_store);

  private:
    journal::Journal& journal_;
    Clock& clock_;
    journal::Recorder recorder_;
    journal::SessionInputs inputs_;
    AttentionDesk attention_;
    std::function<void()> wake_;
    // Calls made, and how many of them a run of sync found gone from the outbox.
    std::atomic<unsigned> calls_ = 0, calls_sent_ = 0;
    std::atomic<bool> store_reached_ = true;
    std::mutex unqueued_mutex_;
    std::vector<Bytes> unqueued_;
};

}  // namespace spine::kiosk
