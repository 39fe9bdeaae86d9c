// The clinic's half of enrolment: making a clinic, signing what tablets may trust, taking it back.
//
// Slow calls (one key derivation each where a passphrase is given); never on a thread that draws.
#pragma once

#include <filesystem>
#include <string>

#include "archive/archive.h"
#include "base/clock.h"
#include "base/files.h"
#include "import/root_folder.h"
#include "journal/kiosk_folder.h"
#include "sync/store.h"

namespace spine::importing {

namespace causes {
inline constexpr Cause clinic_exists = "clinic-exists";
inline constexpr Cause key_in_clinic = "key-in-clinic-folder";
inline constexpr Cause key_there = "key-there";
inline constexpr Cause name_unusable = "name-unusable";
inline constexpr Cause too_many_kiosks = "too-many-kiosks";
inline constexpr Cause configuration_missing = "configuration-missing";
inline constexpr Cause device_unknown = "device-unknown";
}  // namespace causes

// What the calls below need; outlives them.
struct Desk {
    Files& files;
    Clock& clock;
    Random& random;
};

// All texts to be compared by people, from crypto::fingerprint_text().
struct CreatedClinic {
    std::string clinic;  // id, hex
    std::string root, clinic_key, recovery_key, computer;
};

struct NewClinic {
    std::filesystem::path clinic, root_out, recovery_out;
    std::string computer_name = "Computer 1";
    archive::NewSlot first_slot;
};

// Root key, first computer, recovery key, empty archive. Root and recovery leave the clinic folder
// at once: they are written to their own. The archive's file comes last: where it is, the clinic is
// whole. Where a making was broken off before, there is no clinic; its keys are nobody's and stay
// where they are. Faults: clinic_exists, key_in_clinic if one of these lies in the clinic's folder,
// key_there if one of them holds such a key already (nothing was written), those of the files.
[[nodiscard]] Result<CreatedClinic> create_clinic(const NewClinic& wanted, const Desk& desk);

struct SignedConfiguration {
    std::uint64_t version = 0;
    crypto::Hash hash;
};

// Checks the folder, signs it with the next version, sets the store up where it is new, and
// publishes the configuration with every admission and revocation. Attention objects will be sealed
// to the computers that are not revoked. A version is used up even where publishing fails: sign
// again. Faults: the first of config::check(), those of the store.
[[nodiscard]] Result<SignedConfiguration> sign_and_publish(
    const std::filesystem::path& folder_to_sign, const std::filesystem::path& root,
    sync::Store& store, const Desk& desk);

struct EnrolledKiosk {
    crypto::DeviceId device;
    std::string fingerprint;
    unsigned number = 0;  // first in its codes: one digit of six, two of eight
    int code_length = 6;  // of the configuration it was enrolled with
};

// Enrolment on one machine: key, admission, the newest signed configuration, store.toml, PIN
// (empty: none). Faults: configuration_missing if nothing was signed yet, too_many_kiosks,
// name_unusable, pin_unusable, those of config::load_signed(). After any of them the same call may
// be made again. A tablet without a PIN cannot be led on from a tier A screen: give it one.
[[nodiscard]] Result<EnrolledKiosk> enrol_kiosk(const std::filesystem::path& kiosk,
                                                const std::filesystem::path& root,
                                                const sync::StoreSettings& store_settings,
                                                const std::string& name, const std::string& pin,
                                                const Desk& desk);

// Whether what a computer wrote into the export ledger goes on to count once it is revoked: of one
// that is retired it must, since those data sets have left; of one in foreign hands entries that
// were made up would keep the people in them out of research for good.
enum class ItsExports { Count, CountNoMore };

// Sessions of that tablet that the clinic has not seen yet are quarantined from now on. What that
// computer has said counts from now on only as far as the store holds it at this moment: the root
// names it in endorsements. Kept in ROOT and published. A computer is still called by the tablets
// until a configuration is signed anew.
[[nodiscard]] Status revoke_device(const crypto::DeviceId& device,
                                   const std::filesystem::path& root, sync::Store& store,
                                   const Desk& desk, ItsExports exports = ItsExports::Count);

// A device that the root has admitted and has not revoked.
struct StandingDevice {
    crypto::DeviceId device;
    std::string name;
    UnixMs admitted = 0;
    // As the program shows it that enrolled or rotated it, and as the device itself showed it where
    // it asked to be admitted: a device has both.
    crypto::Hash fingerprint, asked_with;
    // What a person typed of either.
    [[nodiscard]] bool matches(std::string_view typed) const;
};

// All that bear the name of this device, it among them: a computer whose keys were rotated and
// whose old ones were not revoked yet, or two tablets that somebody named alike. By its name alone
// nobody can tell which of them he revokes. None where it is revoked already. Faults:
// device_unknown, those of the root's folder.
[[nodiscard]] Result<std::vector<StandingDevice>> namesakes(const crypto::DeviceId& device,
                                                            const std::filesystem::path& root,
                                                            const Desk& desk);

}  // namespace spine::importing
