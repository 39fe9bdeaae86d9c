#include "opened.h"

#include <catch2/catch.hpp>

#include "crypto/constants.h"
#include "open/session_opening.h"

namespace spine::test {

std::vector<std::string> opened(const Clinic& clinic, const crypto::VerifiedBundle& bundle) {
    const opening::SessionOpener opener(clinic.id, clinic.clinic.secret_key.copy());
    const auto session = opener.open(bundle);
    if (!session) FAIL(session.error().sentence());
    std::vector<std::string> payloads;
    for (std::size_t i = 0; i < session->size(); ++i) {
        std::string payload(as_text(session->payload(i)));
        if (payload != clinic.inputs().filler) payloads.push_back(std::move(payload));
    }
    return payloads;
}

std::string record_text(ByteView bundle, std::size_t index) {
    const auto record =
        bundle.subspan(crypto::kHeaderSize + index * crypto::kRecordSize, crypto::kRecordSize);
    return std::string(as_text(record.subspan(crypto::kNonceSize, 64)));
}

}  // namespace spine::test
