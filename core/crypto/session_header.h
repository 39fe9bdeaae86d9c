// The device-signed header with which every session's bundle begins: 460 bytes, FORMAT.md §3.
#pragma once

#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/sign.h"

namespace spine::crypto {

// To whom sessions are sealed, from the signed configuration.
struct Recipients {
    SealPublicKey clinic;
    SealPublicKey recovery;  // all zeros: there is none, and no session is made
};

// One recipient as a header holds it.
struct SealedSessionKey {
    Hash recipient;  // fingerprint(clinic, public key)
    ByteArray<80> sealed{};
    friend bool operator==(const SealedSessionKey&, const SealedSessionKey&) = default;
};

struct SessionHeader {
    ClinicId clinic;
    DeviceId device;
    std::uint64_t counter = 0;  // 1 for a device's first session, then one more each time
    SessionId session;
    Hash previous_head;  // head_hash() of the session counter - 1; zeros for the first
    Hash configuration;  // configuration_hash() of the signed manifest (manifest.h)
    Hash commitment;     // key_commitment() of the session key
    SealedSessionKey for_clinic, for_recovery;
    friend bool operator==(const SessionHeader&, const SessionHeader&) = default;
};

// The bytes of `header` without its signature.
[[nodiscard]] Bytes encode_unsigned(const SessionHeader& header);

// Reads 460 bytes; the signature is not checked here but in verify_bundle(). Faults, in this
// order: size_wrong, not_this_format, version_unknown, suite_unknown, field_out_of_range
// (counter 0, or a previous head that does not fit the counter).
[[nodiscard]] Result<SessionHeader> decode_header(ByteView bytes);

// What a session starts from; the sealed keys and the commitment are computed.
struct SessionStart {
    ClinicId clinic;
    DeviceId device;
    std::uint64_t counter = 0;
    SessionId session;
    Hash previous_head;
    Hash configuration;
};

// The signed header's bytes. Faults: recovery_missing if there is no recovery recipient,
// recipient_unusable (not a key, or clinic and recovery are the same), field_out_of_range.
[[nodiscard]] Result<Bytes> make_session_header(const SessionStart& start,
                                                const Recipients& recipients, const SessionKey& key,
                                                const Signer& device);

// Of the signed header's 460 bytes; the first link of the records' chain.
[[nodiscard]] Hash header_hash(ByteView signed_header);

// Binds the header to one key, which the cipher alone would not.
[[nodiscard]] Hash key_commitment(const ClinicId& clinic, const SessionId& session,
                                  const SessionKey& key);

}  // namespace spine::crypto
