// A computer that joins, and one that is made of the recovery key alone.
#include <utility>

#include "crypto/constants.h"
#include "crypto/keyfile.h"
#include "import/admitting.h"
#include "import/enrolment_parts.h"
#include "import/passed_keys.h"
#include "open/object_opening.h"
#include "sync/clinic_objects.h"
#include "sync/configurations.h"

namespace spine::importing {
namespace {

// The clinic's keys that were passed to the recovery key and that the root signed into a
// configuration.
Result<std::vector<crypto::SealSecretKey>> passed_to(const crypto::SealSecretKey& recovery,
                                                     const crypto::SignPublicKey& root,
                                                     sync::Store& store) {
    sync::ClinicObjects objects(root);
    if (auto read = objects.refresh(store); !read) return fail(std::move(read));
    sync::Configurations configurations(root);
    if (auto read = configurations.refresh(store); !read) return fail(std::move(read));
    auto wanted = signed_keys(objects.clinic(), configurations);
    std::vector<crypto::SealSecretKey> keys;
    each_passed(objects, [&](const crypto::PassedKey& passed) {
        if (!wanted.contains(passed.key)) return;
        auto key = opening::open_passed_key(passed, recovery);
        if (!key) return;
        keys.push_back(std::move(*key));
        wanted.erase(passed.key);  // each computer has passed it
    });
    return keys;
}

Result<crypto::SealSecretKey> read_recovery(const std::filesystem::path& folder,
                                            const crypto::ClinicId& clinic, Files& files) {
    auto bytes = files.read(folder / kRecoveryKeyFile, crypto::kMaxKeyFileSize);
    if (!bytes) return fail(std::move(bytes));
    const auto file = crypto::decode_key_file(*bytes, crypto::KeyPurpose::Recovery);
    crypto::wipe(*bytes);
    if (!file) return fail(file.error());
    if (file->clinic != clinic) {
        return fail(causes::nothing_recoverable, "This recovery key is another clinic's.",
                    "Look for the one whose fingerprint was written down.", folder.string());
    }
    return file->seal_key();
}

}  // namespace

Result<Asked> request_computer(const NewComputer& wanted, const crypto::SignPublicKey& root,
                               const Desk& desk) {
    if (auto usable = check_name(wanted.name); !usable) return fail(std::move(usable));
    const archive::ClinicFolder folder{wanted.clinic};
    if (desk.files.exists(folder.database())) {
        return fail(causes::clinic_exists, "There is a clinic in this folder already.",
                    "Choose an empty folder.", wanted.clinic.string());
    }
    if (auto made = desk.files.make_folders(wanted.clinic); !made) return fail(std::move(made));
    crypto::SignPair computer = crypto::make_sign_pair(desk.random);
    crypto::SealPair join = crypto::make_seal_pair(desk.random);
    crypto::SealPair attention = crypto::make_seal_pair(desk.random);
    const crypto::Request request{crypto::clinic_id_of(root), crypto::Role::Computer,
                                  computer.public_key,        join.public_key,
                                  attention.public_key,       wanted.name};
    auto bytes = crypto::make_request(request, crypto::Signer(computer.secret_key));
    if (!bytes) return fail(std::move(bytes));
    const archive::ClinicKeys keys{std::nullopt, std::move(computer.secret_key),
                                   std::move(join.secret_key), std::move(attention.secret_key)};
    auto made = archive::Archive::create(folder, root, keys, wanted.first_slot, desk.files,
                                         desk.clock, desk.random);
    if (!made) return fail(std::move(made));
    return Asked{std::move(*bytes), crypto::fingerprint_text(request.fingerprint())};
}

Result<Recovered> recover_clinic(const NewComputer& wanted, const crypto::SignPublicKey& root,
                                 const std::filesystem::path& recovery, sync::Store& store,
                                 const Desk& desk, Assessor assessor) {
    auto key = read_recovery(recovery, crypto::clinic_id_of(root), desk.files);
    if (!key) return fail(std::move(key));
    const auto keys = passed_to(*key, root, store);
    if (!keys) return fail(keys.error());
    auto asked = request_computer(wanted, root, desk);
    if (!asked) return fail(std::move(asked));
    auto archive =
        archive::Archive::open({wanted.clinic}, desk.files, desk.clock, desk.random, "kioskctl");
    if (!archive) return fail(std::move(archive));
    if (auto open = (*archive)->unlock(wanted.first_slot.passphrase); !open)
        return fail(std::move(open));
    for (const crypto::SealSecretKey& passed : *keys)
        if (auto kept = (*archive)->add_clinic_key(passed, false); !kept)
            return fail(std::move(kept));
    Importer importer(**archive, store, desk.clock, std::move(assessor));
    importer.also_open_with(std::move(*key));
    auto imported = importer.run(Order::ReceiptedFirst);
    if (!imported) return fail(std::move(imported));
    if (auto tidied = (*archive)->tidy(); !tidied) return fail(std::move(tidied));
    return Recovered{std::move(*asked), std::move(*imported), keys->size()};
}

}  // namespace spine::importing
