#include "journal/kiosk_folder.h"

#include "crypto/constants.h"
#include "crypto/keyfile.h"

namespace spine::journal {

DeviceIdentity make_identity(const crypto::ClinicId& clinic, const crypto::SignSecretKey& key) {
    crypto::Signer signer(key);
    const crypto::DeviceId device = crypto::device_id_of(clinic, signer.public_key());
    return {clinic, device, std::move(signer)};
}

Result<DeviceIdentity> load_identity(Files& files, const KioskFolder& folder) {
    auto bytes = files.read(folder.device_key(), crypto::kMaxKeyFileSize);
    if (!bytes && bytes.error().cause == spine::causes::file_missing) {
        return fail(causes::not_enrolled, "This tablet is not enrolled in a clinic.",
                    "Enrol it with: kioskctl kiosk enrol KIOSK --clinic CLINIC --root DIR.",
                    folder.root.string());
    }
    if (!bytes) return fail(std::move(bytes));
    const auto file = crypto::decode_key_file(*bytes, crypto::KeyPurpose::Device);
    crypto::wipe(*bytes);
    if (!file) {
        Fault fault = file.error();
        fault.where = folder.device_key().string();
        return fail(std::move(fault));
    }
    return make_identity(file->clinic, file->sign_key());
}

}  // namespace spine::journal
