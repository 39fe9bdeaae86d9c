// A clinic, one of its tablets, and sessions with canaries in them, for the tests of core/journal.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/files.h"
#include "crypto/bundle.h"
#include "crypto/init.h"
#include "crypto/keys.h"
#include "crypto/random.h"
#include "journal/journal.h"
#include "support/measured_files.h"
#include "support/support.h"

namespace spine::test {

struct Clinic {
    Status started = crypto::start();  // before the first key
    crypto::SystemRandom system;
    crypto::SignPair root = crypto::make_sign_pair(system);
    crypto::SealPair clinic = crypto::make_seal_pair(system);
    crypto::SealPair recovery = crypto::make_seal_pair(system);
    crypto::SignPair computer = crypto::make_sign_pair(system);
    crypto::ClinicId id = crypto::clinic_id_of(root.public_key);

    // What a session is sealed under here.
    [[nodiscard]] journal::SessionInputs inputs() const;
};

// One tablet with its folder. Opening, closing and opening again is what a restart is.
class Tablet {
  public:
    explicit Tablet(const Clinic& clinic);
    [[nodiscard]] Result<std::unique_ptr<journal::Journal>> try_open(
        const journal::JournalOptions& options = {});
    // Fails the test if the journal does not open.
    [[nodiscard]] std::unique_ptr<journal::Journal> open(
        const journal::JournalOptions& options = {});
    // The bundle verified with this tablet's key; fails the test if it is not sound.
    [[nodiscard]] crypto::VerifiedBundle verified(ByteView bundle) const;
    // The bytes of all files in the folder, one behind the other.
    [[nodiscard]] std::string everything() const;

    const Clinic& clinic;
    crypto::SystemRandom random;
    crypto::SignPair key = crypto::make_sign_pair(random);
    TemporaryFolder place;
    journal::KioskFolder folder{place.path()};
    ManualClock clock;
    MeasuredFiles files;
};

// A running session; fails the test if it does not begin.
[[nodiscard]] journal::SealedSession begun(journal::Journal& journal, const Clinic& clinic,
                                           std::vector<std::string> payloads = {"consent"});
// One payload in one durable commit.
[[nodiscard]] Status saved(journal::SealedSession& session, const std::string& payload);
// A whole session with these answers, finished.
void whole_session(journal::Journal& journal, const Clinic& clinic,
                   const std::vector<std::string>& answers);
// All that waits to be sent.
[[nodiscard]] std::vector<journal::OutgoingBundle> waiting(journal::Journal& journal);
// The clinic's receipt for a bundle.
[[nodiscard]] crypto::Receipt receipt_for(const Tablet& tablet,
                                          const journal::OutgoingBundle& bundle);

}  // namespace spine::test
