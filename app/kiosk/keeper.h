// Where the desk puts what happened, and whom it calls: the seam between a patient's walk and
// disk, store and staff. JournalKeeper (journal_keeper.h) is the one that real patients meet.
#pragma once

#include <string>

#include "base/result.h"
#include "crypto/head.h"
#include "session/event.h"

namespace spine::kiosk {

// What became of the call for staff.
enum class CallState {
    None,
    Waiting,     // queued; the store was not asked yet
    Sent,        // the store has it: a running clinic shows it within its next look
    Unreachable  // the store was asked and could not be reached: the screen says so
};

// All calls come from the thread that draws, and return after the disk has it or with the fault
// that kept it from getting there.
class Keeper {
  public:
    using Events = std::vector<session::Event>;

    Keeper() = default;
    Keeper(const Keeper&) = delete;
    Keeper& operator=(const Keeper&) = delete;
    virtual ~Keeper() = default;

    // Whether the disk has room for one more patient, as last looked; any time, without waiting
    // for anything.
    [[nodiscard]] virtual bool has_room() const = 0;
    // A pickup code that was not given since switch-on.
    [[nodiscard]] virtual std::string new_code() = 0;
    // Opens the sealed session with its first events in one commit. journal::causes::no_room:
    // nothing was written, and the next patient may be taken as soon as has_room().
    [[nodiscard]] virtual Status begin(Events events) = 0;
    [[nodiscard]] virtual Status record(Events events) = 0;
    // What is there leaves at once, under an open head.
    [[nodiscard]] virtual Status upload_early() = 0;
    // The last events and the head; the keeper is then ready for the next patient.
    [[nodiscard]] virtual Status finish(Events events, crypto::SessionStatus status) = 0;
    // The records go, header and head stay.
    [[nodiscard]] virtual Status withdraw() = 0;
    // Lets go of a session after a fault; the next begin signs it as interrupted.
    virtual void abandon() = 0;
    // Hex; empty if none runs.
    [[nodiscard]] virtual std::string session_id() const = 0;

    // Queues the attention object: tablet and time, no answer.
    [[nodiscard]] virtual Status call_staff() = 0;
    // Of the last call; any time, without waiting for anything.
    [[nodiscard]] virtual CallState call_state() const = 0;
    // Something waits to be sent. Returns at once; the sending is another thread's.
    virtual void wake_sync() = 0;
};

}  // namespace spine::kiosk
