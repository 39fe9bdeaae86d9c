// What bundles say, each by itself: verified, then opened and decoded. That needs nothing of other
// sessions, so that many are read at once; the importer then judges them in their order.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/bundle.h"
#include "crypto/keys.h"
#include "open/session_opening.h"
#include "session/event.h"
#include "sync/clinic_objects.h"

namespace spine::importing {

struct FetchedBundle {
    std::string name;
    Result<Bytes> bytes;  // or FORMAT.md's cause why what has this name is no bundle
};

// A session in clear: only ever in memory.
struct ReadSession {
    session::Told told;
    std::vector<std::string> events;  // payloads in their order, without fillers
};

struct ReadBundle {
    std::string name;
    Bytes bytes;
    std::string tablet;  // as the root admitted it
    // The first check of FORMAT.md §6 that fails, device_unknown or name_wrong. Views `bytes`.
    Result<crypto::VerifiedBundle> verified;
    // Faults: those of opening, event_malformed. Without events where there is nothing to open: a
    // session that was withdrawn or erased, or a bundle that did not verify.
    Result<ReadSession> session;
};

class BundleReader {
  public:
    // `objects` must outlive it and stand still while it reads. Each thread has copies of the keys
    // in locked memory of its own; of several the first to which a session is sealed opens it.
    // `threads` 1 starts none.
    BundleReader(const sync::ClinicObjects& objects, const crypto::ClinicId& clinic,
                 std::span<const crypto::SealSecretKey> keys, unsigned threads);
    BundleReader(const sync::ClinicObjects& objects, const crypto::ClinicId& clinic,
                 const crypto::SealSecretKey& key, unsigned threads)
        : BundleReader(objects, clinic, std::span(&key, 1), threads) {}

    // As many as a computer's processors, but few: the rest of it goes on meanwhile.
    [[nodiscard]] static unsigned usual_threads();

    // One for each bundle, in their order. Any thread, one at a time. Where threads run short it
    // reads with fewer.
    [[nodiscard]] std::vector<ReadBundle> read(std::vector<FetchedBundle> bundles) const;

  private:
    using Openers = std::vector<opening::SessionOpener>;
    [[nodiscard]] static Result<opening::OpenedSession> open(const crypto::VerifiedBundle& bundle,
                                                             const Openers& openers);
    [[nodiscard]] ReadBundle read_one(FetchedBundle fetched, const Openers& openers) const;
    [[nodiscard]] Result<crypto::VerifiedBundle> verify(ReadBundle& read) const;

    const sync::ClinicObjects& objects_;
    crypto::ClinicId clinic_;
    std::vector<Openers> openers_;  // one a thread
};

}  // namespace spine::importing
