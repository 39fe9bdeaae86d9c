// One patient's session while it runs: the only holder of its key.
//
// One thread (the one that draws). Every call returns after the disk has it, or with the fault
// that kept it from getting there; nothing may be shown as saved before.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"
#include "crypto/head.h"
#include "crypto/keys.h"
#include "crypto/session_header.h"

namespace spine::journal {

class Engine;  // the module's own

namespace causes {
inline constexpr Cause session_over = "session-over";
inline constexpr Cause session_running = "session-running";
inline constexpr Cause session_empty = "session-empty";
// A session that does not name the head of the one before it.
inline constexpr Cause chain_broken = "journal-chain-broken";
}  // namespace causes

// What a session is sealed under, all from the signed configuration.
struct SessionInputs {
    crypto::Hash configuration;  // crypto::configuration_hash()
    crypto::Recipients recipients;
    std::string filler;  // the payload of the padding: an encoded Filler event
};

class SealedSession {
  public:
    SealedSession(SealedSession&&) noexcept;
    SealedSession& operator=(SealedSession&&) = delete;
    SealedSession(const SealedSession&) = delete;
    SealedSession& operator=(const SealedSession&) = delete;
    // A session that was neither finished nor withdrawn keeps its records and has no head: the
    // next begin() or start signs it as interrupted. The key is wiped.
    ~SealedSession();

    [[nodiscard]] const crypto::SessionId& id() const;
    [[nodiscard]] std::uint64_t counter() const;
    [[nodiscard]] bool over() const;

    // All payloads in one durable commit. Faults: session_over, answer_too_long,
    // session_too_long, database::causes (full: nothing of it is there, and it may be tried
    // again; failed: no more answers are taken).
    [[nodiscard]] Status append(std::span<const std::string> payloads);

    // Fills the session and signs an open head, so that what is there can leave at once (a
    // Tier A answer). The session goes on; its later head extends this one.
    [[nodiscard]] Status upload_early();

    // Fills, signs the head in the same commit, wipes the key. `status` is Complete, Stopped or
    // Expired.
    [[nodiscard]] Status finish(crypto::SessionStatus status);

    // Stop and delete: the records are deleted and overwritten, header and a withdrawn head stay.
    // After an early upload that head tells the clinic to forget what it has.
    [[nodiscard]] Status withdraw();

  private:
    friend class Journal;
    struct State;
    explicit SealedSession(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace spine::journal
