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
        Walk& answer(int value, const std::string& item = "pain.now");
        // Filled, signed, as a bundle, with the walk's last event where the patient ended it; an
        // open one may go on.
        [[nodiscard]] Bytes end(crypto::SessionStatus status);
        // What the tablet's key alone can make of it: records 0 and 1 exchanged, or the first 64
        // alone; signed.
        [[nodiscard]] Bytes altered_end(crypto::SessionStatus status);
        [[nodiscard]] Bytes cut_end(crypto::SessionStatus status);

      private:
        friend class ForkedSession;
        explicit Walk(const ForkedSession& session);
        void seal(const std::string& payload);
        [[nodiscard]] Bytes signed_over(ByteView records, crypto::SessionStatus status) const;
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

struct KeptAs {
    archive::SessionPlace place;
    std::map<std::string, std::string, std::less<>> answers;
    bool receipted = false;
    friend bool operator==(const KeptAs&, const KeptAs&) = default;
};

// What an archive has of a session: its own end first, then the branches as it lists them.
[[nodiscard]] std::vector<KeptAs> ends_in(archive::Archive& archive,
                                          const crypto::SessionRef& session);

struct TwoEnds {
    importing::ImportResult import(ByteView bundle);
    [[nodiscard]] std::vector<KeptAs> ends() { return ends_in(*world.archive, session.ref()); }
    // How many ends have answers.
    [[nodiscard]] std::size_t keys();

    ClinicWorld world;
    WorldTablet tablet{world, "Tablet 1", 1};
    ForkedSession session{tablet};
};

}  // namespace spine::test
