#include "crypto/ledger_part.h"

#include <algorithm>

#include "crypto/causes.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"
#include "crypto/seal.h"

namespace spine::crypto {
namespace {

constexpr std::size_t kSealedSize = kLedgerTextSize + kSealOverhead;

bool holds(const LedgerPartText& it) {
    const bool last = it.part + 1 == it.parts;
    return it.part < it.parts && !it.content.empty() && it.content.size() <= kLedgerPartContent &&
           (last || it.content.size() == kLedgerPartContent);
}

}  // namespace

WipedBytes encode(const LedgerPartText& text) {
    ByteWriter out;
    out.bytes(text.entry.view())
        .u16(text.part)
        .u16(text.parts)
        .u32(static_cast<std::uint32_t>(text.content.size()));
    const Bytes before = out.take();
    WipedBytes filled(kLedgerTextSize);
    const auto at = std::copy(before.begin(), before.end(), filled.begin());
    std::copy(text.content.begin(), text.content.end(), at);
    return filled;
}

Result<LedgerPartText> decode_ledger_part_text(ByteView text) {
    ByteReader in(text);
    LedgerPartText out;
    out.entry = layout::read<LedgerEntryId>(in);
    out.part = in.u16();
    out.parts = in.u16();
    const ByteView content = in.bytes(in.u32());
    out.content.assign(content.begin(), content.end());
    if (!in.ok() || text.size() != kLedgerTextSize || !holds(out) ||
        !layout::all_zero(in.bytes(in.left())))
        return refuse(causes::field_out_of_range, "ledger part");
    return out;
}

Result<Bytes> make_ledger_part(const ClinicId& clinic, const LedgerPartText& text,
                               const SealPublicKey& clinic_key, const Signer& author) {
    if (!holds(text)) return refuse(causes::field_out_of_range, "ledger part");
    const auto sealed = seal(encode(text), clinic_key);
    if (!sealed) return fail(sealed.error());
    ByteWriter out = layout::begin(labels::ledger_part, clinic);
    out.bytes(device_id_of(clinic, author.public_key()).view())
        .bytes(fingerprint(clinic, clinic_key).view())
        .bytes(*sealed);
    return author.signed_bytes(out.take());
}

Result<LedgerPart> verify_ledger_part(ByteView bytes, const SignPublicKey& author,
                                      const ClinicId& clinic) {
    auto fields =
        layout::verify_device_signed(bytes, labels::ledger_part, author, clinic, kMaxObjectSize);
    if (!fields) return fail(std::move(fields));
    ByteReader in(*fields);
    LedgerPart out;
    out.clinic = clinic;
    out.author = device_id_of(clinic, author);
    out.recipient = layout::read<Hash>(in);
    const ByteView sealed = in.bytes(kSealedSize);
    out.sealed.assign(sealed.begin(), sealed.end());
    if (!in.finished()) return refuse(causes::size_wrong);
    return out;
}

ExporteeIds::ExporteeIds(const ClinicId& clinic, const SealSecretKey& clinic_key)
    : clinic_(clinic) {
    Hash derived = hash_parts({as_bytes(labels::exportee_key), clinic.view(), clinic_key.view()});
    std::copy(derived.bytes.begin(), derived.bytes.end(), key_.writable().begin());
    wipe(derived.bytes);
}

ExporteeId ExporteeIds::of(const SessionRef& session) const {
    const Hash whole = hash_parts({as_bytes(labels::exportee), clinic_.view(), key_.view(),
                                   session.device.view(), session.session.view()});
    ExporteeId out;
    std::copy_n(whole.bytes.begin(), out.bytes.size(), out.bytes.begin());
    return out;
}

}  // namespace spine::crypto
