#include "sync/clinic_objects.h"

#include <algorithm>
#include <utility>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/object_common.h"

namespace spine::sync {

using crypto::ObjectKind;

ClinicObjects::ClinicObjects(const crypto::SignPublicKey& root)
    : root_(root), clinic_(crypto::clinic_id_of(root)) {}

Status ClinicObjects::refresh(Store& store) {
    const auto names = store.list(places::objects);
    if (!names) return fail(names.error());
    not_taken_.clear();
    for (const std::string& name : *names) {
        if (taken_.contains(name)) continue;
        auto bytes = store.get(places::objects, name, crypto::kMaxObjectSize);
        if (bytes) {
            if (auto named = crypto::check_name(*bytes, name); !named) {
                not_taken_.push_back({name, std::string(named.error().cause.name())});
                continue;
            }
            take({name, std::move(*bytes)});
            taken_.insert(name);
        } else if (bytes.error().cause == spine::causes::file_too_large) {
            not_taken_.push_back({name, std::string(crypto::causes::size_wrong.name())});
        } else if (bytes.error().cause == crypto::causes::not_this_format) {
            not_taken_.push_back({name, std::string(bytes.error().cause.name())});
        } else if (concerns_whole_store(bytes.error().cause)) {
            // The next one would wait for the same server, and for as long.
            return fail(bytes.error());
        }
    }
    take_waiting();
    return {};
}

void ClinicObjects::take(Fetched object) {
    const auto kind = crypto::kind_of(object.bytes);
    if (kind == ObjectKind::Tombstone || kind == ObjectKind::Mark)
        return waiting_.push_back(std::move(object));
    Status taken;
    if (kind == ObjectKind::Admission) {
        taken = take_admission(object.bytes);
    } else if (kind == ObjectKind::Revocation) {
        taken = take_revocation(object.bytes);
    } else {
        return refuse(object.name, crypto::causes::not_this_format.name());
    }
    if (!taken) refuse(object.name, taken.error().cause.name());
}

Status ClinicObjects::take_admission(ByteView bytes) {
    auto admission = crypto::verify_admission(bytes, root_);
    if (!admission) return fail(std::move(admission));
    const crypto::DeviceId id = admission->id();
    const auto known = admissions_.find(id);
    // The latest word of the root counts, whatever the order in which a store lists them.
    if (known == admissions_.end() || known->second.at < admission->at)
        admissions_.insert_or_assign(id, std::move(*admission));
    return {};
}

Status ClinicObjects::take_revocation(ByteView bytes) {
    const auto revocation = crypto::verify_revocation(bytes, root_);
    if (!revocation) return fail(revocation.error());
    revoked_.insert(revocation->device);
    return {};
}

void ClinicObjects::take_waiting() {
    std::vector<Fetched> still;
    for (Fetched& object : waiting_) {
        const crypto::Admission* author = find(crypto::claimed_author(object.bytes));
        if (author == nullptr || author->role != crypto::Role::Computer) {
            still.push_back(std::move(object));
            continue;
        }
        if (crypto::kind_of(object.bytes) == ObjectKind::Tombstone) {
            const auto tombstone = crypto::verify_tombstone(object.bytes, author->signing, clinic_);
            if (tombstone) {
                tombstones_.insert_or_assign(tombstone->session, *tombstone);
            } else {
                refuse(object.name, tombstone.error().cause.name());
            }
            continue;
        }
        const auto mark = crypto::verify_mark(object.bytes, author->signing, clinic_);
        if (mark) {
            marks_.push_back({crypto::hash(object.bytes), *mark, std::move(object.bytes)});
        } else {
            refuse(object.name, mark.error().cause.name());
        }
    }
    waiting_ = std::move(still);
}

void ClinicObjects::refuse(const std::string& name, std::string_view cause) {
    refused_.push_back({name, std::string(cause)});
}

const crypto::Admission* ClinicObjects::find(const crypto::DeviceId& device) const {
    const auto found = admissions_.find(device);
    return found == admissions_.end() ? nullptr : &found->second;
}

bool ClinicObjects::revoked(const crypto::DeviceId& device) const {
    return revoked_.contains(device);
}

const crypto::Admission* ClinicObjects::computer(const crypto::DeviceId& device) const {
    const crypto::Admission* found = find(device);
    if (found == nullptr || found->role != crypto::Role::Computer || revoked(device))
        return nullptr;
    return found;
}

std::vector<RefusedObject> ClinicObjects::refused() const {
    std::vector<RefusedObject> all = refused_;
    all.insert(all.end(), not_taken_.begin(), not_taken_.end());
    for (const Fetched& object : waiting_)
        all.push_back({object.name, std::string(crypto::causes::device_unknown.name())});
    return all;
}

}  // namespace spine::sync
