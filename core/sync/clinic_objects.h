// What a clinic has said so far: a fold over the signed objects of its store, read before any
// bundle and before any receipt is believed.
//
// The fold knows no time and no order, so that whoever has the same objects comes to the same
// (FORMAT.md §8, "What counts"). What a revoked computer signed counts where the root endorsed it.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "crypto/authors.h"
#include "crypto/session_ref.h"
#include "crypto/tombstone.h"
#include "sync/store.h"

namespace spine::sync {

// An object that was not believed, and why.
struct RefusedObject {
    std::string object;  // its name in the store
    std::string cause;
    friend bool operator==(const RefusedObject&, const RefusedObject&) = default;
};

struct KnownObject {
    crypto::Hash name;
    crypto::ObjectKind kind = crypto::ObjectKind::Mark;
    Bytes bytes;
};

// What a hostile store can make a reader remember: names, and no more of them than this. What is
// beyond is fetched again by each refresh(), so that nothing genuine is left out for it.
struct ObjectLimits {
    std::size_t waiting = 100'000;                   // names of objects whose author does not count
    std::size_t held_bytes = std::size_t{4} << 20U;  // of these, within one refresh()
    std::size_t named = 1'000;                       // in refused()
};

// What computers tell each other and a tablet has no use for: marks, passed keys and the export
// ledger. Each patient leaves some, and a tablet runs for years.
enum class ComputersOwn { Kept, LeftOut };

// One thread. Objects are immutable, so each is fetched and verified once.
class ClinicObjects {
  public:
    explicit ClinicObjects(const crypto::SignPublicKey& root, ObjectLimits limits = {},
                           ComputersOwn computers_own = ComputersOwn::Kept);

    // What an archive or a tablet has kept of earlier runs: each is verified again, and counts
    // whether or not the store still has it. A store cannot take a revocation back.
    void remember(std::span<const Bytes> objects);

    // Fetches what is new. An object that does not verify is listed in refused() and changes
    // nothing; one that could not be fetched, or whose bytes are not those of its name (it is still
    // being written, or was read torn), is tried again by the next call. A tombstone or mark whose
    // author does not count waits for the root's word. Faults: those of the listing, and what
    // concerns_whole_store(); what came before it counts.
    [[nodiscard]] Status refresh(Store& store);

    [[nodiscard]] const crypto::ClinicId& clinic() const { return clinic_; }
    [[nodiscard]] const crypto::SignPublicKey& root() const { return root_; }
    // Null if the root never admitted it.
    [[nodiscard]] const crypto::Admission* find(const crypto::DeviceId& device) const {
        return authors_.find(device);
    }
    [[nodiscard]] bool revoked(const crypto::DeviceId& device) const {
        return authors_.revoked(device);
    }
    // A computer that is admitted and not revoked; null otherwise.
    [[nodiscard]] const crypto::Admission* computer(const crypto::DeviceId& device) const {
        return authors_.computer(device);
    }
    // A computer whose object of this name counts: not revoked, or the name is endorsed. Null
    // otherwise.
    [[nodiscard]] const crypto::Admission* author_of(const crypto::DeviceId& claimed,
                                                     const crypto::Hash& name) const {
        return authors_.author_of(claimed, name);
    }
    [[nodiscard]] const std::map<crypto::DeviceId, crypto::Admission>& admissions() const {
        return authors_.admissions();
    }
    // Those that count.
    [[nodiscard]] const std::map<crypto::SessionRef, crypto::Tombstone>& tombstones() const {
        return tombstones_;
    }
    // Everything whose signature holds, in the order in which it was taken: to be kept. Also what a
    // revocation that came later has made not count. Without what was LeftOut: of that the name
    // alone is remembered.
    [[nodiscard]] const std::vector<KnownObject>& verified() const { return verified_; }
    // By the last refresh().
    [[nodiscard]] bool in_store(const crypto::Hash& name) const;
    // At most ObjectLimits::named; how many more there were.
    [[nodiscard]] std::vector<RefusedObject> refused() const;
    [[nodiscard]] std::uint64_t refused_further() const;

  private:
    struct Fetched {
        crypto::Hash name;
        Bytes bytes;
    };
    struct Held {
        std::vector<Fetched> objects;
        std::size_t bytes = 0;
    };
    struct SaidErased {
        crypto::Hash name;
        crypto::Tombstone tombstone;
    };
    [[nodiscard]] Status fetch(Store& store, const std::vector<crypto::Hash>& names, Held& held);
    [[nodiscard]] Status take_fetched(const crypto::Hash& name, Result<Bytes> bytes, Held& held);
    [[nodiscard]] bool take(Fetched& object);
    [[nodiscard]] Status take_by_computer(const Fetched& object, crypto::ObjectKind kind,
                                          const crypto::Admission& author);
    void wait_for(const crypto::DeviceId& author, const crypto::Hash& name);
    [[nodiscard]] Status take_waiting(Store& store, Held held);
    void fold();
    void refuse(const crypto::Hash& name, std::string_view cause);

    crypto::SignPublicKey root_;
    crypto::ClinicId clinic_;
    ObjectLimits limits_;
    ComputersOwn computers_own_;
    std::set<crypto::Hash> taken_;
    crypto::Authors authors_;
    std::vector<SaidErased> said_erased_;
    std::map<crypto::SessionRef, crypto::Tombstone> tombstones_;
    std::vector<KnownObject> verified_;
    std::map<crypto::Hash, crypto::DeviceId> waiting_;  // and the author each names
    std::uint64_t waiting_beyond_ = 0;                  // by the last refresh(): not remembered
    std::vector<crypto::Hash> in_store_;
    std::vector<RefusedObject> refused_;
    std::uint64_t refused_count_ = 0;
    std::vector<RefusedObject> not_taken_;  // by the last refresh(): no content of that name
    std::uint64_t not_taken_count_ = 0;
    std::vector<RefusedObject> not_counting_;  // verified, and their author was revoked since
    std::uint64_t not_counting_count_ = 0;
};

}  // namespace spine::sync
