#include "import/admitting.h"

#include <utility>

#include "config/signed.h"
#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/keyfile.h"
#include "crypto/package.h"
#include "crypto/refusal.h"
#include "import/enrolment_parts.h"
#include "sync/configurations.h"
#include "sync/enrolment.h"
#include "sync/store_settings.h"

namespace spine::importing {
namespace {

std::filesystem::path request_key(const std::filesystem::path& kiosk) {
    return kiosk / "request.key";
}

Status not_enrolled_yet(const journal::KioskFolder& tablet, Files& files) {
    if (!files.exists(tablet.device_key())) return {};
    return fail(spine::causes::file_exists, "This tablet is enrolled already.",
                "Name an empty folder.", tablet.device_key().string());
}

Result<crypto::SignSecretKey> read_request_key(const std::filesystem::path& kiosk, Files& files) {
    auto bytes = files.read(request_key(kiosk), crypto::kMaxKeyFileSize);
    if (!bytes && bytes.error().cause == spine::causes::file_missing) {
        return fail(causes::request_missing, "This tablet has not asked to be admitted.",
                    "Ask first: kioskctl kiosk request KIOSK --name NAME.", kiosk.string());
    }
    if (!bytes) return fail(std::move(bytes));
    const auto file = crypto::decode_key_file(*bytes, crypto::KeyPurpose::Device);
    crypto::wipe(*bytes);
    if (!file) return fail(file.error());
    return file->sign_key();
}

Result<crypto::SignSecretKey> key_for_request(const std::filesystem::path& kiosk,
                                              const Desk& desk) {
    auto there = read_request_key(kiosk, desk.files);
    if (there || there.error().cause != causes::request_missing) return there;
    auto pair = crypto::make_sign_pair(desk.random);
    const auto bytes =
        crypto::encode_key_file(crypto::KeyPurpose::Device, {}, pair.secret_key.view());
    if (auto kept = desk.files.create(request_key(kiosk), bytes, Access::Owner); !kept)
        return fail(std::move(kept));
    return std::move(pair.secret_key);
}

Result<crypto::Admission> admission_for(const crypto::Request& request, const RootFolder& folder,
                                        const ClinicCard& card, sync::Store& store, int code_length,
                                        const Desk& desk) {
    crypto::Admission admission;
    admission.clinic = card.clinic();
    admission.role = request.role;
    admission.signing = request.signing;
    admission.sealing = request.sealing;
    admission.attention = request.attention;
    admission.at = desk.clock.now();
    admission.name = request.name;
    if (request.role == crypto::Role::Computer) return admission;
    if (code_length == 0) return nothing_signed();
    const auto admissions = folder.admissions();
    if (!admissions) return fail(admissions.error());
    const auto revocations = folder.revocations();
    if (!revocations) return fail(revocations.error());
    const auto revoked = revoked_devices(*admissions, *revocations, card, store);
    if (!revoked) return fail(revoked.error());
    const auto number = next_number(*admissions, *revoked, code_length);
    if (!number) return fail(number.error());
    admission.number = *number;
    return admission;
}

// How we get into the store is said here; where it is the package says, too.
Result<sync::StoreSettings> settings_for(const crypto::Package& package,
                                         const sync::StoreSettings& said, bool root_said) {
    sync::StoreSettings settings = said.copy();
    if (!settings.address.empty()) return settings;
    const bool secrets = !settings.password.empty() || !settings.secret_key.empty();
    if (secrets && !root_said) {
        return fail(causes::root_needed,
                    "A password goes to no address that somebody else may have written.",
                    "Give the root key's fingerprint (--root) or the store's address (--store).");
    }
    settings.address = package.store;
    return settings;
}

// Everything that can be refused is looked at before the tablet's key is where it stays.
Status enrol(const journal::KioskFolder& tablet, const crypto::Package& package,
             const crypto::SignSecretKey& key, const sync::StoreSettings& store,
             const std::string& pin, const Desk& desk) {
    const auto bytes = crypto::encode_key_file(crypto::KeyPurpose::Device,
                                               crypto::clinic_id_of(package.root), key.view());
    if (auto kept = desk.files.create(tablet.device_key(), bytes, Access::Owner); !kept)
        return kept;
    Status done = sync::accept_admission(desk.files, tablet, package.root, package.admission);
    if (done) done = sync::save_store_settings(desk.files, tablet.store_settings(), store);
    if (done && !pin.empty()) done = sync::set_staff_pin(desk.files, tablet, pin, {}, desk.random);
    if (!done) {
        (void)desk.files.remove(tablet.device_key());
        return done;
    }
    return desk.files.remove(request_key(tablet.root));
}

}  // namespace

Result<Asked> request_kiosk(const std::filesystem::path& kiosk, const std::string& name,
                            const Desk& desk) {
    if (auto usable = check_name(name); !usable) return fail(std::move(usable));
    if (auto fresh = not_enrolled_yet({kiosk}, desk.files); !fresh) return fail(std::move(fresh));
    if (auto made = desk.files.make_folders(kiosk); !made) return fail(std::move(made));
    const auto key = key_for_request(kiosk, desk);
    if (!key) return fail(key.error());
    crypto::Request request;
    request.role = crypto::Role::Kiosk;
    request.signing = crypto::public_of(*key);
    request.name = name;
    auto bytes = crypto::make_request(request, crypto::Signer(*key));
    if (!bytes) return fail(std::move(bytes));
    return Asked{std::move(*bytes), crypto::fingerprint_text(request.fingerprint())};
}

Result<Admitted> admit(ByteView request_bytes, const std::string& fingerprint,
                       const std::filesystem::path& root, sync::Store& store,
                       const std::string& store_address, int code_length, const Desk& desk) {
    const auto request = crypto::verify_request(request_bytes);
    if (!request) return fail(request.error());
    if (!fingerprint.empty() && !crypto::fingerprint_matches(request->fingerprint(), fingerprint)) {
        return fail(causes::fingerprint_differs,
                    "The request is not from the machine that shows this fingerprint.",
                    "Nothing was signed. Fetch the request again from that machine, and do not let "
                    "it out of your hands.");
    }
    const RootFolder folder(desk.files, root);
    const auto card = folder.card();
    if (!card) return fail(card.error());
    if (!request->clinic.is_zero() && request->clinic != card->clinic())
        return crypto::refuse(crypto::causes::other_clinic);
    const auto admission = admission_for(*request, folder, *card, store, code_length, desk);
    if (!admission) return fail(admission.error());
    const auto bytes = folder.admit(*admission);
    if (!bytes) return fail(bytes.error());
    if (auto put = sync::put_object(store, sync::places::objects, *bytes); !put)
        return fail(std::move(put));
    Admitted admitted{request->role,
                      admission->id(),
                      request->name,
                      crypto::fingerprint_text(request->fingerprint()),
                      crypto::fingerprint_text(crypto::root_fingerprint(card->root)),
                      admission->number,
                      {}};
    if (request->role == crypto::Role::Computer) return admitted;
    const auto key = folder.key();
    if (!key) return fail(key.error());
    auto package = crypto::make_package({card->root, *bytes, store_address}, *key);
    if (!package) return fail(std::move(package));
    admitted.package = std::move(*package);
    return admitted;
}

Result<EnrolledKiosk> accept_package(const std::filesystem::path& kiosk, ByteView package_bytes,
                                     const std::string& root,
                                     const sync::StoreSettings& store_settings,
                                     const std::string& pin, const Desk& desk) {
    const journal::KioskFolder tablet{kiosk};
    if (auto fresh = not_enrolled_yet(tablet, desk.files); !fresh) return fail(std::move(fresh));
    if (auto usable = pin.empty() ? Status() : sync::check_staff_pin(pin); !usable)
        return fail(std::move(usable));
    const auto package = crypto::verify_package(package_bytes);
    if (!package) return fail(package.error());
    if (!root.empty() &&
        !crypto::fingerprint_matches(crypto::root_fingerprint(package->root), root))
        return crypto::refuse(crypto::causes::other_clinic);
    const auto key = read_request_key(kiosk, desk.files);
    if (!key) return fail(key.error());
    const auto admission = crypto::verify_admission(package->admission, package->root);
    if (!admission) return fail(admission.error());
    if (admission->signing != crypto::public_of(*key) || admission->role != crypto::Role::Kiosk) {
        return fail(sync::causes::admission_of_other_device, "This package is for another tablet.",
                    "Compare the fingerprints and ask the clinic for this tablet's package.");
    }
    const auto settings = settings_for(*package, store_settings, !root.empty());
    if (!settings) return fail(settings.error());
    auto store = sync::open_store(desk.files, *settings, admission->clinic);
    if (!store) return fail(std::move(store));
    if (auto fetched = fetch_newest(kiosk, package->root, **store, desk.files); !fetched)
        return fail(std::move(fetched));
    const auto configuration = config::load_signed(desk.files, tablet.config(), package->root, 0);
    if (!configuration) return fail(configuration.error());
    if (auto done = enrol(tablet, *package, *key, *settings, pin, desk); !done)
        return fail(std::move(done));
    return EnrolledKiosk{admission->id(),
                         crypto::fingerprint_text(crypto::root_fingerprint(package->root)),
                         admission->number, configuration->config.settings.code_length};
}

}  // namespace spine::importing
