// The heads for which a store holds receipts: what the clinic had taken, by its computers' word.
// By it a session of a tablet that was revoked since still counts, also for an archive that is
// rebuilt from the store (FORMAT.md §8, "What counts").
#pragma once

#include <map>
#include <set>
#include <vector>

#include "archive/archive.h"
#include "crypto/session_ref.h"
#include "sync/clinic_objects.h"

namespace spine::importing {

// One thread. `objects` outlives it.
class ReceiptedHeads {
  public:
    explicit ReceiptedHeads(const sync::ClinicObjects& objects) : objects_(objects) {}

    // Reads what is new of one tablet. A receipt whose author does not count is read again once the
    // root has made it count. Faults: the store's listing, and what concerns_whole_store().
    [[nodiscard]] Status read(sync::Store& store, const crypto::DeviceId& tablet);
    // The sessions of a tablet for which there are receipts, each with every head that has one.
    [[nodiscard]] std::vector<archive::TakenOut> of(const crypto::DeviceId& tablet) const;
    [[nodiscard]] bool has(const crypto::SessionRef& session, const crypto::Hash& head) const;

  private:
    // More are read again each time: nothing genuine is left out for them.
    static constexpr std::size_t kMostWaiting = 100'000;
    [[nodiscard]] bool waits(const crypto::Hash& name) const;
    [[nodiscard]] bool counts(const archive::TakenOut& taken) const;
    void take(const crypto::Hash& name, ByteView bytes);

    const sync::ClinicObjects& objects_;
    std::set<crypto::Hash> taken_;
    std::map<crypto::Hash, crypto::DeviceId> waiting_;  // author does not count
    std::map<crypto::SessionRef, std::map<crypto::Hash, archive::TakenOut>> heads_;
};

}  // namespace spine::importing
