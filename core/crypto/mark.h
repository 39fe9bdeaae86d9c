// What a person at the clinic did to a session: sealed to the clinic key, signed by the computer.
#pragma once

#include <optional>
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
    Undo = 4,        // of the mark named by `undoes`
    // What a person decided who read a free text (TextDecision).
    Release = 5,   // it may leave with research data, redacted as it stands
    Withhold = 6,  // it may not
    Redact = 7,    // a part of it is replaced in every copy that leaves
    Keep = 8       // a part of it stays as it is
};
[[nodiscard]] constexpr bool is_text_decision(MarkKind kind) {
    return kind >= MarkKind::Release && kind <= MarkKind::Keep;
}

inline constexpr std::uint32_t kMostCodePoints = 65'536;  // beyond what a session may hold

// What is decided, and by whom, beside the note, which is the person's name.
struct TextDecision {
    Hash text;                          // which text, as it was read: FORMAT.md section 8
    std::uint8_t roles = 0;             // of the person's slot: 1 clinician, 2 researcher,
                                        // 4 administrator
    std::uint8_t stands_for = 0;        // Redact only: what was there (review/redaction.h); or 0
    std::uint32_t from = 0, to = 0;     // Redact and Keep only: code points [from, to)
    std::uint64_t redactions_seen = 0;  // Release only: redactions_digest() of what was read
    friend bool operator==(const TextDecision&, const TextDecision&) = default;
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
    std::optional<TextDecision> decision = std::nullopt;  // there exactly if is_text_decision()
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
