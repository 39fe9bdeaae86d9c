// A clinic with all its keys, the same for the same seed, and sessions sealed for it.
#pragma once

#include <string>
#include <vector>

#include "base/random.h"
#include "crypto/bundle.h"
#include "crypto/keys.h"
#include "crypto/sign.h"
#include "support/support.h"

namespace spine::test {

struct SampleClinic {
    explicit SampleClinic(std::uint64_t seed = 1);

    SeededRandom random;
    crypto::SignPair root, device, computer;
    crypto::SealPair clinic_key, recovery, attention;
    crypto::ClinicId clinic;
    crypto::DeviceId device_id, computer_id;
    crypto::Signer device_signer, computer_signer;

    [[nodiscard]] crypto::Recipients recipients() const {
        return {clinic_key.public_key, recovery.public_key};
    }
};

// One session in the making, with the parts that a tampering test takes apart.
struct SampleSession {
    crypto::SessionKey key;
    Bytes header_bytes, records, head_bytes;
    crypto::SessionHeader header;
    crypto::Hash header_hash;

    [[nodiscard]] Bytes bundle() const {
        return crypto::make_bundle(header_bytes, records, head_bytes);
    }
};

struct SessionWish {
    std::uint64_t counter = 1;
    crypto::SessionStatus status = crypto::SessionStatus::Complete;
    bool fill = true;  // up to a multiple of 64
    std::vector<std::string> payloads = {"{\"a\":1}", "{\"b\":2}", "{\"c\":3}"};
};

[[nodiscard]] SampleSession make_session(SampleClinic& clinic, const SessionWish& wish = {});

// The head over exactly these records, signed by the clinic's tablet.
[[nodiscard]] Bytes head_over(const SampleClinic& clinic, const SampleSession& session,
                              ByteView records, crypto::SessionStatus status);

// What verify_bundle() says: a cause's name, or "accepted".
[[nodiscard]] std::string verdict(const SampleClinic& clinic, ByteView bundle);

// The bytes with one of them, counted from the front, replaced.
[[nodiscard]] Bytes with_byte(Bytes bytes, std::size_t at, std::uint8_t value);

inline constexpr std::string_view kFiller = R"({"k":"filler"})";

}  // namespace spine::test
