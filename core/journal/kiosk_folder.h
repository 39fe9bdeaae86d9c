// The folder of one tablet (KIOSK in cli.md), and the key that makes it this tablet.
//
//     device.key            the tablet's signing key, 0600
//     config/               the signed configuration, a copy of what the clinic published
//     journal.db            sealed sessions (with -wal and .lock beside it while it is open), 0600
//     journal.status.json   what `kioskctl status` reads while the kiosk runs
//     store.toml            where the sealed sessions go, 0600
//     ballast               space that is given up when the disk is full
#pragma once

#include <filesystem>

#include "base/files.h"
#include "base/result.h"
#include "crypto/keys.h"
#include "crypto/sign.h"

namespace spine::journal {

namespace causes {
inline constexpr Cause not_enrolled = "kiosk-not-enrolled";
}

struct KioskFolder {
    std::filesystem::path root;
    [[nodiscard]] std::filesystem::path device_key() const { return root / "device.key"; }
    [[nodiscard]] std::filesystem::path config() const { return root / "config"; }
    [[nodiscard]] std::filesystem::path database() const { return root / "journal.db"; }
    [[nodiscard]] std::filesystem::path status() const { return root / "journal.status.json"; }
    [[nodiscard]] std::filesystem::path store_settings() const { return root / "store.toml"; }
    [[nodiscard]] std::filesystem::path ballast() const { return root / "ballast"; }
};

// Who signs: the tablet's key, ready to sign, in locked memory. Move-only.
struct DeviceIdentity {
    crypto::ClinicId clinic;
    crypto::DeviceId device;
    crypto::Signer signer;
};

[[nodiscard]] DeviceIdentity make_identity(const crypto::ClinicId& clinic,
                                           const crypto::SignSecretKey& key);

// Reads device.key. Faults: not_enrolled if there is none, those of crypto::decode_key_file().
[[nodiscard]] Result<DeviceIdentity> load_identity(Files& files, const KioskFolder& folder);

}  // namespace spine::journal
