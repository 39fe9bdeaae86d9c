// What a clinic has said so far: a fold over the signed objects of its store, read before any
// bundle and before any receipt is believed.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "crypto/admission.h"
#include "crypto/mark.h"
#include "crypto/revocation.h"
#include "crypto/tombstone.h"
#include "sync/store.h"

namespace spine::sync {

// An object that was not believed, and why.
struct RefusedObject {
    std::string object;  // its name in the store
    std::string cause;
    friend bool operator==(const RefusedObject&, const RefusedObject&) = default;
};

struct KnownMark {
    crypto::Hash name;  // hash() of its bytes: what an undo names
    crypto::Mark mark;
    Bytes bytes;
};

// One thread. Objects are immutable, so each is fetched and verified once.
class ClinicObjects {
  public:
    explicit ClinicObjects(const crypto::SignPublicKey& root);

    // Fetches what is new. An object that does not verify is listed in refused() and changes
    // nothing; one that could not be fetched, or whose bytes are not those of its name (it is still
    // being written, or was read torn), is tried again by the next call. A tombstone or mark
    // whose author is not admitted yet waits for the admission. Faults: those of the listing, and
    // what concerns_whole_store().
    [[nodiscard]] Status refresh(Store& store);

    [[nodiscard]] const crypto::ClinicId& clinic() const { return clinic_; }
    [[nodiscard]] const crypto::SignPublicKey& root() const { return root_; }
    // Null if the root never admitted it.
    [[nodiscard]] const crypto::Admission* find(const crypto::DeviceId& device) const;
    [[nodiscard]] bool revoked(const crypto::DeviceId& device) const;
    // A computer that is admitted and not revoked; null otherwise.
    [[nodiscard]] const crypto::Admission* computer(const crypto::DeviceId& device) const;
    [[nodiscard]] const std::map<crypto::DeviceId, crypto::Admission>& admissions() const {
        return admissions_;
    }
    [[nodiscard]] const std::map<crypto::SessionId, crypto::Tombstone>& tombstones() const {
        return tombstones_;
    }
    [[nodiscard]] const std::vector<KnownMark>& marks() const { return marks_; }
    [[nodiscard]] std::vector<RefusedObject> refused() const;

  private:
    struct Fetched {
        std::string name;
        Bytes bytes;
    };
    void take(Fetched object);
    [[nodiscard]] Status take_admission(ByteView bytes);
    [[nodiscard]] Status take_revocation(ByteView bytes);
    void take_waiting();
    void refuse(const std::string& name, std::string_view cause);

    crypto::SignPublicKey root_;
    crypto::ClinicId clinic_;
    std::set<std::string> taken_;
    std::map<crypto::DeviceId, crypto::Admission> admissions_;
    std::set<crypto::DeviceId> revoked_;
    std::map<crypto::SessionId, crypto::Tombstone> tombstones_;
    std::vector<KnownMark> marks_;
    std::vector<Fetched> waiting_;  // of computers
    std::vector<RefusedObject> refused_;
    std::vector<RefusedObject> not_taken_;  // by the last refresh(): no content of that name
};

}  // namespace spine::sync
