// The tablet's half of enrolment: its key, the clinic it trusts, and its staff PIN.
//
// Beside the files of journal::KioskFolder, KIOSK then holds
//     clinic.root        the clinic's root public key, 32 bytes: pinned for ever
//     admission.signed   the root's word that this tablet belongs to it, with name and number
//     staff.pin          an Argon2id derivation of the staff PIN, 0600
#pragma once

#include <filesystem>

#include "crypto/admission.h"
#include "crypto/wrap.h"
#include "journal/kiosk_folder.h"

namespace spine::sync {

namespace causes {
inline constexpr Cause admission_of_other_device = "admission-of-other-device";
inline constexpr Cause pin_unusable = "pin-unusable";
}  // namespace causes

struct Enrolment {
    crypto::SignPublicKey root;
    crypto::Admission admission;
};

// Makes the tablet's key and writes device.key; an existing key is never replaced (file_exists).
[[nodiscard]] Result<crypto::SignPublicKey> make_device_key(Files& files,
                                                            const journal::KioskFolder& folder,
                                                            const crypto::ClinicId& clinic,
                                                            Random& random);

// Pins the root and keeps the admission. Faults: those of verify_admission(), and
// admission_of_other_device if it does not name the key of device.key.
[[nodiscard]] Status accept_admission(Files& files, const journal::KioskFolder& folder,
                                      const crypto::SignPublicKey& root, ByteView signed_admission);

// Faults: journal::causes::not_enrolled, those of verify_admission().
[[nodiscard]] Result<Enrolment> load_enrolment(Files& files, const journal::KioskFolder& folder);

// Whether one was set.
[[nodiscard]] bool has_staff_pin(Files& files, const journal::KioskFolder& folder);

// Fault: pin_unusable, unless it has four to twelve digits.
[[nodiscard]] Status check_staff_pin(std::string_view pin);
// Faults: those of check_staff_pin(). The cost slows guessing; tests use a small one.
[[nodiscard]] Status set_staff_pin(Files& files, const journal::KioskFolder& folder,
                                   std::string_view pin, const crypto::DeriveCost& cost,
                                   Random& random);
// False also where no PIN was set. Slow on purpose: never on a thread that draws.
[[nodiscard]] bool staff_pin_fits(Files& files, const journal::KioskFolder& folder,
                                  std::string_view pin);

}  // namespace spine::sync
