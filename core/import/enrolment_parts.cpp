#include "import/enrolment_parts.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "crypto/constants.h"
#include "crypto/layout.h"
#include "sync/clinic_objects.h"
#include "sync/configurations.h"

namespace spine::importing {
namespace {

constexpr unsigned kKiosksOfSixDigits = 10, kKiosksOfEightDigits = 100;

bool lies_in(const std::filesystem::path& folder, const std::filesystem::path& inside) {
    std::error_code error;
    const auto outer = std::filesystem::weakly_canonical(std::filesystem::absolute(folder), error);
    const auto inner = std::filesystem::weakly_canonical(std::filesystem::absolute(inside), error);
    const auto differ = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first;
    // A path that ends in a separator has an empty last part.
    return differ == outer.end() || (differ->empty() && std::next(differ) == outer.end());
}

}  // namespace

Status key_leaves(const std::filesystem::path& clinic, const std::filesystem::path& out) {
    if (!lies_in(clinic, out)) return {};
    return fail(causes::key_in_clinic,
                "Root and recovery key must not lie in the clinic's folder: who has both has "
                "everything.",
                "Name folders elsewhere, best on two USB sticks.", out.string());
}

Result<std::set<crypto::DeviceId>> revoked_devices(const std::vector<SignedAdmission>& admissions,
                                                   const std::vector<SignedRevocation>& revocations,
                                                   const ClinicCard& card, sync::Store& store) {
    std::set<crypto::DeviceId> revoked;
    for (const SignedRevocation& kept : revocations) revoked.insert(kept.revocation.device);
    sync::ClinicObjects published(card.root);
    if (auto read = published.refresh(store); !read) return fail(std::move(read));
    for (const SignedAdmission& kept : admissions)
        if (published.revoked(kept.admission.id())) revoked.insert(kept.admission.id());
    return revoked;
}

Result<std::uint8_t> next_number(const std::vector<SignedAdmission>& admissions,
                                 const std::set<crypto::DeviceId>& revoked, int code_length) {
    std::set<unsigned> in_use, ever;
    for (const auto& [admission, bytes] : admissions) {
        if (admission.role != crypto::Role::Kiosk) continue;
        ever.insert(admission.number);
        if (!revoked.contains(admission.id())) in_use.insert(admission.number);
    }
    const bool long_codes = code_length == 8;
    const unsigned numbers = long_codes ? kKiosksOfEightDigits : kKiosksOfSixDigits;
    for (const std::set<unsigned>& taken : {ever, in_use}) {
        // 1, 2, …, and 0 last: a patient reads "1…" more easily than "0…".
        for (unsigned number = 1; number <= numbers; ++number)
            if (!taken.contains(number % numbers))
                return static_cast<std::uint8_t>(number % numbers);
    }
    return fail(causes::too_many_kiosks,
                long_codes ? "All hundred numbers for codes of eight digits are taken."
                           : "All ten numbers for codes of six digits are taken.",
                long_codes
                    ? "Revoke a tablet that is no longer used: kioskctl clinic revoke."
                    : "Set [codes] length = 8 in kiosk.toml and sign the configuration again, or "
                      "revoke a tablet that is no longer used.");
}

Status check_name(const std::string& name) {
    if (!name.empty() && name.size() <= crypto::kMaxNameSize && crypto::layout::is_plain_text(name))
        return {};
    return fail(causes::name_unusable,
                "A tablet's name has 1 to 64 bytes, all of them letters, digits and signs.",
                "Choose a short one, such as 'Tablet 1'.");
}

tl::unexpected<Fault> nothing_signed() {
    return fail(causes::configuration_missing, "The store holds no signed configuration.",
                "Sign one first: kioskctl clinic sign CONFIG --root DIR --store STORE.");
}

Status fetch_newest(const std::filesystem::path& kiosk, const crypto::SignPublicKey& root,
                    sync::Store& store, Files& files) {
    sync::Configurations configurations(root);
    auto read = configurations.refresh(store);
    // A folder is there, or it would not be open: nothing of the clinic is in it yet. A server may
    // be out of reach, and its own words say which it is.
    const bool folder = store.address().find("://") == std::string::npos;
    const bool not_set_up =
        folder && !read && read.error().cause == sync::causes::store_unreachable;
    if (!read && !not_set_up) return read;
    const sync::KnownManifest* newest = configurations.newest();
    if (newest == nullptr) return nothing_signed();
    return sync::fetch_configuration(store, files, *newest, journal::KioskFolder{kiosk}.config());
}

Status each_some(std::vector<crypto::Hash> names,
                 const std::function<Status(std::vector<crypto::Hash>)>& use) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::span<const crypto::Hash> left(names);
    while (!left.empty()) {
        const auto some = left.first(std::min(left.size(), crypto::kMaxEndorsed));
        if (auto done = use(std::vector<crypto::Hash>(some.begin(), some.end())); !done)
            return done;
        left = left.subspan(some.size());
    }
    return {};
}

Status put_signed(sync::Store& store, const Result<Bytes>& object) {
    if (!object) return fail(object.error());
    auto done = sync::put_object(store, sync::places::objects, *object);
    return done ? Status() : fail(std::move(done));
}

}  // namespace spine::importing
