// What a tablet or computer asks the clinic to admit: its public keys and its name, signed with the
// key it asks for, so that nobody can ask for a key that is another's (FORMAT.md §9).
#pragma once

#include "base/result.h"
#include "crypto/admission.h"
#include "crypto/sign.h"

namespace spine::crypto {

struct Request {
    ClinicId clinic;  // zeros: a tablet that does not know its clinic yet
    Role role = Role::Kiosk;
    SignPublicKey signing;
    SealPublicKey sealing, attention;  // a computer's; zeros for a kiosk
    std::string name;
    friend bool operator==(const Request&, const Request&) = default;

    // What people compare at both ends. Of a key that has no clinic yet: the id in it is zeros.
    [[nodiscard]] Hash fingerprint() const { return crypto::fingerprint(ClinicId{}, signing); }
};

// The signing key is that of `signer`. Fault: field_out_of_range.
[[nodiscard]] Result<Bytes> make_request(Request request, const Signer& signer);
// Faults: size_wrong (over kMaxObjectSize), not_this_format, version_unknown, size_wrong,
// signature_wrong, field_out_of_range.
[[nodiscard]] Result<Request> verify_request(ByteView bytes);

}  // namespace spine::crypto
