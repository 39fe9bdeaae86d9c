#include "import/rotating.h"

#include <utility>

#include "crypto/keyfile.h"
#include "import/enrolment_parts.h"

namespace spine::importing {
namespace {

Status keep_words_of(const RootFolder& root, archive::Archive& archive) {
    const auto endorsements = root.endorsements();
    if (!endorsements) return fail(endorsements.error());
    const auto revocations = root.revocations();
    if (!revocations) return fail(revocations.error());
    return archive.transact([&]() -> Status {
        for (const Bytes& endorsement : *endorsements)
            if (auto kept = archive.keep_object(endorsement); !kept) return kept;
        for (const SignedRevocation& one : *revocations)
            if (auto kept = archive.keep_object(one.bytes); !kept) return kept;
        return {};
    });
}

}  // namespace

Result<Rotated> rotate_keys(archive::Archive& archive, const std::filesystem::path& root,
                            const std::optional<std::filesystem::path>& recovery_out,
                            const Desk& desk) {
    if (auto may = archive.require(archive::Role::Administrator); !may) return fail(std::move(may));
    const crypto::ClinicId& clinic = archive.clinic();
    const RootFolder folder(desk.files, root);
    auto card = folder.card();
    if (!card) return fail(std::move(card));
    // Whoever rotates must be able to sign: else the card would name keys that nobody publishes.
    if (const auto key = folder.key(); !key) return fail(key.error());
    Rotated rotated;
    if (recovery_out) {
        if (auto leaves = key_leaves(archive.folder().root, *recovery_out); !leaves)
            return fail(std::move(leaves));
        if (auto made = desk.files.make_folders(*recovery_out); !made) return fail(std::move(made));
        const crypto::SealPair recovery = crypto::make_seal_pair(desk.random);
        const auto bytes = crypto::encode_key_file(crypto::KeyPurpose::Recovery, clinic,
                                                   recovery.secret_key.view());
        if (auto kept = desk.files.create(*recovery_out / kRecoveryKeyFile, bytes, Access::Owner);
            !kept)
            return fail(std::move(kept));
        card->recipients.recovery = recovery.public_key;
        rotated.recovery_key =
            crypto::fingerprint_text(crypto::fingerprint(clinic, recovery.public_key));
    }
    // Whom the root has revoked gets no new key, whatever the store shows of it.
    if (auto kept = keep_words_of(folder, archive); !kept) return fail(std::move(kept));
    const crypto::SealPair made = crypto::make_seal_pair(desk.random);
    // Kept before anybody can seal to it.
    if (auto kept = archive.add_clinic_key(made.secret_key, false); !kept)
        return fail(std::move(kept));
    if (auto noted = archive.note_rotation(made.public_key); !noted) return fail(std::move(noted));
    card->recipients.clinic = made.public_key;
    if (auto saved = folder.save(*card); !saved) return fail(std::move(saved));
    rotated.clinic_key = crypto::fingerprint_text(crypto::fingerprint(clinic, made.public_key));
    return rotated;
}

}  // namespace spine::importing
