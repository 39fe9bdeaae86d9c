#include "support/key_hunt.h"

#include <algorithm>

#include "crypto/constants.h"
#include "crypto/objects.h"

namespace spine::test {

using crypto::SessionHeader;

std::vector<SessionHeader> headers_in(std::string_view bytes) {
    std::vector<SessionHeader> headers;
    for (std::size_t at = 0; (at = bytes.find(crypto::labels::header, at)) != bytes.npos; ++at) {
        const auto header = crypto::decode_header(as_bytes(bytes.substr(at, crypto::kHeaderSize)));
        if (!header) continue;
        if (std::find(headers.begin(), headers.end(), *header) == headers.end())
            headers.push_back(*header);
    }
    return headers;
}

// Offsets of FORMAT.md §8.
std::vector<SealedText> sealed_texts_in(std::string_view bytes) {
    const ByteView raw = as_bytes(bytes);
    const auto kind = crypto::kind_of(raw);
    if (kind == crypto::ObjectKind::PassedKey && raw.size() == 258) {
        const ByteView sealed = raw.subspan(114, 80);
        return {{"the passed key", crypto::claimed_clinic(raw),
                 crypto::Hash::from(raw.subspan(50, 32)).value(),
                 Bytes(sealed.begin(), sealed.end())}};
    }
    if (kind == crypto::ObjectKind::LedgerPart && raw.size() == 65'474) {
        const ByteView sealed = raw.subspan(82, 65'328);
        return {{"the export ledger", crypto::claimed_clinic(raw),
                 crypto::Hash::from(raw.subspan(50, 32)).value(),
                 Bytes(sealed.begin(), sealed.end())}};
    }
    const bool attention = kind == crypto::ObjectKind::Attention;
    if (!attention && kind != crypto::ObjectKind::Mark) return {};
    const std::size_t first = attention ? 52 : 50, size = attention ? 128 : 304;
    std::vector<SealedText> texts;
    for (std::size_t at = first; at + 32 + size + crypto::kSignatureSize <= raw.size();
         at += 32 + size) {
        const ByteView sealed = raw.subspan(at + 32, size);
        texts.push_back({attention ? "attention" : "mark", crypto::claimed_clinic(raw),
                         crypto::Hash::from(raw.subspan(at, 32)).value(),
                         Bytes(sealed.begin(), sealed.end())});
    }
    return texts;
}

KeyHunt::KeyHunt(std::vector<SessionHeader> headers, std::vector<SealedText> texts)
    : headers_(std::move(headers)), texts_(std::move(texts)) {}

void KeyHunt::try_session(const crypto::SessionKey& key) {
    for (const SessionHeader& header : headers_) {
        if (crypto::key_commitment(header.clinic, header.session, key) == header.commitment)
            found_.insert("session " + std::to_string(header.counter));
    }
}

void KeyHunt::try_secret(const crypto::SealSecretKey& secret) {
    const crypto::SealPublicKey public_key = crypto::public_of(secret);
    const SessionHeader* asked = nullptr;
    crypto::Hash print;
    for (const SessionHeader& header : headers_) {
        if (asked == nullptr || asked->clinic != header.clinic)
            print = crypto::fingerprint(header.clinic, public_key);
        asked = &header;
        if (print == header.for_clinic.recipient) found_.insert("clinic");
        if (print == header.for_recovery.recipient) found_.insert("recovery");
    }
    for (const SealedText& text : texts_) {
        if (crypto::fingerprint(text.clinic, public_key) == text.recipient) found_.insert(text.of);
    }
}

void KeyHunt::look_at(std::string_view bytes, std::size_t stride) {
    crypto::SessionKey session;
    crypto::SealSecretKey secret;
    for (std::size_t at = 0; at + crypto::kKeySize <= bytes.size(); at += stride) {
        const std::string_view window = bytes.substr(at, crypto::kKeySize);
        if (!tried_.emplace(window).second) continue;
        const ByteView raw = as_bytes(window);
        std::copy(raw.begin(), raw.end(), session.writable().begin());
        try_session(session);
        std::copy(raw.begin(), raw.end(), secret.writable().begin());
        try_secret(secret);
    }
}

}  // namespace spine::test
