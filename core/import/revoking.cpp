// Taking a device's admission back.
#include <algorithm>
#include <utility>

#include "crypto/constants.h"
#include "crypto/object_common.h"
#include "import/enrolment.h"
#include "sync/clinic_objects.h"

namespace spine::importing {
namespace {

// What the store holds of a computer among a place's objects.
Status add_receipts(const crypto::DeviceId& author, const crypto::DeviceId& tablet,
                    sync::Store& store, std::vector<crypto::Hash>& names) {
    const auto place = sync::places::receipts(tablet);
    const auto listed = store.list(place);
    if (!listed) return fail(listed.error());
    for (const std::string& text : *listed) {
        const auto name = crypto::Hash::from_hex(text);
        const auto bytes = store.get(place, text, crypto::kMaxObjectSize);
        // What was not read would be taken for not said.
        if (!bytes && sync::concerns_whole_store(bytes.error().cause)) return fail(bytes.error());
        if (name && bytes && crypto::hash(*bytes) == *name &&
            crypto::claimed_author(*bytes) == author)
            names.push_back(*name);
    }
    return {};
}

// What a computer has said by now, as the store shows it. Of its receipts those for tablets that
// are revoked: for all others the next computer gives its own.
Result<std::vector<crypto::Hash>> said_so_far(const crypto::DeviceId& computer,
                                              const sync::ClinicObjects& published,
                                              sync::Store& store) {
    std::vector<crypto::Hash> names;
    for (const sync::KnownObject& object : published.verified())
        if (crypto::is_by_computer(object.kind) && crypto::claimed_author(object.bytes) == computer)
            names.push_back(object.name);
    for (const auto& [id, admission] : published.admissions()) {
        if (admission.role != crypto::Role::Kiosk || !published.revoked(id)) continue;
        if (auto added = add_receipts(computer, id, store, names); !added)
            return fail(std::move(added));
    }
    return names;
}

Status put(sync::Store& store, const Result<Bytes>& object) {
    if (!object) return fail(object.error());
    auto done = sync::put_object(store, sync::places::objects, *object);
    return done ? Status() : fail(std::move(done));
}

// Before the revocation itself: nobody must see the one without the other.
Status endorse(const crypto::DeviceId& computer, const RootFolder& folder,
               const crypto::ClinicId& clinic, const sync::ClinicObjects& published,
               sync::Store& store) {
    auto names = said_so_far(computer, published, store);
    if (!names) return fail(std::move(names));
    std::span<const crypto::Hash> left(*names);
    while (!left.empty()) {
        const auto some = left.first(std::min(left.size(), crypto::kMaxEndorsed));
        const auto bytes = folder.endorse({clinic, computer, {some.begin(), some.end()}});
        if (auto done = put(store, bytes); !done) return done;
        left = left.subspan(some.size());
    }
    return {};
}

}  // namespace

Status revoke_device(const crypto::DeviceId& device, const std::filesystem::path& root,
                     sync::Store& store, const Desk& desk) {
    RootFolder folder(desk.files, root);
    const auto admissions = folder.admissions();
    if (!admissions) return fail(admissions.error());
    const auto known =
        std::find_if(admissions->begin(), admissions->end(),
                     [&](const auto& signed_one) { return signed_one.admission.id() == device; });
    if (known == admissions->end()) {
        return fail(causes::device_unknown, "This clinic never admitted such a device.",
                    "Compare the id with 'kioskctl verify CLINIC'.");
    }
    const auto card = folder.card();
    if (!card) return fail(card.error());
    const auto revocations = folder.revocations();
    if (!revocations) return fail(revocations.error());
    sync::ClinicObjects published(card->root);
    if (auto read = published.refresh(store); !read) return read;
    // Once: what a computer said after it was revoked is not endorsed by revoking it again.
    const bool already =
        published.revoked(device) ||
        std::any_of(revocations->begin(), revocations->end(),
                    [&](const auto& one) { return one.revocation.device == device; });
    if (known->admission.role == crypto::Role::Computer && !already)
        if (auto done = endorse(device, folder, card->clinic(), published, store); !done)
            return done;
    return put(store, folder.revoke({card->clinic(), device, desk.clock.now()}));
}

}  // namespace spine::importing
