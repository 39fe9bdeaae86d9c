#include "import/root_folder.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "crypto/constants.h"
#include "crypto/keyfile.h"

namespace spine::importing {
namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kAdmissions = "admissions";
constexpr const char* kRevocations = "revocations";
constexpr const char* kEndorsements = "endorsements";
constexpr const char* kHeld = "held";
constexpr std::uint64_t kLargest = 64ULL * 1024;

template <typename Key>
std::optional<Key> key_in(const Json& json, const char* name) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_string()) return std::nullopt;
    return Key::from_hex(found->template get<std::string>());
}

}  // namespace

RootFolder::RootFolder(Files& files, std::filesystem::path folder)
    : files_(files), folder_(std::move(folder)) {}

Status RootFolder::create(const crypto::SignSecretKey& root, const ClinicCard& card) {
    if (auto made = files_.make_folders(folder_ / kAdmissions); !made) return made;
    const auto bytes =
        crypto::encode_key_file(crypto::KeyPurpose::Root, card.clinic(), root.view());
    if (auto written = files_.create(folder_ / kRootKeyFile, bytes, Access::Owner); !written) {
        return written;
    }
    return save(card);
}

Result<crypto::SignSecretKey> RootFolder::key() const {
    auto bytes = files_.read(folder_ / kRootKeyFile, crypto::kMaxKeyFileSize);
    if (!bytes) return fail(std::move(bytes));
    const auto file = crypto::decode_key_file(*bytes, crypto::KeyPurpose::Root);
    crypto::wipe(*bytes);
    if (!file) return fail(file.error());
    return file->sign_key();
}

Status RootFolder::save(const ClinicCard& card) const {
    const Json json = {
        {"root", card.root.hex()},
        {"root_fingerprint", crypto::fingerprint_text(crypto::root_fingerprint(card.root))},
        {"clinic_key", card.recipients.clinic.hex()},
        {"recovery_key", card.recipients.recovery.hex()},
        {"configuration_version", card.configuration_version}};
    return files_.write(folder_ / kClinicCardFile, as_bytes(json.dump(2)), Access::Everyone);
}

Result<ClinicCard> RootFolder::card() const {
    auto bytes = files_.read(folder_ / kClinicCardFile, kLargest);
    if (!bytes) return fail(std::move(bytes));
    const Json json = Json::parse(as_text(*bytes), nullptr, false);
    if (json.is_object()) {
        const auto root = key_in<crypto::SignPublicKey>(json, "root");
        const auto clinic = key_in<crypto::SealPublicKey>(json, "clinic_key");
        const auto recovery = key_in<crypto::SealPublicKey>(json, "recovery_key");
        const auto version = json.find("configuration_version");
        if (root && clinic && recovery && version != json.end() && version->is_number_unsigned()) {
            return ClinicCard{*root, {*clinic, *recovery}, version->get<std::uint64_t>()};
        }
    }
    return fail(causes::root_folder_damaged, "The clinic's card cannot be read.",
                "Take the root folder from its backup.", (folder_ / kClinicCardFile).string());
}

Result<std::vector<Bytes>> RootFolder::all_in(const std::filesystem::path& subfolder) const {
    auto listed = files_.list(folder_ / subfolder);
    if (!listed) return fail(std::move(listed));
    std::vector<Bytes> objects;
    for (const FolderEntry& entry : *listed) {
        auto bytes = files_.read(folder_ / subfolder / entry.name, kLargest);
        if (!bytes) return fail(std::move(bytes));
        objects.push_back(std::move(*bytes));
    }
    return objects;
}

Status RootFolder::keep(const std::filesystem::path& subfolder, ByteView object) const {
    if (auto made = files_.make_folders(folder_ / subfolder); !made) return made;
    const std::string name = crypto::hash(object).hex();
    return files_.write(folder_ / subfolder / name, object, Access::Everyone);
}

Result<std::vector<SignedAdmission>> RootFolder::admissions() const {
    const auto card = this->card();
    if (!card) return fail(card.error());
    auto kept = all_in(kAdmissions);
    if (!kept) return fail(std::move(kept));
    std::vector<SignedAdmission> admissions;
    for (Bytes& bytes : *kept) {
        auto admission = crypto::verify_admission(bytes, card->root);
        if (!admission) return fail(std::move(admission));
        admissions.push_back({std::move(*admission), std::move(bytes)});
    }
    std::sort(admissions.begin(), admissions.end(), [](const auto& a, const auto& b) {
        return std::pair(a.admission.at, a.admission.number) <
               std::pair(b.admission.at, b.admission.number);
    });
    return admissions;
}

Result<Bytes> RootFolder::admit(const crypto::Admission& admission) const {
    const auto root = key();
    if (!root) return fail(root.error());
    auto bytes = crypto::make_admission(admission, *root);
    if (!bytes) return bytes;
    if (auto kept = keep(kAdmissions, *bytes); !kept) return fail(std::move(kept));
    return bytes;
}

Result<std::vector<SignedRevocation>> RootFolder::revocations() const {
    std::vector<SignedRevocation> revocations;
    if (!files_.exists(folder_ / kRevocations)) return revocations;
    const auto card = this->card();
    if (!card) return fail(card.error());
    auto kept = all_in(kRevocations);
    if (!kept) return fail(std::move(kept));
    for (Bytes& bytes : *kept) {
        auto revocation = crypto::verify_revocation(bytes, card->root);
        if (!revocation) return fail(std::move(revocation));
        revocations.push_back({*revocation, std::move(bytes)});
    }
    return revocations;
}

Status RootFolder::hold(const crypto::DeviceId& tablet,
                        const crypto::Endorsement& endorsement) const {
    const auto root = key();
    if (!root) return fail(root.error());
    const auto bytes = crypto::make_endorsement(endorsement, *root);
    if (!bytes) return fail(bytes.error());
    return keep(std::filesystem::path(kHeld) / tablet.hex(), *bytes);
}

Result<std::vector<Bytes>> RootFolder::release(const crypto::DeviceId& tablet) const {
    const auto held = std::filesystem::path(kHeld) / tablet.hex();
    std::vector<Bytes> none;
    if (!files_.exists(folder_ / held)) return none;
    const auto card = this->card();
    if (!card) return fail(card.error());
    auto all = all_in(held);
    if (!all) return all;
    for (const Bytes& bytes : *all) {
        if (auto sound = crypto::verify_endorsement(bytes, card->root); !sound)
            return fail(std::move(sound));
        if (auto kept = keep(kEndorsements, bytes); !kept) return fail(std::move(kept));
    }
    return all;
}

Result<Bytes> RootFolder::endorse(const crypto::Endorsement& endorsement) const {
    const auto root = key();
    if (!root) return fail(root.error());
    auto bytes = crypto::make_endorsement(endorsement, *root);
    if (!bytes) return bytes;
    if (auto kept = keep(kEndorsements, *bytes); !kept) return fail(std::move(kept));
    return bytes;
}

Result<std::vector<Bytes>> RootFolder::endorsements() const {
    std::vector<Bytes> none;
    if (!files_.exists(folder_ / kEndorsements)) return none;
    const auto card = this->card();
    if (!card) return fail(card.error());
    auto kept = all_in(kEndorsements);
    if (!kept) return kept;
    for (const Bytes& bytes : *kept)
        if (auto sound = crypto::verify_endorsement(bytes, card->root); !sound)
            return fail(std::move(sound));
    return kept;
}

Result<Bytes> RootFolder::revoke(const crypto::Revocation& revocation) const {
    const auto root = key();
    if (!root) return fail(root.error());
    auto bytes = crypto::make_revocation(revocation, *root);
    if (!bytes) return bytes;
    if (auto kept = keep(kRevocations, *bytes); !kept) return fail(std::move(kept));
    return bytes;
}

}  // namespace spine::importing
