#include "crypto/mark.h"

#include <algorithm>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/object_common.h"
#include "crypto/refusal.h"
#include "crypto/seal.h"

namespace spine::crypto {
namespace {

constexpr std::size_t kMaxNote = 160;
constexpr std::uint8_t kMostStandsFor = 15;
constexpr std::size_t kSealedSize = kMarkTextSize + kSealOverhead;

constexpr std::size_t kBeforeFields = 34;  // label, clinic id and version
constexpr std::size_t kMarkSize =
    kBeforeFields + DeviceId::size + Hash::size + kSealedSize + kSignatureSize;

// What stands between author and signature.
Result<Mark> read_fields(ByteReader& in, const ClinicId& clinic, const DeviceId& author) {
    Mark out;
    out.clinic = clinic;
    out.author = author;
    out.recipient = layout::read<Hash>(in);
    out.sealed = in.array<kSealedSize>();
    if (!in.finished()) return refuse(causes::size_wrong);
    return out;
}

bool has_span(MarkKind kind) {
    return kind == MarkKind::Redact || kind == MarkKind::Keep;
}

bool holds(MarkKind kind, const TextDecision& it) {
    const bool span =
        has_span(kind) ? it.from < it.to && it.to <= kMostCodePoints : it.from == 0 && it.to == 0;
    return span && !it.text.is_zero() && it.roles >= 1 && it.roles <= 7 &&
           (kind == MarkKind::Redact || it.stands_for == 0) && it.stands_for <= kMostStandsFor &&
           (kind == MarkKind::Release || it.redactions_seen == 0);
}

bool holds(const MarkText& it) {
    const auto kind = static_cast<unsigned>(it.kind);
    return kind >= 1 && kind <= 8 && layout::is_time(it.at) && it.note.size() <= kMaxNote &&
           layout::is_plain_text(it.note) && (it.kind == MarkKind::Undo) != it.undoes.is_zero() &&
           is_text_decision(it.kind) == it.decision.has_value() &&
           (!it.decision || holds(it.kind, *it.decision));
}

void write_decision(MarkKind kind, const TextDecision& decision, ByteWriter& out) {
    out.u8(decision.roles).u8(decision.stands_for);
    if (kind == MarkKind::Release)
        out.u64(decision.redactions_seen);
    else
        out.u32(decision.from).u32(decision.to);
}

TextDecision read_decision(MarkKind kind, const Hash& text, ByteReader& in) {
    TextDecision out;
    out.text = text;
    out.roles = in.u8();
    out.stands_for = in.u8();
    if (kind == MarkKind::Release) {
        out.redactions_seen = in.u64();
    } else {
        out.from = in.u32();
        out.to = in.u32();
    }
    return out;
}

}  // namespace

WipedBytes encode(const MarkText& text) {
    ByteWriter out;
    out.u8(static_cast<std::uint8_t>(text.kind))
        .u64(text.lamport)
        .u64(static_cast<std::uint64_t>(text.at))
        .bytes(text.device.view())
        .bytes(text.session.view())
        .bytes(text.decision ? text.decision->text.view() : text.undoes.view())
        .u8(static_cast<std::uint8_t>(text.note.size()))
        .text(text.note);
    if (text.decision) write_decision(text.kind, *text.decision, out);
    Bytes written = out.take();
    WipedBytes filled(written.begin(), written.end());
    wipe(written);
    filled.resize(kMarkTextSize);
    return filled;
}

Result<MarkText> decode_mark_text(ByteView text) {
    ByteReader in(text);
    MarkText out;
    out.kind = static_cast<MarkKind>(in.u8());
    out.lamport = in.u64();
    out.at = static_cast<UnixMs>(in.u64());
    out.device = layout::read<DeviceId>(in);
    out.session = layout::read<SessionId>(in);
    const auto named = layout::read<Hash>(in);
    out.note = as_text(in.bytes(in.u8()));
    if (is_text_decision(out.kind))
        out.decision = read_decision(out.kind, named, in);
    else
        out.undoes = named;
    if (!in.ok() || text.size() != kMarkTextSize || !holds(out) ||
        !layout::all_zero(in.bytes(in.left())))
        return refuse(causes::field_out_of_range, "mark");
    return out;
}

Bytes encode_unsigned(const Mark& mark) {
    ByteWriter out = layout::begin(labels::mark, mark.clinic);
    out.bytes(mark.author.view()).bytes(mark.recipient.view()).bytes(mark.sealed);
    return out.take();
}

Result<Bytes> make_mark(const ClinicId& clinic, const MarkText& text,
                        const SealPublicKey& clinic_key, const Signer& author) {
    if (!holds(text)) return refuse(causes::field_out_of_range, "mark");
    auto sealed = seal(encode(text), clinic_key);
    if (!sealed) return sealed;
    Mark made{
        clinic, device_id_of(clinic, author.public_key()), fingerprint(clinic, clinic_key), {}};
    std::copy(sealed->begin(), sealed->end(), made.sealed.begin());
    return author.signed_bytes(encode_unsigned(made));
}

Result<Mark> verify_mark(ByteView bytes, const SignPublicKey& author, const ClinicId& clinic) {
    auto fields = layout::verify_device_signed(bytes, labels::mark, author, clinic, kMaxObjectSize);
    if (!fields) return fail(std::move(fields));
    ByteReader in(*fields);
    return read_fields(in, clinic, device_id_of(clinic, author));
}

Result<Mark> decode_mark(ByteView bytes, const ClinicId& clinic) {
    if (auto begins = layout::check_beginning(bytes, labels::mark); !begins)
        return fail(std::move(begins));
    if (claimed_clinic(bytes) != clinic) return refuse(causes::other_clinic);
    if (bytes.size() != kMarkSize) return refuse(causes::size_wrong);
    ByteReader in(bytes.subspan(kBeforeFields, kMarkSize - kBeforeFields - kSignatureSize));
    const auto author = layout::read<DeviceId>(in);
    return read_fields(in, clinic, author);
}

}  // namespace spine::crypto
