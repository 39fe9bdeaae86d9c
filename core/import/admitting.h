// Enrolment across two machines: one asks, the root admits, one accepts; people compare
// fingerprints at both ends, since nothing that travels between them is trusted before that.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "archive/archive.h"
#include "crypto/request.h"
#include "import/enrolment.h"
#include "import/importer.h"
#include "sync/store_settings.h"

namespace spine::importing {

namespace causes {
inline constexpr Cause request_missing = "request-missing";
inline constexpr Cause fingerprint_differs = "fingerprint-differs";
inline constexpr Cause root_needed = "root-fingerprint-needed";
inline constexpr Cause nothing_recoverable = "nothing-recoverable";
}  // namespace causes

// A request as a file, and what people compare of it.
struct Asked {
    Bytes request;
    std::string fingerprint;
};

// On the tablet: makes its key, if it has none yet, and asks under this name. The key lies in
// KIOSK/request.key until the clinic's package comes. Faults: file_exists where it is enrolled
// already, name_unusable.
[[nodiscard]] Result<Asked> request_kiosk(const std::filesystem::path& kiosk,
                                          const std::string& name, const Desk& desk);

struct Admitted {
    crypto::Role role = crypto::Role::Kiosk;
    crypto::DeviceId device;
    std::string name, fingerprint;  // of the request: as the other end shows it
    std::string root;               // the root's fingerprint: what the other end must show
    unsigned number = 0;            // a tablet's
    Bytes package;                  // a tablet's
};

// Where the root key is: admits what the request asks for and publishes it. `code_length`: of the
// newest configuration, 0 where nothing was signed yet: no tablet is admitted then.
// `fingerprint`: what the other machine shows, as a person typed it; nothing is signed where the
// request has another. Empty: compare what is returned, and revoke where it differs; a computer has
// the clinic's key by then, if one that has it imported.
// `store_address`: what the tablet will find the store by. A computer gets
// the clinic's key with the next import of one that has it. Faults: those of verify_request(),
// fingerprint_differs, other_clinic, configuration_missing, too_many_kiosks, those of the store.
[[nodiscard]] Result<Admitted> admit(ByteView request, const std::string& fingerprint,
                                     const std::filesystem::path& root, sync::Store& store,
                                     const std::string& store_address, int code_length,
                                     const Desk& desk);

// On the tablet: checks the package against its own key, fetches the newest configuration and is
// enrolled. `root`: the fingerprint that a person typed; empty: compare what is returned.
// `store`: without an address the package's is taken, and what else it says is how we get in there;
// a secret of it goes to the package's address only if `root` was typed. Faults: request_missing,
// admission_of_other_device, configuration_missing, other_clinic for another root than typed,
// root_needed, pin_unusable, those of the store.
[[nodiscard]] Result<EnrolledKiosk> accept_package(const std::filesystem::path& kiosk,
                                                   ByteView package, const std::string& root,
                                                   const sync::StoreSettings& store,
                                                   const std::string& pin, const Desk& desk);

struct NewComputer {
    std::filesystem::path clinic;
    std::string name;
    archive::NewSlot first_slot;
};

// A further computer: its keys and an archive without the clinic's key, which comes with an import
// once the root has admitted it. `root` is trusted from here on. Faults: clinic_exists,
// name_unusable.
[[nodiscard]] Result<Asked> request_computer(const NewComputer& wanted,
                                             const crypto::SignPublicKey& root, const Desk& desk);

struct Recovered {
    Asked asked;  // the new computer is not admitted yet: it writes nothing to the store
    ImportResult imported;
    std::size_t clinic_keys = 0;  // 0: none was passed to the recovery key; marks stay closed
};

// A computer in the place of all that were lost, with nothing but the recovery key: what the store
// holds is read again. `assessor` as for an import. Faults: those of request_computer(),
// not_a_recipient.
[[nodiscard]] Result<Recovered> recover_clinic(const NewComputer& wanted,
                                               const crypto::SignPublicKey& root,
                                               const std::filesystem::path& recovery,
                                               sync::Store& store, const Desk& desk,
                                               Assessor assessor);

}  // namespace spine::importing
