// What a person at the clinic did to a session: sealed to the clinic key, signed by the computer.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/sign.h"

namespace spine::crypto {

enum class MarkKind : std::uint8_t {
    Reviewed = 1,
    Withdrawal = 2,  // of the consent to research
    Takeover = 3,    // of a Tier A patient
    Undo = 4         // of the mark named by `undoes`
};

// What is sealed.
struct MarkText {
    MarkKind kind = MarkKind::Reviewed;
    std::uint64_t lamport = 0;  // Lamport time, over all events of the clinic
    UnixMs at = 0;
    DeviceId device;  // the tablet
    SessionId session;
    Hash undoes;       // Undo only: hash() of the mark's bytes; zeros otherwise
    std::string note;  // up to 160 bytes of UTF-8
    friend bool operator==(const MarkText&, const MarkText&) = default;
};

struct Mark {
    ClinicId clinic;
    DeviceId author;  // the clinic computer
    Hash recipient;   // fingerprint(clinic, clinic key)
    ByteArray<304> sealed{};
    friend bool operator==(const Mark&, const Mark&) = default;
};

[[nodiscard]] Bytes encode_unsigned(const Mark& mark);

// Faults: recipient_unusable, field_out_of_range.
[[nodiscard]] Result<Bytes> make_mark(const ClinicId& clinic, const MarkText& text,
                                      const SealPublicKey& clinic_key, const Signer& author);
[[nodiscard]] Result<Mark> verify_mark(ByteView bytes, const SignPublicKey& author,
                                       const ClinicId& clinic);
// One that was verified before it was kept: everything but author and signature is checked again.
// Faults: size_wrong, not_this_format, version_unknown, other_clinic.
[[nodiscard]] Result<Mark> decode_mark(ByteView bytes, const ClinicId& clinic);

// The text within its sealed box, 256 bytes; used by both sides.
[[nodiscard]] WipedBytes encode(const MarkText& text);
[[nodiscard]] Result<MarkText> decode_mark_text(ByteView text);

}  // namespace spine::crypto
