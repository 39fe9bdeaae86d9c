// What an archive holds and gives out, row by row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "archive/response.h"
#include "archive/roles.h"
#include "base/bytes.h"
#include "base/clock.h"
#include "crypto/keys.h"
#include "crypto/session_ref.h"
#include "crypto/wrap.h"

namespace spine::archive {

struct Slot {
    std::string name;  // who: "Dr Lind"
    Roles roles = Role::Clinician;
};

struct NewSlot {
    Slot slot;
    ByteView passphrase;      // not empty
    crypto::DeriveCost cost;  // of an archive's first slot; the others share it
};

// What a clinic computer holds in secret.
struct ClinicKeys {
    std::optional<crypto::SealSecretKey> clinic;  // nothing: it is passed on later
    crypto::SignSecretKey computer;
    crypto::SealSecretKey join;
    crypto::SealSecretKey attention;
};

// A session's place in its tablet's chain: all in clear in its bundle, too. Of an erased session
// that was gone from the store before it came here counter and head alone are known, by its
// receipt: all else is zeros.
struct SessionPlace {
    crypto::SessionId session;
    crypto::DeviceId device;
    std::uint64_t counter = 0;
    crypto::Hash head, header, previous_head, configuration, last_record;
    std::uint32_t records = 0;
    crypto::SessionStatus status = crypto::SessionStatus::Open;
    [[nodiscard]] crypto::SessionRef ref() const { return {device, session}; }
    [[nodiscard]] bool by_receipt_alone() const { return header.is_zero(); }
    friend bool operator==(const SessionPlace&, const SessionPlace&) = default;
};

// What the marks say of a session (crypto/mark.h), folded.
struct MarkState {
    bool reviewed = false, taken_over = false, research_withdrawn = false;
    UnixMs reviewed_at = 0;
    std::string reviewed_by;
    crypto::Hash reviewed_mark;  // what an undo names
    friend bool operator==(const MarkState&, const MarkState&) = default;
};

struct Row {
    SessionPlace place;
    Summary summary;
    MarkState marks;
};

// What stands beside a session's answers.
struct AnsweredSession {
    crypto::SessionRef session;
    crypto::Hash configuration;
    crypto::SessionStatus status = crypto::SessionStatus::Open;
};

struct Quarantined {
    std::string object;  // name in the store
    std::string cause, where;
    UnixMs at = 0;
};

// A session that the clinic had taken and that lies in the store no more: retention or erasure took
// it out before it came here.
struct TakenOut {
    crypto::SessionRef session;
    std::uint64_t counter = 0;
    crypto::Hash head, receipt;  // the receipt's name
    crypto::DeviceId author;     // of the receipt
    friend bool operator==(const TakenOut&, const TakenOut&) = default;
};

struct GivenReceipt {
    crypto::SessionRef session;
    crypto::Hash head;     // the end of it that the receipt names
    crypto::Hash receipt;  // its name in the store
};

// One end of a session, opened.
struct KeptEnd {
    Response response;
    Summary summary;
};

// What others can make an archive keep aside, at most. Beyond that a bundle stays in the store, is
// named by each import, and is kept as soon as there is room.
inline constexpr std::int64_t kQuarantineObjects = 10'000;
inline constexpr std::int64_t kQuarantineBytes = std::int64_t{256} << 20U;

// How long a former attention key is kept once no tablet is told to call it any more: a tablet that
// has not fetched the configuration since still does.
inline constexpr std::int64_t kFormerAttentionKeptMs = 31LL * 24 * 3600 * 1000;

// How long a computer's next keys wait for a rotation that was cut off.
inline constexpr std::int64_t kNextKeysWaitMs = 24LL * 3600 * 1000;

// The public halves of a computer's own keys.
struct ComputerKeys {
    crypto::SignPublicKey signing;
    crypto::SealPublicKey join, attention;
};

struct AuditEntry {
    UnixMs at = 0;
    std::string who, what;  // slot's name; the program's word
    std::string session;    // SessionRef::text(), the name of an object or text, or empty
};

}  // namespace spine::archive
