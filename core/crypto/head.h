// The device-signed head that ends a session, over ciphertext only: 207 bytes, FORMAT.md §5.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/record.h"
#include "crypto/session_header.h"
#include "crypto/sign.h"

namespace spine::crypto {

enum class SessionStatus : std::uint8_t {
    Complete = 1,
    Stopped = 2,
    Expired = 3,
    Withdrawn = 4,    // the records are gone; header and head remain
    Interrupted = 5,  // signed at the next start, over what was there
    Open = 6          // early upload; a later head of the same session extends it
};

// "complete", "stopped", …: the words of the worklist and of --json.
[[nodiscard]] std::string_view name_of(SessionStatus status);

struct Head {
    ClinicId clinic;
    DeviceId device;
    std::uint64_t counter = 0;
    SessionId session;
    Hash header;  // header_hash()
    SessionStatus status = SessionStatus::Open;
    std::uint32_t records = 0;  // fillers included: a multiple of 64; 0 if withdrawn
    Hash last_record;           // RecordChain::last(); the header's hash if there is none
    friend bool operator==(const Head&, const Head&) = default;
};

[[nodiscard]] Bytes encode_unsigned(const Head& head);

// Reads 207 bytes; the signature is not checked here. Faults, in this order: size_wrong,
// not_this_format, version_unknown, field_out_of_range (status unknown, count out of range).
[[nodiscard]] Result<Head> decode_head(ByteView bytes);

// The signed head for a session that stands at `chain`. For Withdrawn, `chain` must be fresh
// (no record). `header` must be the one that the chain began with.
[[nodiscard]] Bytes make_head(const SessionHeader& header, const Hash& header_hash,
                              const RecordChain& chain, SessionStatus status, const Signer& device);

// Of the signed head's 207 bytes: what a receipt names and the next session's header carries.
[[nodiscard]] Hash head_hash(ByteView signed_head);

}  // namespace spine::crypto
