// Taking a device's admission back.
#include <algorithm>
#include <map>
#include <utility>

#include "crypto/constants.h"
#include "crypto/object_common.h"
#include "crypto/receipt.h"
#include "import/enrolment_parts.h"
#include "sync/clinic_objects.h"

namespace spine::importing {
namespace {

struct Receipts {
    std::vector<crypto::Hash> of_erased, others;  // names
};

// A computer's receipts for a tablet, as the store shows them. Anybody can put files there: what it
// did not sign, or for another tablet, is not its word.
Result<Receipts> receipts_of(const crypto::Admission& computer, const crypto::DeviceId& tablet,
                             const sync::ClinicObjects& published, sync::Store& store) {
    Receipts out;
    const auto place = sync::places::receipts(tablet);
    const auto listed = store.list(place);
    if (!listed) return fail(listed.error());
    for (const std::string& text : *listed) {
        const auto name = crypto::Hash::from_hex(text);
        const auto bytes = store.get(place, text, crypto::kMaxObjectSize);
        // What was not read would be taken for not said.
        if (!bytes && sync::concerns_whole_store(bytes.error().cause)) return fail(bytes.error());
        if (!name || !bytes || crypto::hash(*bytes) != *name) continue;
        const auto receipt = crypto::verify_receipt(*bytes, computer.signing, computer.clinic);
        if (!receipt || receipt->device != tablet) continue;
        const bool erased = published.tombstones().contains({tablet, receipt->session});
        (erased ? out.of_erased : out.others).push_back(*name);
    }
    return out;
}

std::vector<crypto::Hash> objects_of(const crypto::DeviceId& computer,
                                     const sync::ClinicObjects& published, ItsExports exports) {
    std::vector<crypto::Hash> names;
    for (const sync::KnownObject& object : published.verified()) {
        if (exports == ItsExports::CountNoMore && object.kind == crypto::ObjectKind::LedgerPart)
            continue;
        if (crypto::is_by_computer(object.kind) && crypto::claimed_author(object.bytes) == computer)
            names.push_back(object.name);
    }
    return names;
}

// Before the revocation itself: nobody must see the one without the other. Its receipts for tablets
// that are in use are held in the root's folder until that tablet is revoked: published now they
// would let tablets delete on the word of a computer that nobody trusts any more. Those of erased
// sessions go at once: their tablets delete anyway, their bundles are gone, and nobody else can say
// of them that they were taken.
Status endorse(const crypto::Admission& computer, const RootFolder& folder,
               const sync::ClinicObjects& published, sync::Store& store, ItsExports exports) {
    const auto endorse_now = [&](std::vector<crypto::Hash> names) -> Status {
        return put_signed(store,
                          folder.endorse({computer.clinic, computer.id(), std::move(names)}));
    };
    auto names = objects_of(computer.id(), published, exports);
    for (const auto& [tablet, admission] : published.admissions()) {
        if (admission.role != crypto::Role::Kiosk) continue;
        auto receipts = receipts_of(computer, tablet, published, store);
        if (!receipts) return fail(std::move(receipts));
        names.insert(names.end(), receipts->of_erased.begin(), receipts->of_erased.end());
        if (published.revoked(tablet)) {
            names.insert(names.end(), receipts->others.begin(), receipts->others.end());
            continue;
        }
        auto held = each_some(std::move(receipts->others), [&, id = tablet](auto some) {
            return folder.hold(id, {computer.clinic, computer.id(), std::move(some)});
        });
        if (!held) return held;
    }
    return each_some(std::move(names), endorse_now);
}

// What revoked computers had said of this tablet counts from now on, since nobody says it anew.
Status release(const crypto::DeviceId& tablet, const RootFolder& folder, sync::Store& store) {
    const auto held = folder.release(tablet);
    if (!held) return fail(held.error());
    for (const Bytes& endorsement : *held)
        if (auto done = put_signed(store, endorsement); !done) return done;
    return {};
}

tl::unexpected<Fault> never_admitted() {
    return fail(causes::device_unknown, "This clinic never admitted such a device.",
                "Compare the id with 'kioskctl verify CLINIC'.");
}

StandingDevice standing(const crypto::Admission& admission) {
    return {admission.id(), admission.name, admission.at,
            crypto::fingerprint(admission.clinic, admission.signing),
            crypto::fingerprint(crypto::ClinicId{}, admission.signing)};
}

}  // namespace

bool StandingDevice::matches(std::string_view typed) const {
    return crypto::fingerprint_matches(fingerprint, typed) ||
           crypto::fingerprint_matches(asked_with, typed);
}

Result<std::vector<StandingDevice>> namesakes(const crypto::DeviceId& device,
                                              const std::filesystem::path& root, const Desk& desk) {
    const RootFolder folder(desk.files, root);
    const auto admissions = folder.admissions();
    if (!admissions) return fail(admissions.error());
    const auto revocations = folder.revocations();
    if (!revocations) return fail(revocations.error());
    std::map<crypto::DeviceId, crypto::Admission> stand;  // the latest of each
    const crypto::Admission* asked = nullptr;
    for (const SignedAdmission& one : *admissions) {
        stand.insert_or_assign(one.admission.id(), one.admission);
        if (one.admission.id() == device) asked = &one.admission;
    }
    if (asked == nullptr) return never_admitted();
    for (const SignedRevocation& one : *revocations) stand.erase(one.revocation.device);
    std::vector<StandingDevice> found;
    if (!stand.contains(device)) return found;
    for (const auto& [id, admission] : stand)
        if (admission.name == stand.at(device).name) found.push_back(standing(admission));
    return found;
}

Status revoke_device(const crypto::DeviceId& device, const std::filesystem::path& root,
                     sync::Store& store, const Desk& desk, ItsExports exports) {
    RootFolder folder(desk.files, root);
    const auto admissions = folder.admissions();
    if (!admissions) return fail(admissions.error());
    const auto known =
        std::find_if(admissions->begin(), admissions->end(),
                     [&](const auto& signed_one) { return signed_one.admission.id() == device; });
    if (known == admissions->end()) return never_admitted();
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
        if (auto done = endorse(known->admission, folder, published, store, exports); !done)
            return done;
    if (known->admission.role == crypto::Role::Kiosk)
        if (auto done = release(device, folder, store); !done) return done;
    return put_signed(store, folder.revoke({card->clinic(), device, desk.clock.now()}));
}

}  // namespace spine::importing
