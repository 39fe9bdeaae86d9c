// What records seal, from a tablet that somebody else may hold: a bundle that verifies, and whose
// records open to any text at all. It is opened, or refused by one of the causes of opening.
#include "crypto/record.h"
#include "crypto/aead.h"
#include "crypto/bundle.h"
#include "crypto/causes.h"
#include "crypto/constants.h"
#include "open/session_opening.h"
#include "signing_clinic.h"

namespace spine::fuzz {

using namespace crypto;

namespace {

struct SealedSession {
    SealedSession() {
        SessionStart start{
            clinic.clinic, device_id_of(clinic.clinic, clinic.signer.public_key()), 1, {}, {}, {}};
        const SealPublicKey mine = public_of(opener_key), recovery = public_of(other_key);
        header_bytes = make_session_header(start, {mine, recovery}, key, clinic.signer).value();
        header = decode_header(header_bytes).value();
        hash = header_hash(header_bytes);
    }

    // `texts` of 472 bytes each, zeros behind the last.
    [[nodiscard]] Bytes bundle_of(ByteView texts, SessionStatus status) const {
        const std::size_t full = (texts.size() + kRecordTextSize - 1) / kRecordTextSize;
        const std::size_t count =
            std::max<std::size_t>(1, (full + kBundleFill - 1) / kBundleFill) * kBundleFill;
        Bytes filled(texts.begin(), texts.end());
        filled.resize(count * kRecordTextSize);
        Bytes records(count * kRecordSize);
        RecordChain chain(clinic.clinic, hash);
        const Bytes nonce(kNonceSize, 0x24);
        for (std::size_t i = 0; i < count; ++i) {
            const auto record = std::span(records).subspan(i * kRecordSize, kRecordSize);
            std::copy(nonce.begin(), nonce.end(), record.begin());
            aead_seal(ByteView(filled).subspan(i * kRecordTextSize, kRecordTextSize),
                      record_data(hash, i, chain.last()), nonce, key.view(),
                      record.subspan(kNonceSize));
            chain.add(record);
        }
        return make_bundle(header_bytes, records,
                           make_head(header, hash, chain, status, clinic.signer));
    }

    SigningClinic clinic;  // first: it starts the library
    SessionKey key = SessionKey::copy_of(Bytes(32, 0x71));
    SealSecretKey opener_key = SealSecretKey::copy_of(Bytes(32, 0x72));
    SealSecretKey other_key = SealSecretKey::copy_of(Bytes(32, 0x73));
    Bytes header_bytes;
    SessionHeader header;
    Hash hash;
};

}  // namespace

void record(ByteView bytes) {
    static const SealedSession session;
    static const opening::SessionOpener opener(session.clinic.clinic, session.opener_key.copy());
    const ByteView texts = bytes.first(std::min(bytes.size(), 128 * kRecordTextSize));
    for (const auto status : {SessionStatus::Complete, SessionStatus::Interrupted}) {
        const Bytes bundle = session.bundle_of(texts, status);
        const auto verified =
            verify_bundle(bundle, session.clinic.signer.public_key(), session.clinic.clinic);
        demand(verified.has_value());
        const auto opened = opener.open(*verified);
        if (!opened) {
            const Cause cause = opened.error().cause;
            demand(cause == causes::record_malformed || cause == causes::answer_cut);
            continue;
        }
        for (std::size_t i = 0; i < opened->size(); ++i)
            demand(opened->payload(i).size() <= kMaxPayload);
    }
}

}  // namespace spine::fuzz
