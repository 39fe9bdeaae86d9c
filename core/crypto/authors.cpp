#include "crypto/authors.h"

#include <utility>

#include "crypto/causes.h"
#include "crypto/endorsement.h"
#include "crypto/refusal.h"
#include "crypto/revocation.h"

namespace spine::crypto {

bool is_by_root(ObjectKind kind) {
    return kind == ObjectKind::Admission || kind == ObjectKind::Revocation ||
           kind == ObjectKind::Endorsement;
}

bool is_by_computer(ObjectKind kind) {
    return kind == ObjectKind::Tombstone || kind == ObjectKind::Mark ||
           kind == ObjectKind::PassedKey || kind == ObjectKind::LedgerPart;
}

Status Authors::take(ByteView object) {
    const auto kind = kind_of(object);
    if (kind == ObjectKind::Admission) return take_admission(object);
    if (kind == ObjectKind::Revocation) {
        const auto revocation = verify_revocation(object, root_);
        if (!revocation) return fail(revocation.error());
        revoked_.insert(revocation->device);
        return {};
    }
    if (kind != ObjectKind::Endorsement) return refuse(causes::not_this_format);
    const auto endorsement = verify_endorsement(object, root_);
    if (!endorsement) return fail(endorsement.error());
    for (const Hash& name : endorsement->objects) endorsed_.emplace(endorsement->device, name);
    return {};
}

Status Authors::take_admission(ByteView bytes) {
    auto admission = verify_admission(bytes, root_);
    if (!admission) return fail(std::move(admission));
    const DeviceId id = admission->id();
    const auto known = admissions_.find(id);
    if (known == admissions_.end() || known->second.at < admission->at)
        admissions_.insert_or_assign(id, std::move(*admission));
    return {};
}

const Admission* Authors::find(const DeviceId& device) const {
    const auto found = admissions_.find(device);
    return found == admissions_.end() ? nullptr : &found->second;
}

const Admission* Authors::computer(const DeviceId& device) const {
    const Admission* found = find(device);
    const bool counts = found != nullptr && found->role == Role::Computer && !revoked(device);
    return counts ? found : nullptr;
}

const Admission* Authors::author_of(const DeviceId& claimed, const Hash& name) const {
    const Admission* found = find(claimed);
    if (found == nullptr || found->role != Role::Computer) return nullptr;
    return !revoked(claimed) || endorsed_.contains({claimed, name}) ? found : nullptr;
}

}  // namespace spine::crypto
