#include "resigned.h"

#include <algorithm>

#include "crypto/aead.h"
#include "crypto/constants.h"

namespace spine::test {

using namespace crypto;

namespace {

ByteView header_of(const Bytes& bundle) {
    return ByteView(bundle).first(kHeaderSize);
}
ByteView records_of(const Bytes& bundle) {
    return ByteView(bundle).subspan(kHeaderSize, bundle.size() - kHeaderSize - kHeadSize);
}

void put(Bytes& into, std::size_t at, ByteView bytes) {
    std::copy(bytes.begin(), bytes.end(), into.begin() + static_cast<std::ptrdiff_t>(at));
}

Bytes signed_again(const SampleClinic& clinic, ByteView whole) {
    const ByteView body = whole.first(whole.size() - kSignatureSize);
    return clinic.device_signer.signed_bytes({body.begin(), body.end()});
}

}  // namespace

RecordChain chain_over(const SampleClinic& clinic, const Hash& header_hash, ByteView records) {
    RecordChain chain(clinic.clinic, header_hash);
    for (std::size_t at = 0; at < records.size(); at += kRecordSize)
        chain.add(records.subspan(at, kRecordSize));
    return chain;
}

Bytes resigned_bundle(const SampleClinic& clinic, const Bytes& changed, HeadSays head_says) {
    const Bytes header = signed_again(clinic, header_of(changed));
    Bytes head(changed.end() - kHeadSize, changed.end());
    if (head_says == HeadSays::WhatItMust) {
        // Offsets of FORMAT.md §3 and §5: device id, counter and session id, header hash, last
        // link.
        const Hash hash = header_hash(header);
        put(head, 34, ByteView(header).subspan(36, 40));
        put(head, 74, hash.view());
        put(head, 111, chain_over(clinic, hash, records_of(changed)).last().view());
    }
    return make_bundle(header, records_of(changed), signed_again(clinic, head));
}

Bytes with_text(const SampleClinic& clinic, const SampleSession& session, std::size_t index,
                ByteView text, SessionStatus status) {
    Bytes records = session.records;
    RecordChain chain(clinic.clinic, session.header_hash);
    for (std::size_t i = 0; i < records.size() / kRecordSize; ++i) {
        const auto record = std::span(records).subspan(i * kRecordSize, kRecordSize);
        const Bytes filler(kRecordTextSize);  // an empty payload
        if (i >= index)
            aead_seal(i == index ? text : ByteView(filler),
                      record_data(session.header_hash, i, chain.last()), record.first(kNonceSize),
                      session.key.view(), record.subspan(kNonceSize));
        chain.add(record);
    }
    return make_bundle(session.header_bytes, records, head_over(clinic, session, records, status));
}

Bytes endless_payload(SampleClinic& clinic, std::size_t parts) {
    SessionWish wish;
    wish.payloads.assign(parts + 1, "x");
    SampleSession session = make_session(clinic, wish);
    RecordChain chain(clinic.clinic, session.header_hash);
    Bytes text(kRecordTextSize, 'x');
    text[0] = kRecordContinues;
    text[1] = kRecordPartSize & 0xFFU;
    text[2] = kRecordPartSize >> 8U;
    for (std::size_t i = 0; i < session.records.size() / kRecordSize; ++i) {
        const auto record = std::span(session.records).subspan(i * kRecordSize, kRecordSize);
        const Bytes end(kRecordTextSize);
        aead_seal(i < parts ? text : end, record_data(session.header_hash, i, chain.last()),
                  record.first(kNonceSize), session.key.view(), record.subspan(kNonceSize));
        chain.add(record);
    }
    session.head_bytes = head_over(clinic, session, session.records, SessionStatus::Complete);
    return session.bundle();
}

std::vector<Bytes> odd_signatures(const SampleClinic& clinic, const Bytes& bundle) {
    // The order of the group, little-endian (RFC 8032 §5.1).
    const Bytes order =
        from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").value();
    const std::size_t at = bundle.size() - kSignatureSize;
    std::vector<Bytes> out;
    Bytes more = bundle;
    unsigned carry = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        carry += more[at + 32 + i] + unsigned{order[i]};
        more[at + 32 + i] = static_cast<std::uint8_t>(carry);
        carry >>= 8U;
    }
    out.push_back(more);
    const Bytes zeros(kSignatureSize);
    Bytes one(kSignatureSize);
    one[0] = 1;  // the neutral element, of order 1, and S = 0
    for (const Bytes& signature : {zeros, one}) {
        Bytes altered = bundle;
        put(altered, at, signature);
        out.push_back(altered);
    }
    Bytes key = bundle;
    put(key, at, clinic.device.public_key.view());
    out.push_back(key);
    return out;
}

}  // namespace spine::test
