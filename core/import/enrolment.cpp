#include "import/enrolment.h"

#include <algorithm>
#include <set>
#include <utility>

#include "config/signed.h"
#include "config/snapshot.h"
#include "crypto/constants.h"
#include "crypto/keyfile.h"
#include "import/enrolment_parts.h"
#include "sync/clinic_objects.h"
#include "sync/configurations.h"
#include "sync/enrolment.h"

namespace spine::importing {
namespace {

struct NewKeys {
    crypto::SignPair root, computer;
    crypto::SealPair clinic, recovery, join, attention;
    explicit NewKeys(Random& random)
        : root(crypto::make_sign_pair(random)),
          computer(crypto::make_sign_pair(random)),
          clinic(crypto::make_seal_pair(random)),
          recovery(crypto::make_seal_pair(random)),
          join(crypto::make_seal_pair(random)),
          attention(crypto::make_seal_pair(random)) {}
    [[nodiscard]] crypto::ClinicId id() const { return crypto::clinic_id_of(root.public_key); }
};

Status keys_leave(const NewClinic& wanted) {
    for (const auto& out : {wanted.root_out, wanted.recovery_out})
        if (auto leaves = key_leaves(wanted.clinic, out); !leaves) return leaves;
    return {};
}

// A key that is there is never replaced, and asked for before anything is made.
Status keys_are_new(const NewClinic& wanted, Files& files) {
    for (const auto& file : {wanted.root_out / kRootKeyFile, wanted.root_out / kClinicCardFile,
                             wanted.recovery_out / kRecoveryKeyFile}) {
        if (!files.exists(file)) continue;
        return fail(causes::key_there, "There is a key in this folder already.",
                    "Name another folder and leave this one as it is: the key may be another "
                    "clinic's. If an earlier 'kioskctl clinic create' was broken off, its keys "
                    "belong to no clinic.",
                    file.string());
    }
    return {};
}

Status write_recovery(const NewClinic& wanted, const NewKeys& keys, Files& files) {
    if (auto made = files.make_folders(wanted.recovery_out); !made) return made;
    const auto bytes = crypto::encode_key_file(crypto::KeyPurpose::Recovery, keys.id(),
                                               keys.recovery.secret_key.view());
    return files.create(wanted.recovery_out / kRecoveryKeyFile, bytes, Access::Owner);
}

Status write_root(const NewClinic& wanted, const NewKeys& keys, const Desk& desk) {
    RootFolder folder(desk.files, wanted.root_out);
    const ClinicCard card{
        keys.root.public_key, {keys.clinic.public_key, keys.recovery.public_key}, 0};
    if (auto made = folder.create(keys.root.secret_key, card); !made) return made;
    crypto::Admission computer;
    computer.clinic = keys.id();
    computer.role = crypto::Role::Computer;
    computer.signing = keys.computer.public_key;
    computer.sealing = keys.join.public_key;
    computer.attention = keys.attention.public_key;
    computer.at = desk.clock.now();
    computer.name = wanted.computer_name;
    auto admitted = folder.admit(computer);
    if (!admitted) return fail(std::move(admitted));
    return {};
}

// The attention keys of the computers that the root has admitted and not taken back.
std::vector<crypto::ManifestComputer> computers_of(const std::vector<SignedAdmission>& admissions,
                                                   const std::set<crypto::DeviceId>& revoked) {
    std::vector<crypto::ManifestComputer> computers;
    for (const auto& [admission, bytes] : admissions) {
        if (admission.role != crypto::Role::Computer || revoked.contains(admission.id())) continue;
        computers.push_back({admission.id(), admission.attention});
    }
    return computers;
}

template <typename Signed>
Status publish(const std::vector<Signed>& objects, sync::Store& store) {
    for (const Signed& object : objects) {
        auto put = sync::put_object(store, sync::places::objects, object.bytes);
        if (!put) return fail(std::move(put));
    }
    return {};
}

Status tablet_is_new(const journal::KioskFolder& tablet, Files& files) {
    if (!files.exists(tablet.device_key())) return {};
    if (sync::load_enrolment(files, tablet)) {
        return fail(spine::causes::file_exists, "This tablet is enrolled already.",
                    "Name an empty folder.", tablet.device_key().string());
    }
    return fail(spine::causes::file_exists,
                "This tablet has a key and no admission: its enrolment was broken off, or it "
                "waits for its package.",
                "Name an empty folder, or take the package: kioskctl kiosk accept KIOSK PACKAGE.",
                tablet.device_key().string());
}

// Signed by the root, in the store, and taken by the tablet.
Status admit(const crypto::Admission& admission, const RootFolder& root, sync::Store& store,
             const journal::KioskFolder& tablet, const Desk& desk) {
    const auto card = root.card();
    if (!card) return fail(card.error());
    const auto bytes = root.admit(admission);
    if (!bytes) return fail(bytes.error());
    if (auto put = sync::put_object(store, sync::places::objects, *bytes); !put)
        return fail(std::move(put));
    return sync::accept_admission(desk.files, tablet, card->root, *bytes);
}

}  // namespace

Result<CreatedClinic> create_clinic(const NewClinic& wanted, const Desk& desk) {
    const archive::ClinicFolder folder{wanted.clinic};
    if (desk.files.exists(folder.database())) {
        return fail(causes::clinic_exists, "There is a clinic in this folder already.",
                    "Choose an empty folder.", wanted.clinic.string());
    }
    if (auto leave = keys_leave(wanted); !leave) return fail(std::move(leave));
    if (auto fresh = keys_are_new(wanted, desk.files); !fresh) return fail(std::move(fresh));
    if (auto made = desk.files.make_folders(wanted.clinic); !made) return fail(std::move(made));
    NewKeys keys(desk.random);
    if (auto written = write_recovery(wanted, keys, desk.files); !written) {
        return fail(std::move(written));
    }
    if (auto written = write_root(wanted, keys, desk); !written) return fail(std::move(written));
    const crypto::ClinicId id = keys.id();
    CreatedClinic created{
        id.hex(), crypto::fingerprint_text(crypto::root_fingerprint(keys.root.public_key)),
        crypto::fingerprint_text(crypto::fingerprint(id, keys.clinic.public_key)),
        crypto::fingerprint_text(crypto::fingerprint(id, keys.recovery.public_key)),
        crypto::fingerprint_text(crypto::fingerprint(id, keys.computer.public_key))};
    archive::ClinicKeys kept{std::move(keys.clinic.secret_key), std::move(keys.computer.secret_key),
                             std::move(keys.join.secret_key), std::move(keys.attention.secret_key)};
    auto made = archive::Archive::create(folder, keys.root.public_key, kept, wanted.first_slot,
                                         desk.files, desk.clock, desk.random);
    if (!made) return fail(std::move(made));
    return created;
}

Result<SignedConfiguration> sign_and_publish(const std::filesystem::path& folder_to_sign,
                                             const std::filesystem::path& root, sync::Store& store,
                                             const Desk& desk) {
    RootFolder folder(desk.files, root);
    auto key = folder.key();
    if (!key) return fail(std::move(key));
    auto card = folder.card();
    if (!card) return fail(std::move(card));
    const auto admissions = folder.admissions();
    if (!admissions) return fail(admissions.error());
    const auto revocations = folder.revocations();
    if (!revocations) return fail(revocations.error());
    if (auto made = store.set_up(); !made) return fail(std::move(made));
    const auto revoked = revoked_devices(*admissions, *revocations, *card, store);
    if (!revoked) return fail(revoked.error());
    const std::uint64_t version = card->configuration_version + 1;
    const config::Recipients recipients{card->recipients.clinic, card->recipients.recovery,
                                        computers_of(*admissions, *revoked)};
    auto made = config::sign(desk.files, folder_to_sign, *key, recipients, version);
    if (!made) return fail(std::move(made));
    const auto manifest =
        desk.files.read(folder_to_sign / config::kManifestName, config::kLargestFile);
    if (!manifest) return fail(manifest.error());
    // Used up before anybody can see it: no two configurations ever have one version.
    card->configuration_version = version;
    if (auto saved = folder.save(*card); !saved) return fail(std::move(saved));
    if (auto put = publish(*admissions, store); !put) return fail(std::move(put));
    const auto endorsements = folder.endorsements();
    if (!endorsements) return fail(endorsements.error());
    for (const Bytes& endorsement : *endorsements)
        if (auto put = sync::put_object(store, sync::places::objects, endorsement); !put)
            return fail(std::move(put));
    if (auto put = publish(*revocations, store); !put) return fail(std::move(put));
    auto published =
        sync::publish_configuration(store, desk.files, folder_to_sign, *manifest, card->root);
    if (!published) return fail(std::move(published));
    return SignedConfiguration{version, made->hash};
}

Result<EnrolledKiosk> enrol_kiosk(const std::filesystem::path& kiosk,
                                  const std::filesystem::path& root,
                                  const sync::StoreSettings& store_settings,
                                  const std::string& name, const std::string& pin,
                                  const Desk& desk) {
    if (auto usable = check_name(name); !usable) return fail(std::move(usable));
    if (auto usable = pin.empty() ? Status() : sync::check_staff_pin(pin); !usable)
        return fail(std::move(usable));
    RootFolder folder(desk.files, root);
    const auto card = folder.card();
    if (!card) return fail(card.error());
    const auto admissions = folder.admissions();
    if (!admissions) return fail(admissions.error());
    const auto revocations = folder.revocations();
    if (!revocations) return fail(revocations.error());
    auto store = sync::open_store(desk.files, store_settings, card->clinic());
    if (!store) return fail(std::move(store));
    const journal::KioskFolder tablet{kiosk};
    // Before anything is written: another clinic's configuration must not replace this tablet's.
    if (auto fresh = tablet_is_new(tablet, desk.files); !fresh) return fail(std::move(fresh));
    if (auto fetched = fetch_newest(kiosk, card->root, **store, desk.files); !fetched) {
        return fail(std::move(fetched));
    }
    const auto revoked = revoked_devices(*admissions, *revocations, *card, **store);
    if (!revoked) return fail(revoked.error());
    const auto configuration = config::load_signed(desk.files, tablet.config(), card->root, 0);
    if (!configuration) return fail(configuration.error());
    const auto number =
        next_number(*admissions, *revoked, configuration->config.settings.code_length);
    if (!number) return fail(number.error());
    const auto signing = sync::make_device_key(desk.files, tablet, card->clinic(), desk.random);
    if (!signing) return fail(signing.error());
    crypto::Admission admission;
    admission.clinic = card->clinic();
    admission.role = crypto::Role::Kiosk;
    admission.signing = *signing;
    admission.number = *number;
    admission.at = desk.clock.now();
    admission.name = name;
    Status done = admit(admission, folder, **store, tablet, desk);
    if (done) done = sync::save_store_settings(desk.files, tablet.store_settings(), store_settings);
    if (done && !pin.empty()) done = sync::set_staff_pin(desk.files, tablet, pin, {}, desk.random);
    if (!done) {
        // Nothing was sealed with it, and a key that is there is never replaced.
        (void)desk.files.remove(tablet.device_key());
        return fail(std::move(done));
    }
    const crypto::Hash print = crypto::fingerprint(card->clinic(), *signing);
    return EnrolledKiosk{admission.id(), crypto::fingerprint_text(print), *number,
                         configuration->config.settings.code_length};
}

}  // namespace spine::importing
