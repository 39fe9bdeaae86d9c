// From the store into the archive: verified before it is parsed, opened, folded, committed, and
// only then receipted. One fault keeps one session aside; the others go on.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "crypto/bundle.h"
#include "import/bundle_reader.h"
#include "import/chains.h"
#include "import/configuration_shelf.h"
#include "import/receipted_heads.h"
#include "import/retention.h"
#include "import/silence.h"
#include "session/event.h"
#include "sync/clinic_objects.h"
#include "sync/configurations.h"

namespace spine::importing {

// `kioskctl import --json`.
struct ImportResult {
    std::uint64_t imported = 0;
    std::uint64_t already = 0;
    std::uint64_t extended = 0;     // sessions that an open head had begun
    std::uint64_t branches = 0;     // further ends of sessions that were here (FORMAT.md §8)
    std::uint64_t interrupted = 0;  // among imported, extended and branches
    std::vector<sync::RefusedObject> refused;
    std::uint64_t refused_further = 0;  // objects beyond those that `refused` names
    std::uint64_t not_kept = 0;         // among `refused`: the quarantine has no room for them
    std::uint64_t receipts_again = 0;   // the store had lost or damaged them
    std::uint64_t expired = 0;  // sessions and objects kept aside whose retention ended here
    // Sessions that go once a rule that was changed counts (retention.h), and when.
    std::uint64_t expiring = 0;
    UnixMs expiring_at = 0;
    std::uint64_t taken_out = 0;  // bundles that went from the store: erased, withdrawn, expired
    // Sessions that others had taken and that were gone from the store before they came here.
    std::uint64_t taken_out_before = 0;
    // What was the newest configuration once is not there, or its rule is not: as long as that is
    // so nothing goes, from here or from the store.
    bool rule_held_back = false;
    // By this computer's clock more is due than sessions bear out: it may be ahead (retention.h).
    bool clock_doubted = false;
    // False: the root has not admitted this computer, or has revoked it. It reads and archives, and
    // writes nothing to the store.
    bool admitted = true;
    std::vector<ChainReport> forks, gaps;
    std::vector<Silence> silent;
};

// What the configuration that a session was asked under says of it (configuration_shelf.h).
using Assessor = std::function<Assessed(const crypto::Hash& configuration,
                                        const session::Told& told, crypto::SessionStatus status)>;

// A batch is read, judged and committed at once; it ends with whichever is reached first.
inline constexpr std::size_t kSessionsPerCommit = 500;
inline constexpr std::size_t kBytesPerCommit = std::size_t{64} << 20U;

// An archive that is rebuilt meets at once what its predecessor met over years. Where two heads of
// a session exclude each other the one with a receipt is the one that was taken: it comes first.
enum class Order { AsListed, ReceiptedFirst };

// An archive that does not stand in its place yet gives no receipts: on a receipt tablets delete.
enum class Receipts { Given, Withheld };

// How often the store is looked through for what it has lost of the clinic's own: receipts, and the
// objects that the archive keeps. Of the receipts that are there, so many are read each time.
inline constexpr std::int64_t kMendEveryMs = 3'600'000;
inline constexpr std::size_t kReceiptsReadEachTime = 500;
// A server that has refused so many removals refuses the rest, too.
inline constexpr std::size_t kRemovalsRefused = 8;

// One thread calls it; it reads bundles on more (bundle_reader.h). The archive must be unlocked;
// all arguments must outlive the importer. Keep it from run to run: it remembers which objects it
// has verified.
class Importer {
  public:
    Importer(archive::Archive& archive, sync::Store& store, Clock& clock, Assessor assessor);

    // Faults: archive_locked, the store's listing and what concerns_whole_store(), the archive's
    // database.
    [[nodiscard]] Result<ImportResult> run(Order order = Order::AsListed,
                                           Receipts receipts = Receipts::Given);
    // A key beside the archive's that opens sessions, too: the recovery key, for a recovery.
    void also_open_with(crypto::SealSecretKey key) { further_keys_.push_back(std::move(key)); }
    // It holds copies of the clinic's key: only while run() runs.
    [[nodiscard]] bool holds_key() const { return reader_.has_value(); }

  private:
    enum class Verdict { New, Extends, Branch, Already };
    // What a head means for its session.
    struct Ruling {
        Verdict verdict = Verdict::Already;
        std::vector<archive::SessionPlace> ends;  // from now on, the session's first
        std::vector<crypto::Hash> replaced;       // branches that it goes on from
        // What was the end of a session that is forgotten.
        std::optional<archive::SessionPlace> displaced;
        bool alone = false;  // a withdrawal or what overrules it: all else of it is read anew
    };
    // A bundle that was judged: what the next commit writes.
    struct Judged {
        std::string name;
        Ruling ruling;
        archive::SessionPlace place;
        archive::Response response;
        archive::Summary summary;
        bool forget = false;  // withdrawn, or under a tombstone
        bool erased = false;  // under a tombstone
        bool later = false;   // not yet: those with a receipt come first
        // Kept aside:
        std::string cause, where;
        bool may_heal = false;  // its tablet or configuration may still come
        Bytes bundle;
    };

    // Bundles that came and wait to be read together.
    struct Batch {
        std::vector<FetchedBundle> bundles;
        std::size_t bytes = 0;
    };

    [[nodiscard]] Result<ImportResult> run_open(Order order, Receipts receipts);
    [[nodiscard]] Status finish_rotation();
    [[nodiscard]] Status read_objects();
    [[nodiscard]] Status send_objects();
    [[nodiscard]] Status take_keys();
    [[nodiscard]] Result<const sync::KnownManifest*> newest_configuration();
    [[nodiscard]] Status pass_keys();
    [[nodiscard]] Status make_reader();
    [[nodiscard]] Status keep_objects();
    [[nodiscard]] Status judge_ledger();
    [[nodiscard]] Status apply_tombstones();
    [[nodiscard]] Status import_bundles(ImportResult& result);
    // Imports the batch once it is large enough.
    [[nodiscard]] Status add(const std::string& name, Result<Bytes> bytes, Batch& batch,
                             ImportResult& result);
    [[nodiscard]] Status import_batch(std::vector<FetchedBundle> batch, ImportResult& result);
    [[nodiscard]] Judged judge(ReadBundle read);
    [[nodiscard]] Result<Judged> take(ReadBundle& read);
    [[nodiscard]] Result<Ruling> rule(const ReadBundle& read, const Judged& judged);
    [[nodiscard]] static Ruling rule_of_erased(const crypto::VerifiedBundle& bundle,
                                               const archive::SessionPlace& place,
                                               const std::vector<archive::SessionPlace>& known);
    [[nodiscard]] Result<bool> patient_ended(const archive::SessionPlace& end);
    [[nodiscard]] Result<Ruling> rule_of_withdrawal(
        const archive::SessionPlace& place, const std::vector<archive::SessionPlace>& known);
    [[nodiscard]] Result<Ruling> rule_behind_withdrawal(
        const ReadBundle& read, const archive::SessionPlace& place,
        const std::vector<archive::SessionPlace>& known);
    [[nodiscard]] bool of_withdrawn(const archive::SessionPlace& place) const;
    [[nodiscard]] Result<Ruling> rule_of_two(const ReadBundle& read,
                                             const archive::SessionPlace& place,
                                             const std::vector<archive::SessionPlace>& known);
    [[nodiscard]] Result<std::vector<std::string>> events_of(const archive::SessionPlace& end);
    [[nodiscard]] bool receipted(const archive::SessionPlace& place);
    void fold(ReadBundle& read, Judged& judged) const;
    [[nodiscard]] Status commit(const std::vector<Judged>& batch, ImportResult& result);
    [[nodiscard]] Status write(const Judged& judged, std::uint64_t& not_kept);
    [[nodiscard]] Status write_end(const Judged& judged);
    [[nodiscard]] Status sign_receipts(ImportResult& result);
    [[nodiscard]] Status give_receipts(std::span<const archive::SessionPlace> places,
                                       ImportResult& result);
    [[nodiscard]] Status receipt_some(std::span<const archive::SessionPlace> places,
                                      ImportResult& result);
    [[nodiscard]] Result<Bytes> receipt_for(const archive::SessionPlace& place) const;
    [[nodiscard]] Status mend(ImportResult& result);
    [[nodiscard]] Status mend_objects();
    [[nodiscard]] Status mend_receipts(const crypto::DeviceId& tablet,
                                       std::span<const archive::GivenReceipt> given,
                                       ImportResult& result);
    [[nodiscard]] Status note_arrivals(const std::vector<Judged>& batch);
    [[nodiscard]] Result<std::optional<config::Retention>> retention_in_force();
    [[nodiscard]] Result<bool> rule_held_back();
    [[nodiscard]] Status end_retention(ImportResult& result);
    // What came at `until` or before is due once the rule `counts`, which it does at `from`.
    struct Limit {
        std::optional<UnixMs> until;
        UnixMs from = 0;
        bool counts = false;
    };
    [[nodiscard]] Result<Limit> limit(std::string_view name, const std::optional<int>& days,
                                      UnixMs told);
    [[nodiscard]] Status end_due(const Limit& limit, const config::Retention& days,
                                 ImportResult& result);
    [[nodiscard]] Status end_answers(UnixMs until, ImportResult& result);
    [[nodiscard]] Status end_kept_aside(UnixMs until, ImportResult& result);
    [[nodiscard]] Status end_calls(UnixMs told, ImportResult& result);
    [[nodiscard]] Status clear_store(std::optional<UnixMs> until, ImportResult& result);
    [[nodiscard]] Status know_taken_out();
    [[nodiscard]] Status explain_gaps();
    [[nodiscard]] Status explain(const crypto::DeviceId& tablet, bool store_goes_first);
    [[nodiscard]] Status place_erased(const archive::TakenOut& taken);
    [[nodiscard]] bool clears_now() const;
    [[nodiscard]] bool whole(std::string_view where, const crypto::Hash& name);

    archive::Archive& archive_;
    sync::Store& store_;
    Clock& clock_;
    Assessor assessor_;
    sync::ClinicObjects objects_;
    sync::Configurations configurations_;
    std::optional<BundleReader> reader_;
    Chains chains_;
    std::vector<Judged> judged_;  // the batch that is being judged
    std::vector<crypto::SealSecretKey> further_keys_;
    ReceiptedHeads heads_;
    std::set<crypto::DeviceId> heads_read_;  // in this run
    Status heads_fault_;                     // of this run: what is receipted is not known
    bool receipted_only_ = false;            // the first of two passes
    bool remembered_ = false;
    std::size_t objects_kept_ = 0;
    bool ledger_is_new_ = false;
    std::vector<sync::RefusedObject> of_ledger_;  // parts that came and say nothing
    std::set<crypto::SessionRef> tombstones_obeyed_;
    std::set<crypto::SessionRef> erased_;  // in this archive, whoever's word it was
    std::optional<UnixMs> mended_at_;
    RetentionRules rules_;
    std::optional<UnixMs> cleared_at_;
    std::size_t cleared_for_ = 0;  // tombstones
    bool clear_again_ = false;     // something was withdrawn or erased since
    UnixMs told_ = 0;              // as this run began
    std::vector<std::string> unexplained_;
    std::optional<UnixMs> explained_at_;
};

}  // namespace spine::importing
