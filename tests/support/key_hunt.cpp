#include "support/key_hunt.h"

#include <algorithm>

#include "crypto/constants.h"

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

KeyHunt::KeyHunt(std::vector<SessionHeader> headers) : headers_(std::move(headers)) {}

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
