#include "import/passed_keys.h"

#include "crypto/object_common.h"

namespace spine::importing {

void each_passed(const sync::ClinicObjects& objects,
                 const std::function<void(const crypto::PassedKey&)>& use) {
    for (const sync::KnownObject& object : objects.verified()) {
        if (object.kind != crypto::ObjectKind::PassedKey) continue;
        const auto* author = objects.author_of(crypto::claimed_author(object.bytes), object.name);
        if (author == nullptr) continue;
        const auto passed =
            crypto::verify_passed_key(object.bytes, author->signing, objects.clinic());
        if (passed) use(*passed);
    }
}

std::set<crypto::Hash> signed_keys(const crypto::ClinicId& clinic,
                                   const sync::Configurations& configurations) {
    std::set<crypto::Hash> prints;
    for (const sync::KnownManifest* known : configurations.all())
        prints.insert(crypto::fingerprint(clinic, known->manifest.clinic_key));
    return prints;
}

Status take_passed_keys(archive::Archive& archive, const sync::ClinicObjects& objects,
                        const sync::Configurations& configurations) {
    const auto signed_in = signed_keys(archive.clinic(), configurations);
    const auto mine = crypto::fingerprint(archive.clinic(), archive.join_key());
    Status done;
    each_passed(objects, [&](const crypto::PassedKey& passed) {
        if (!done || passed.recipient != mine || !signed_in.contains(passed.key)) return;
        if (const auto key = archive.open_passed(passed))
            done = archive.add_clinic_key(*key, false);
    });
    return done;
}

}  // namespace spine::importing
