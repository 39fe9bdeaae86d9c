#include "crypto/session_header.h"

#include <algorithm>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"
#include "crypto/seal.h"

namespace spine::crypto {
namespace {

void write(ByteWriter& out, const SealedSessionKey& sealed) {
    out.bytes(sealed.recipient.view()).bytes(sealed.sealed);
}

SealedSessionKey read_sealed(ByteReader& in) {
    SealedSessionKey out;
    out.recipient = layout::read<Hash>(in);
    out.sealed = in.array<kSealedKeySize>();
    return out;
}

// A device's first session follows no other; every later one does.
bool fits(std::uint64_t counter, const Hash& previous_head) {
    return counter != 0 && (counter == 1) == previous_head.is_zero();
}

Result<SealedSessionKey> seal_key(const ClinicId& clinic, const SessionKey& key,
                                  const SealPublicKey& recipient) {
    auto sealed = seal(key.view(), recipient);
    if (!sealed) return fail(std::move(sealed));
    SealedSessionKey out;
    out.recipient = fingerprint(clinic, recipient);
    std::copy(sealed->begin(), sealed->end(), out.sealed.begin());
    return out;
}

}  // namespace

Bytes encode_unsigned(const SessionHeader& header) {
    ByteWriter out = layout::begin(labels::header, header.clinic);
    out.u16(kSuite)
        .bytes(header.device.view())
        .u64(header.counter)
        .bytes(header.session.view())
        .bytes(header.previous_head.view())
        .bytes(header.configuration.view())
        .bytes(header.commitment.view());
    write(out, header.for_clinic);
    write(out, header.for_recovery);
    return out.take();
}

Result<SessionHeader> decode_header(ByteView bytes) {
    if (bytes.size() != kHeaderSize) return refuse(causes::size_wrong, "header");
    if (auto begun = layout::check_beginning(bytes, labels::header); !begun)
        return fail(std::move(begun));
    ByteReader in(bytes);
    in.bytes(kLabelSize);
    SessionHeader header;
    header.clinic = layout::read<ClinicId>(in);
    in.u16();  // the version, checked above
    if (in.u16() != kSuite) return refuse(causes::suite_unknown, "header");
    header.device = layout::read<DeviceId>(in);
    header.counter = in.u64();
    header.session = layout::read<SessionId>(in);
    header.previous_head = layout::read<Hash>(in);
    header.configuration = layout::read<Hash>(in);
    header.commitment = layout::read<Hash>(in);
    header.for_clinic = read_sealed(in);
    header.for_recovery = read_sealed(in);
    if (!fits(header.counter, header.previous_head))
        return refuse(causes::field_out_of_range, "session counter");
    return header;
}

Result<Bytes> make_session_header(const SessionStart& start, const Recipients& recipients,
                                  const SessionKey& key, const Signer& device) {
    if (recipients.recovery.is_zero()) return refuse(causes::recovery_missing);
    if (recipients.recovery == recipients.clinic) return refuse(causes::recipient_unusable);
    if (!fits(start.counter, start.previous_head) ||
        start.device != device_id_of(start.clinic, device.public_key()))
        return refuse(causes::field_out_of_range, "session start");
    auto for_clinic = seal_key(start.clinic, key, recipients.clinic);
    if (!for_clinic) return fail(std::move(for_clinic));
    auto for_recovery = seal_key(start.clinic, key, recipients.recovery);
    if (!for_recovery) return fail(std::move(for_recovery));
    const SessionHeader header{start.clinic,
                               start.device,
                               start.counter,
                               start.session,
                               start.previous_head,
                               start.configuration,
                               key_commitment(start.clinic, start.session, key),
                               *for_clinic,
                               *for_recovery};
    return device.signed_bytes(encode_unsigned(header));
}

Hash header_hash(ByteView signed_header) {
    return hash(signed_header);
}

Hash key_commitment(const ClinicId& clinic, const SessionId& session, const SessionKey& key) {
    return hash_parts({as_bytes(labels::commitment), clinic.view(), session.view(), key.view()});
}

}  // namespace spine::crypto
