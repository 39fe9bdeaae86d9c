// A session that goes on twice, as in a tablet whose memory was copied in mid-walk: sealed by hand
// with one session key.
#pragma once

#include <string>
#include <vector>

#include "clinic_world.h"
#include "crypto/bundle.h"

namespace spine::test {

class ForkedSession {
  public:
    // The first session of `tablet`, which must have made none; its world outlives this.
    explicit ForkedSession(WorldTablet& tablet);

    // One of the ways on, from the session's first event.
    class Walk {
      public:
        // The value of one answer: "pain.now".
        Walk& answer(int value);
        // Filled, signed, as a bundle; an open one may go on.
        [[nodiscard]] Bytes end(crypto::SessionStatus status);
        // The same with records 0 and 1 exchanged: signed, and opened by nobody.
        [[nodiscard]] Bytes altered_end(crypto::SessionStatus status);

      private:
        friend class ForkedSession;
        explicit Walk(const ForkedSession& session);
        void seal(const std::string& payload);
        const ForkedSession& session_;
        crypto::RecordSealer sealer_;
        Bytes records_;
    };
    [[nodiscard]] Walk walk() const { return Walk(*this); }
    [[nodiscard]] Bytes withdrawn() const;
    // A header of its own under the same id.
    [[nodiscard]] Bytes with_another_header() const;

    [[nodiscard]] crypto::SessionRef ref() const { return {tablet_.id(), start_.session}; }

  private:
    [[nodiscard]] Bytes header_for(const crypto::SessionKey& key) const;
    WorldTablet& tablet_;
    crypto::SessionStart start_;
    crypto::SessionKey key_;
    Bytes header_;
};

// Into the store, as a tablet would.
void send(ClinicWorld& world, ByteView bundle);

}  // namespace spine::test
