// The root's word that a tablet or a computer belongs to the clinic.
#pragma once

#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/keys.h"

namespace spine::crypto {

enum class Role : std::uint8_t { Kiosk = 1, Computer = 2 };

struct Admission {
    ClinicId clinic;
    Role role = Role::Kiosk;
    SignPublicKey signing;    // device_id_of(clinic, signing) is its id
    SealPublicKey sealing;    // a computer's: the clinic key is passed to it; zeros for a kiosk
    SealPublicKey attention;  // a computer's; zeros for a kiosk
    std::uint8_t number = 0;  // allotted to a kiosk, first in its codes; 0 for a computer
    UnixMs at = 0;
    std::string name;  // 1-64 bytes of UTF-8, in clear in the store: "Tablet 2"
    friend bool operator==(const Admission&, const Admission&) = default;

    [[nodiscard]] DeviceId id() const { return device_id_of(clinic, signing); }
};

// Faults: other_clinic (the root is not this clinic's), field_out_of_range.
[[nodiscard]] Result<Bytes> make_admission(const Admission& admission, const SignSecretKey& root);
// Faults, in this order: not_this_format, version_unknown, other_clinic, signature_wrong,
// size_wrong, field_out_of_range. The same holds for the other objects.
[[nodiscard]] Result<Admission> verify_admission(ByteView bytes, const SignPublicKey& root);

}  // namespace spine::crypto
