// One tablet, opened: its enrolment, its signed configuration, its journal and its store, put
// together in the order in which each trusts the one before. The window and kioskctl both use it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/files.h"
#include "base/random.h"
#include "base/result.h"
#include "config/config.h"
#include "crypto/manifest.h"
#include "journal/journal.h"
#include "kiosk/journal_keeper.h"
#include "sync/enrolment.h"
#include "sync/uploader.h"

namespace spine::kiosk {

class Tablet {
  public:
    // Verifies the enrolment and opens the journal: a power cut's session gets its head before
    // anything else, whatever becomes of the configuration, and nobody else has the folder from
    // here on. Then a newer configuration that sync has fetched is taken over; one with a lower
    // version than was ever seen here is refused.
    // `program`: who holds the folder, for whoever meets the lock.
    // Faults: those of load_enrolment(), config::load_signed() and Journal::open(). With any of
    // them no patient may be taken.
    [[nodiscard]] static Result<std::unique_ptr<Tablet>> open(const std::filesystem::path& folder,
                                                              std::string program, Files& files,
                                                              Clock& clock, Random& random);
    // The name in the folder's admission, for a tablet that does not open; empty where that cannot
    // be read either.
    [[nodiscard]] static std::string name_in(const std::filesystem::path& folder, Files& files);
    Tablet(const Tablet&) = delete;
    Tablet& operator=(const Tablet&) = delete;
    ~Tablet() = default;

    [[nodiscard]] const config::Config& config() const { return config_; }
    [[nodiscard]] std::uint64_t configuration_version() const { return manifest_.version; }
    [[nodiscard]] const sync::Enrolment& enrolment() const { return enrolment_; }
    [[nodiscard]] journal::Journal& journal() { return *journal_; }
    // What a desk keeps its patients' answers in. `wake`: see JournalKeeper. Faults: those of
    // load_identity(), since the keeper signs attention objects with a copy of the key of its own.
    [[nodiscard]] Result<std::unique_ptr<JournalKeeper>> make_keeper(
        std::function<void()> wake = {});

    // One round of sync with the store of store.toml, or with another. Called from one thread at
    // a time, which need not be the one that draws. Fetches a newer configuration for next time.
    // Before and after it, whatever becomes of it, the journal looks for room.
    [[nodiscard]] Result<sync::SyncResult> sync_once(const sync::StoreSettings& store = {});
    // Puts one attention object into the store of store.toml without asking the journal, for a
    // call that its disk did not take. From the thread of sync_once().
    [[nodiscard]] Status send_attention(ByteView object);
    // False where nobody set a PIN: then no PIN leads on from tell-staff.
    [[nodiscard]] bool has_staff_pin() const;
    // Slow on purpose: never on the thread that draws.
    [[nodiscard]] bool staff_pin_fits(std::string_view pin) const;

  private:
    Tablet(std::filesystem::path folder, Files& files, Clock& clock, Random& random);
    [[nodiscard]] Status load_configuration();
    [[nodiscard]] Result<sync::SyncResult> sync_with(const sync::StoreSettings& store);
    [[nodiscard]] Status connect(const sync::StoreSettings& other);
    [[nodiscard]] Status adopt_next_configuration();
    [[nodiscard]] Result<std::uint64_t> lowest_version() const;

    const journal::KioskFolder folder_;
    Files& files_;
    Clock& clock_;
    Random& random_;
    sync::Enrolment enrolment_;
    config::Config config_;
    crypto::Manifest manifest_;
    crypto::Hash configuration_;
    std::unique_ptr<journal::Journal> journal_;
    // Of the store that was used last; kept from round to round, since they remember what they
    // read.
    sync::StoreSettings connected_;
    std::unique_ptr<sync::Store> store_;
    std::unique_ptr<sync::Uploader> uploader_;
};

}  // namespace spine::kiosk
