// What leaves the kiosk, and what comes back: bundles and attention objects out, receipts and
// tombstones in. core/sync drives it.
//
// Any thread. Everything here yields to an answer that a patient is waiting for, holds the
// database for at most 20 ms at a time, and deletes nothing while a session runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/receipt.h"

namespace spine::journal {

class Engine;  // the module's own

// A session as it travels; core/crypto/bundle.h reads it.
struct OutgoingBundle {
    crypto::SessionId session;
    std::uint64_t counter = 0;
    crypto::Hash head;  // head_hash() of its head: give it back to mark_sent()
    Bytes bytes;
};

// What a store has: a session by this head.
struct SentHead {
    crypto::SessionId session;
    crypto::Hash head;
};

struct OutgoingAttention {
    std::int64_t id = 0;
    Bytes bytes;
};

enum class ReceiptOutcome {
    Accepted,   // the session may be deleted once retention is over
    Already,    // there was an equal receipt before
    WrongHead,  // names another head: an open head that was extended since, or not ours
    Unknown     // no such session here: deleted earlier, or another device's
};

enum class TombstoneOutcome {
    Taken,    // the session goes at the next delete_due()
    Running,  // it runs still: tell it again once it is over
    Unknown   // no such session here: deleted earlier, or another device's
};

struct Deleted {
    std::uint64_t sessions = 0;
    bool more = false;  // there is more to delete; call again
};

class Outbox {
  public:
    explicit Outbox(Engine& engine) : engine_(engine) {}

    // Up to `limit` sessions whose newest head was not sent yet, oldest first, from session
    // counter `from` on; no further one once they have `most` bytes together. Copies: uploading
    // them needs no database.
    // A session that was sent `again_after_ms` ago or longer and has no receipt is offered again:
    // a store may have lost or damaged it, and then the tablet's copy is the only one. Nothing:
    // none is. What stands on a page that does not read is passed over.
    [[nodiscard]] Result<std::vector<OutgoingBundle>> next_bundles(
        std::size_t limit, std::uint64_t from = 0,
        std::optional<std::int64_t> again_after_ms = std::nullopt,
        std::size_t most = std::numeric_limits<std::size_t>::max());
    // The store has this head (or had it already). A head that is no longer the newest is noted
    // and the session stays waiting. A damaged journal remembers it until the program ends.
    [[nodiscard]] Status mark_sent(const crypto::SessionId& session, const crypto::Hash& head);
    // The same for several, in one commit: all of them or none. A hundred at most, so that nobody
    // waits for it longer than for any other write.
    [[nodiscard]] Status mark_sent(std::span<const SentHead> sent);

    // Tells a verified receipt (crypto::verify_receipt) of this device. Only an equal hash of the
    // newest head counts. Nothing is deleted here.
    [[nodiscard]] Result<ReceiptOutcome> apply_receipt(const crypto::Receipt& receipt);
    // A verified tombstone: the local copy goes at the next delete_due(), whatever its receipt.
    // A session that runs, or that another device made, is left alone.
    [[nodiscard]] Result<TombstoneOutcome> apply_tombstone(const crypto::SessionId& session);

    // Deletes what was receipted longer ago than `retention_hours`, or has a tombstone, and
    // overwrites it. Does nothing while a session runs. Never without a receipt or tombstone.
    [[nodiscard]] Result<Deleted> delete_due(std::int64_t retention_hours);
    // As Journal::tidy().
    [[nodiscard]] Status tidy();

    // The root has taken this tablet's admission back. Kept for ever: a store that loses the
    // revocation does not give the admission back.
    [[nodiscard]] Status note_revoked();
    [[nodiscard]] Result<bool> revoked();

    // Signed objects of the clinic, verified by the caller: kept for ever, each once. Revocations,
    // and what else must not be forgotten because a store forgets it.
    [[nodiscard]] Status keep_objects(std::span<const Bytes> objects);
    [[nodiscard]] Result<std::vector<Bytes>> kept_objects();

    // A sealed attention object (crypto::make_attention), durable when this returns.
    [[nodiscard]] Status queue_attention(ByteView object);
    // How often queue_attention() was called since the journal was opened, with success or without:
    // whoever has sent what waited looks again once it has risen. Asks no database.
    [[nodiscard]] std::uint64_t attention_calls() const;
    [[nodiscard]] Result<std::vector<OutgoingAttention>> next_attentions(std::size_t limit);
    [[nodiscard]] Status mark_attention_sent(std::int64_t id);

  private:
    Engine& engine_;
};

}  // namespace spine::journal
