#include "sync/enrolment.h"

#include <algorithm>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/keyfile.h"
#include "crypto/refusal.h"

namespace spine::sync {
namespace {

constexpr std::uint64_t kLargestFile = 4096;

std::filesystem::path root_file(const journal::KioskFolder& folder) {
    return folder.root / "clinic.root";
}
std::filesystem::path admission_file(const journal::KioskFolder& folder) {
    return folder.root / "admission.signed";
}
std::filesystem::path pin_file(const journal::KioskFolder& folder) {
    return folder.root / "staff.pin";
}

tl::unexpected<Fault> not_enrolled(const journal::KioskFolder& folder) {
    return fail(journal::causes::not_enrolled, "This tablet is not enrolled in a clinic.",
                "Enrol it with: kioskctl kiosk enrol KIOSK --clinic CLINIC --root DIR.",
                folder.root.string());
}

// What staff.pin holds: the derivation's settings, then the hash of what was derived.
Bytes encode_pin(const crypto::Derivation& derivation, const crypto::Hash& check) {
    return ByteWriter()
        .u32(derivation.cost.passes)
        .u64(derivation.cost.memory)
        .bytes(derivation.salt)
        .bytes(check.view())
        .take();
}

Result<crypto::Hash> check_of(std::string_view pin, const crypto::Derivation& derivation) {
    const auto key = crypto::derive_wrap_key(as_bytes(pin), derivation);
    if (!key) return fail(key.error());
    return crypto::hash(key->view());
}

}  // namespace

Result<crypto::SignPublicKey> make_device_key(Files& files, const journal::KioskFolder& folder,
                                              const crypto::ClinicId& clinic, Random& random) {
    if (auto made = files.make_folders(folder.root); !made) return fail(std::move(made));
    const crypto::SignPair pair = crypto::make_sign_pair(random);
    const auto bytes =
        crypto::encode_key_file(crypto::KeyPurpose::Device, clinic, pair.secret_key.view());
    if (auto written = files.create(folder.device_key(), bytes, Access::Owner); !written) {
        return fail(std::move(written));
    }
    return pair.public_key;
}

Status accept_admission(Files& files, const journal::KioskFolder& folder,
                        const crypto::SignPublicKey& root, ByteView signed_admission) {
    const auto admission = crypto::verify_admission(signed_admission, root);
    if (!admission) return fail(admission.error());
    const auto identity = journal::load_identity(files, folder);
    if (!identity) return fail(identity.error());
    if (admission->signing != identity->signer.public_key()) {
        return fail(causes::admission_of_other_device, "This admission is for another tablet.",
                    "Compare the fingerprints and ask the clinic for this tablet's package.",
                    admission_file(folder).string());
    }
    if (auto pinned = files.write(root_file(folder), root.view(), Access::Everyone); !pinned) {
        return pinned;
    }
    return files.write(admission_file(folder), signed_admission, Access::Everyone);
}

Result<Enrolment> load_enrolment(Files& files, const journal::KioskFolder& folder) {
    const auto pinned = files.read(root_file(folder), kLargestFile);
    const auto signed_admission = files.read(admission_file(folder), kLargestFile);
    if (!pinned || !signed_admission) return not_enrolled(folder);
    const auto root = crypto::SignPublicKey::from(*pinned);
    if (!root) return crypto::refuse(crypto::causes::size_wrong, root_file(folder).string());
    auto admission = crypto::verify_admission(*signed_admission, *root);
    if (!admission) {
        Fault fault = std::move(admission).error();
        // Which of the two was exchanged, nobody can tell.
        fault.where = admission_file(folder).string() + ", " + root_file(folder).string();
        return fail(std::move(fault));
    }
    return Enrolment{*root, std::move(*admission)};
}

Status check_staff_pin(std::string_view pin) {
    const bool digits =
        std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits && pin.size() >= 4 && pin.size() <= 12) return {};
    return fail(causes::pin_unusable, "A staff PIN has four to twelve digits.",
                "Choose another one.");
}

Status set_staff_pin(Files& files, const journal::KioskFolder& folder, std::string_view pin,
                     const crypto::DeriveCost& cost, Random& random) {
    if (auto usable = check_staff_pin(pin); !usable) return usable;
    const crypto::Derivation derivation = crypto::new_derivation(cost, random);
    const auto check = check_of(pin, derivation);
    if (!check) return fail(check.error());
    return files.write(pin_file(folder), encode_pin(derivation, *check), Access::Owner);
}

bool has_staff_pin(Files& files, const journal::KioskFolder& folder) {
    return files.exists(pin_file(folder));
}

bool staff_pin_fits(Files& files, const journal::KioskFolder& folder, std::string_view pin) {
    const auto bytes = files.read(pin_file(folder), kLargestFile);
    if (!bytes) return false;
    ByteReader in(*bytes);
    crypto::Derivation derivation;
    derivation.cost.passes = in.u32();
    derivation.cost.memory = in.u64();
    derivation.salt = in.array<crypto::kSaltSize>();
    const auto stored = crypto::Hash::from(in.bytes(crypto::Hash::size));
    if (!in.finished() || !stored) return false;
    const auto check = check_of(pin, derivation);
    return check && *check == *stored;
}

}  // namespace spine::sync
