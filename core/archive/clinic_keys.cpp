// The clinic's keys on this computer: passed to it, kept through rotations, passed on.
#include <algorithm>
#include <iterator>
#include <utility>

#include "archive/archive.h"
#include "archive/schema.h"
#include "database/settings.h"
#include "open/object_opening.h"

namespace spine::archive {

Result<crypto::SealSecretKey> Archive::clinic_key() const {
    if (auto open = require_open(); !open) return fail(std::move(open));
    if (!open_->clinic.empty()) return open_->clinic.front().key.copy();
    return fail(causes::clinic_key_missing,
                "This computer has not been given the clinic's key yet.",
                "Admit it with the root key (kioskctl clinic admit), import on a computer that has "
                "the key, then try again.");
}

Result<std::vector<crypto::SealSecretKey>> Archive::clinic_keys() const {
    if (auto first = clinic_key(); !first) return fail(std::move(first));
    std::vector<crypto::SealSecretKey> keys;
    for (const HeldKey& held : open_->clinic) keys.push_back(held.key.copy());
    return keys;
}

// By its fingerprint, so that none is kept twice.
Status Archive::add_clinic_key(const crypto::SealSecretKey& key, bool in_use) {
    if (auto open = require_open(); !open) return open;
    const crypto::SealPublicKey public_key = crypto::public_of(key);
    const crypto::Hash print = crypto::fingerprint(clinic_, public_key);
    const bool held = std::any_of(open_->clinic.begin(), open_->clinic.end(),
                                  [&](const HeldKey& one) { return one.print == print; });
    if (!held) {
        const std::string name = std::string(kClinicKeys) + print.hex();
        if (auto kept = put_secret(name, key.view()); !kept) return kept;
        open_->clinic.push_back({print, key.copy()});
        open_->marks.reset();  // those that were sealed to it open now
        // Which of several is in use must not hang on how they are sorted.
        const crypto::Hash& in_use_now = open_->clinic.front().print;
        if (auto set = database::set_blob(database_, "clinic-key", in_use_now.view()); !set)
            return set;
    }
    return in_use || open_->clinic.size() == 1 ? use_clinic_key(public_key) : Status();
}

Status Archive::note_rotation(const crypto::SealPublicKey& key) {
    return audit_write("clinic key rotated", crypto::fingerprint(clinic_, key).hex());
}

Status Archive::use_clinic_key(const crypto::SealPublicKey& key) {
    if (auto open = require_open(); !open) return open;
    const crypto::Hash print = crypto::fingerprint(clinic_, key);
    const auto found = std::find_if(open_->clinic.begin(), open_->clinic.end(),
                                    [&](const HeldKey& one) { return one.print == print; });
    if (found == open_->clinic.end() || found == open_->clinic.begin()) return {};
    std::rotate(open_->clinic.begin(), found, std::next(found));
    return database::set_blob(database_, "clinic-key", print.view());
}

Result<std::uint64_t> Archive::see_configuration(std::uint64_t version) {
    const auto seen = database::get_number(database_, "configuration-version");
    if (!seen) return fail(seen.error());
    const auto highest = static_cast<std::uint64_t>(seen->value_or(0));
    if (highest >= version) return highest;
    auto noted = database::set_number(database_, "configuration-version",
                                      static_cast<std::int64_t>(version));
    if (!noted) return fail(std::move(noted));
    return version;
}

Result<crypto::SealSecretKey> Archive::open_passed(const crypto::PassedKey& passed) const {
    if (auto open = require_open(); !open) return fail(std::move(open));
    return opening::open_passed_key(passed, open_->join);
}

crypto::SealPublicKey Archive::join_key() const {
    return crypto::public_of(open_->join);
}

Status Archive::pass_keys(const crypto::SealPublicKey& to, std::span<const crypto::Hash> which) {
    if (auto open = require_open(); !open) return open;
    return transact([&]() -> Status {
        for (const HeldKey& held : open_->clinic) {
            if (std::find(which.begin(), which.end(), held.print) == which.end()) continue;
            const auto passed = crypto::make_passed_key(clinic_, held.key, to, open_->signer);
            if (!passed) return fail(passed.error());
            if (auto kept = insert_object(*passed, Origin::Here); !kept) return kept;
        }
        return audit_append("clinic key passed", crypto::fingerprint(clinic_, to).hex());
    });
}

}  // namespace spine::archive
