#include "journal/sealed_session.h"

#include <optional>
#include <utility>

#include "crypto/record.h"
#include "journal/engine.h"
#include "journal/rows.h"
#include "journal/session_state.h"

namespace spine::journal {
namespace {

using crypto::RecordChain;
using crypto::SessionStatus;
using database::Database;
using database::Urgency;

Status over_fault() {
    return fail(causes::session_over, "This patient's session has ended.",
                "Begin a new session for the next patient.");
}

}  // namespace

SealedSession::SealedSession(std::unique_ptr<State> state) : state_(std::move(state)) {}
SealedSession::SealedSession(SealedSession&&) noexcept = default;

SealedSession::~SealedSession() {
    if (state_ && state_->sealer) state_->engine.session_running = false;
}

const crypto::SessionId& SealedSession::id() const {
    return state_->header.session;
}

std::uint64_t SealedSession::counter() const {
    return state_->header.counter;
}

bool SealedSession::over() const {
    return !state_->sealer;
}

Status SealedSession::append(std::span<const std::string> payloads) {
    if (over()) return over_fault();
    const RecordChain before = state_->sealer->chain();
    const auto sealed = state_->seal(payloads);
    if (!sealed) return fail(sealed.error());
    auto stored = state_->engine.commit(
        [&](Database& database) {
            return insert_records(database, counter(), before.count(), *sealed);
        },
        Urgency::Answer);
    return state_->keep_or_rewind(std::move(stored), before);
}

Status SealedSession::upload_early() {
    if (over()) return over_fault();
    return state_->close_with(SessionStatus::Open);
}

Status SealedSession::finish(SessionStatus status) {
    if (over()) return over_fault();
    auto closed = state_->close_with(status);
    if (closed) state_->end();
    return closed;
}

Status SealedSession::withdraw() {
    if (over()) return over_fault();
    const RecordChain none(state_->header.clinic, state_->header_hash);
    const Bytes head = crypto::make_head(state_->header, state_->header_hash, none,
                                         SessionStatus::Withdrawn, state_->engine.identity.signer);
    auto gone = state_->engine.commit(
        [&](Database& database) -> Status {
            const auto deleted = delete_records(database, counter(), crypto::kMaxRecords);
            if (!deleted) return fail(deleted.error());
            if (auto set = set_head(database, counter(), head, true); !set) return set;
            return count(database, names::withdrawn);
        },
        Urgency::Answer);
    if (!gone) return gone;
    // The deleted records still stand in the WAL until it is written back and emptied.
    auto overwritten = state_->engine.run([](Database& database) { return database.tidy(); });
    state_->end();
    return overwritten;
}

Result<Bytes> SealedSession::State::seal(std::span<const std::string> payloads) {
    const RecordChain before = sealer->chain();
    Bytes all;
    for (const std::string& payload : payloads) {
        const auto records = sealer->seal(as_bytes(payload), engine.random);
        if (!records) {
            sealer->rewind(before);
            return fail(records.error());
        }
        all.insert(all.end(), records->begin(), records->end());
    }
    return all;
}

Status SealedSession::State::close_with(SessionStatus status) {
    const RecordChain before = sealer->chain();
    const auto fillers = sealer->fill(as_bytes(filler), engine.random);
    if (!fillers) return fail(fillers.error());
    const Bytes head =
        crypto::make_head(header, header_hash, sealer->chain(), status, engine.identity.signer);
    auto stored = engine.commit(
        [&](Database& database) -> Status {
            auto filled = insert_records(database, header.counter, before.count(), *fillers);
            if (!filled) return filled;
            return set_head(database, header.counter, head, status != SessionStatus::Open);
        },
        Urgency::Answer);
    return keep_or_rewind(std::move(stored), before);
}

Status SealedSession::State::keep_or_rewind(Status stored, const RecordChain& before) {
    if (stored) return stored;
    sealer->rewind(before);
    if (engine.failed) engine.write_status();
    return stored;
}

void SealedSession::State::end() {
    sealer.reset();
    engine.session_running = false;
    engine.look_for_room(Urgency::Answer);
    engine.write_status();
}

}  // namespace spine::journal
