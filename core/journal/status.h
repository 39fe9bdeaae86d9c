// How a kiosk stands, in numbers that anybody may see: no answer, no code, no name.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/files.h"
#include "base/result.h"

namespace spine::journal {

namespace causes {
inline constexpr Cause status_unreadable = "journal-status-unreadable";
}

// What is kept for ever, beyond the sessions themselves.
struct Counters {
    std::uint64_t sessions = 0;     // begun; also the device's session counter
    std::uint64_t interrupted = 0;  // ended by the next start
    std::uint64_t withdrawn = 0;
    std::uint64_t receipts = 0;     // accepted
    std::uint64_t wrong_heads = 0;  // receipts that named another head than ours
    std::uint64_t deleted = 0;      // after receipt and retention, or by a tombstone
    friend bool operator==(const Counters&, const Counters&) = default;
};

// Where the chain over this kiosk's sessions stands.
struct ChainState {
    bool sound = true;
    std::uint64_t checked = 0;  // sessions whose records, header and head were recomputed
    std::string cause;          // of the first fault, from crypto/causes.h
    std::uint64_t counter = 0;  // of the session at fault
    friend bool operator==(const ChainState&, const ChainState&) = default;
};

struct JournalStatus {
    UnixMs written = 0;
    std::uint64_t waiting = 0;            // sessions with a head that the store has not yet
    std::uint64_t awaiting_receipt = 0;   // sent, and no receipt yet
    std::uint64_t kept = 0;               // receipted, within retention
    std::uint64_t attention_waiting = 0;  // attention objects not yet sent
    std::optional<UnixMs> last_sent, last_receipt;
    std::uint64_t disk_left = 0;  // bytes
    bool room = true;             // for one more patient (room.h), as the kiosk last looked
    bool failed = false;          // the database has failed: no patient is taken
    bool revoked = false;         // the clinic has taken the tablet's admission back
    ChainState chain;             // as of the last verify()
    std::string last_head;        // hex; empty before the first session
    Counters counters;
    friend bool operator==(const JournalStatus&, const JournalStatus&) = default;
};

// The same words as `kioskctl status --json`.
[[nodiscard]] std::string to_json(const JournalStatus& status);
[[nodiscard]] Result<JournalStatus> status_from_json(std::string_view json);

// Reads journal.status.json, which a running kiosk keeps up to date, and asks the disk anew for
// its space: where that is too little now there is no room, whatever the kiosk found. A file of an
// older kiosk, which says nothing of room, counts as having it. Faults: file_missing (no session
// was ever begun), status_unreadable.
[[nodiscard]] Result<JournalStatus> read_status(Files& files, const std::filesystem::path& file);

}  // namespace spine::journal
