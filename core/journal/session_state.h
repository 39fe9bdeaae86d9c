// The module's own: what a running session holds.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>

#include "crypto/record.h"
#include "crypto/session_header.h"
#include "journal/engine.h"
#include "journal/sealed_session.h"

namespace spine::journal {

struct SealedSession::State {
    State(Engine& owner, const crypto::SessionHeader& begun, const crypto::Hash& hash,
          std::string padding)
        : engine(owner), header(begun), header_hash(hash), filler(std::move(padding)) {}

    Engine& engine;
    crypto::SessionHeader header;
    crypto::Hash header_hash;
    std::string filler;
    std::optional<crypto::RecordSealer> sealer;  // holds the key; gone when the session is over

    // The records of all payloads, one behind the other; the chain as before after a fault.
    [[nodiscard]] Result<Bytes> seal(std::span<const std::string> payloads);
    // Fillers and a head, durably.
    [[nodiscard]] Status close_with(crypto::SessionStatus status);
    // What could not be stored is no part of the chain.
    [[nodiscard]] Status keep_or_rewind(Status stored, const crypto::RecordChain& before);
    void end();
};

}  // namespace spine::journal
