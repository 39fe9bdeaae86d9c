#include "crypto/attention.h"

#include <algorithm>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"
#include "crypto/seal.h"

namespace spine::crypto {
namespace {

constexpr std::size_t kSealedSize = kAttentionTextSize + kSealOverhead;
constexpr std::size_t kMaxRecipients = 256;

bool holds(const AttentionText& it) {
    return layout::is_time(it.at) && it.number <= 99 && it.name.size() <= kMaxNameSize &&
           layout::is_plain_text(it.name);
}

Result<SealedAttention> seal_for(const ClinicId& clinic, ByteView text,
                                 const SealPublicKey& computer) {
    auto sealed = seal(text, computer);
    if (!sealed) return fail(std::move(sealed));
    SealedAttention out;
    out.recipient = fingerprint(clinic, computer);
    std::copy(sealed->begin(), sealed->end(), out.sealed.begin());
    return out;
}

}  // namespace

WipedBytes encode(const AttentionText& text) {
    ByteWriter out;
    out.u64(static_cast<std::uint64_t>(text.at))
        .u8(text.number)
        .u8(static_cast<std::uint8_t>(text.name.size()))
        .text(text.name);
    WipedBytes filled(out.view().begin(), out.view().end());
    filled.resize(kAttentionTextSize);
    return filled;
}

Result<AttentionText> decode_attention_text(ByteView text) {
    ByteReader in(text);
    AttentionText out;
    out.at = static_cast<UnixMs>(in.u64());
    out.number = in.u8();
    out.name = as_text(in.bytes(in.u8()));
    if (!in.ok() || text.size() != kAttentionTextSize || !holds(out) ||
        !layout::all_zero(in.bytes(in.left())))
        return refuse(causes::field_out_of_range, "attention");
    return out;
}

Bytes encode_unsigned(const Attention& attention) {
    ByteWriter out = layout::begin(labels::attention, attention.clinic);
    out.bytes(attention.device.view()).u16(static_cast<std::uint16_t>(attention.sealed.size()));
    for (const SealedAttention& sealed : attention.sealed)
        out.bytes(sealed.recipient.view()).bytes(sealed.sealed);
    return out.take();
}

Result<Bytes> make_attention(const ClinicId& clinic, const AttentionText& text,
                             const std::vector<SealPublicKey>& computers, const Signer& device) {
    if (computers.empty() || computers.size() > kMaxRecipients)
        return refuse(causes::recipient_unusable);
    if (!holds(text)) return refuse(causes::field_out_of_range, "attention");
    const WipedBytes filled = encode(text);
    Attention made{clinic, device_id_of(clinic, device.public_key()), {}};
    for (const SealPublicKey& computer : computers) {
        auto sealed = seal_for(clinic, filled, computer);
        // One computer's bad key must not keep the call from the others.
        if (sealed) made.sealed.push_back(*sealed);
    }
    if (made.sealed.empty()) return refuse(causes::recipient_unusable);
    return device.signed_bytes(encode_unsigned(made));
}

Result<Attention> verify_attention(ByteView bytes, const SignPublicKey& device,
                                   const ClinicId& clinic) {
    auto fields =
        layout::verify_device_signed(bytes, labels::attention, device, clinic, kMaxObjectSize);
    if (!fields) return fail(std::move(fields));
    ByteReader in(*fields);
    Attention out;
    out.clinic = clinic;
    out.device = device_id_of(clinic, device);
    const std::size_t count = in.u16();
    if (!in.ok() || in.left() != count * (Hash::size + kSealedSize))
        return refuse(causes::size_wrong);
    if (count == 0 || count > kMaxRecipients)
        return refuse(causes::field_out_of_range, "recipients");
    for (std::size_t i = 0; i < count; ++i) {
        SealedAttention sealed;
        sealed.recipient = layout::read<Hash>(in);
        sealed.sealed = in.array<kSealedSize>();
        out.sealed.push_back(sealed);
    }
    return out;
}

}  // namespace spine::crypto
