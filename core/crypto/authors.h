// Who speaks for the clinic: a fold over the root's words, whatever their order. There is no time
// in it that a store could turn back: what a revoked computer signed counts where the root named it
// in an endorsement, and nowhere else (FORMAT.md §8, "What counts").
#pragma once

#include <map>
#include <set>
#include <utility>

#include "crypto/admission.h"
#include "crypto/object_common.h"

namespace spine::crypto {

// Admissions, revocations and endorsements: what the root signs about devices.
[[nodiscard]] bool is_by_root(ObjectKind kind);
// Tombstones, marks, passed keys and parts of the export ledger: what a computer signs and puts
// among the objects.
[[nodiscard]] bool is_by_computer(ObjectKind kind);

class Authors {
  public:
    explicit Authors(const SignPublicKey& root) : root_(root) {}

    // Faults: those of verifying it; not_this_format for any other kind.
    [[nodiscard]] Status take(ByteView object);

    // Null if the root never admitted it. Of several admissions of one key the latest counts.
    [[nodiscard]] const Admission* find(const DeviceId& device) const;
    [[nodiscard]] bool revoked(const DeviceId& device) const { return revoked_.contains(device); }
    // A computer that is admitted and not revoked; null otherwise.
    [[nodiscard]] const Admission* computer(const DeviceId& device) const;
    // A computer whose object of this name counts; null otherwise.
    [[nodiscard]] const Admission* author_of(const DeviceId& claimed, const Hash& name) const;
    [[nodiscard]] const std::map<DeviceId, Admission>& admissions() const { return admissions_; }
    [[nodiscard]] bool any_revoked() const { return !revoked_.empty(); }

  private:
    [[nodiscard]] Status take_admission(ByteView bytes);
    SignPublicKey root_;
    std::map<DeviceId, Admission> admissions_;
    std::set<DeviceId> revoked_;
    std::set<std::pair<DeviceId, Hash>> endorsed_;
};

}  // namespace spine::crypto
