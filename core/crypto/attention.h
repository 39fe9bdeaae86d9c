// "Attention, tablet 2": sealed to each clinic computer's attention key, signed by the tablet.
// It holds no answer and names no session.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/sign.h"

namespace spine::crypto {

// What a computer reads when it has opened one (core/open).
struct AttentionText {
    UnixMs at = 0;
    std::uint8_t number = 0;  // the tablet's
    std::string name;         // up to 64 bytes of UTF-8
    friend bool operator==(const AttentionText&, const AttentionText&) = default;
};

struct SealedAttention {
    Hash recipient;           // fingerprint(clinic, attention key)
    ByteArray<128> sealed{};  // 80 bytes of text and 48 of sealed box
    friend bool operator==(const SealedAttention&, const SealedAttention&) = default;
};

struct Attention {
    ClinicId clinic;
    DeviceId device;
    std::vector<SealedAttention> sealed;  // 1 to 256
    friend bool operator==(const Attention&, const Attention&) = default;
};

[[nodiscard]] Bytes encode_unsigned(const Attention& attention);

// A computer whose key is unusable is left out: the call reaches the others. Faults:
// recipient_unusable (no computer, or none with a usable key), field_out_of_range.
[[nodiscard]] Result<Bytes> make_attention(const ClinicId& clinic, const AttentionText& text,
                                           const std::vector<SealPublicKey>& computers,
                                           const Signer& device);
[[nodiscard]] Result<Attention> verify_attention(ByteView bytes, const SignPublicKey& device,
                                                 const ClinicId& clinic);

// The text within its sealed box, 80 bytes; used by both sides.
[[nodiscard]] WipedBytes encode(const AttentionText& text);
[[nodiscard]] Result<AttentionText> decode_attention_text(ByteView text);

}  // namespace spine::crypto
