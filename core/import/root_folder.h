// The folder of the clinic's root key (ROOT, `--root DIR` of cli.md): kept offline, taken out to
// sign a configuration, a tablet or a computer, and nothing else.
//
//     root.key             the root's signing key, 0600
//     clinic.json          public: keys of clinic and recovery, highest configuration version
//     admissions/          every admission that was ever signed, by its hash
//     revocations/         every revocation, likewise; there from the first on
//     endorsements/        what computers had said by the time they were revoked, likewise
//     held/TABLET/         the same of receipts for a tablet that is in use, until it is revoked
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/files.h"
#include "crypto/admission.h"
#include "crypto/endorsement.h"
#include "crypto/revocation.h"
#include "crypto/session_header.h"

namespace spine::importing {

namespace causes {
inline constexpr Cause root_folder_damaged = "root-folder-damaged";
}

inline constexpr const char* kRootKeyFile = "root.key";
inline constexpr const char* kClinicCardFile = "clinic.json";

struct ClinicCard {
    crypto::SignPublicKey root;
    crypto::Recipients recipients;            // clinic and recovery
    std::uint64_t configuration_version = 0;  // the highest that was signed
    [[nodiscard]] crypto::ClinicId clinic() const { return crypto::clinic_id_of(root); }
};

struct SignedAdmission {
    crypto::Admission admission;
    Bytes bytes;
};

struct SignedRevocation {
    crypto::Revocation revocation;
    Bytes bytes;
};

class RootFolder {
  public:
    RootFolder(Files& files, std::filesystem::path folder);

    // Makes the folder; a root key that is there is never replaced (file_exists).
    [[nodiscard]] Status create(const crypto::SignSecretKey& root, const ClinicCard& card);
    // Faults: file_missing, root_folder_damaged, those of decode_key_file().
    [[nodiscard]] Result<crypto::SignSecretKey> key() const;
    [[nodiscard]] Result<ClinicCard> card() const;
    [[nodiscard]] Status save(const ClinicCard& card) const;
    // In the order of their numbers and times; each verified.
    [[nodiscard]] Result<std::vector<SignedAdmission>> admissions() const;
    [[nodiscard]] Result<Bytes> admit(const crypto::Admission& admission) const;
    // Each verified. Kept here too, so that a store that loses one does not give a device back.
    [[nodiscard]] Result<std::vector<SignedRevocation>> revocations() const;
    [[nodiscard]] Result<Bytes> revoke(const crypto::Revocation& revocation) const;
    [[nodiscard]] Result<Bytes> endorse(const crypto::Endorsement& endorsement) const;
    // Each verified.
    [[nodiscard]] Result<std::vector<Bytes>> endorsements() const;
    // An endorsement of receipts for this tablet, signed and kept, and not for anybody yet.
    [[nodiscard]] Status hold(const crypto::DeviceId& tablet,
                              const crypto::Endorsement& endorsement) const;
    // Those that are held for it are among endorsements() from now on.
    [[nodiscard]] Result<std::vector<Bytes>> release(const crypto::DeviceId& tablet) const;

  private:
    [[nodiscard]] Result<std::vector<Bytes>> all_in(const std::filesystem::path& subfolder) const;
    [[nodiscard]] Status keep(const std::filesystem::path& subfolder, ByteView object) const;

    Files& files_;
    std::filesystem::path folder_;
};

}  // namespace spine::importing
