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
#include "session/event.h"
#include "sync/clinic_objects.h"
#include "sync/configurations.h"

namespace spine::importing {

// `kioskctl import --json`.
struct ImportResult {
    std::uint64_t imported = 0;
    std::uint64_t already = 0;
    std::uint64_t extended = 0;     // sessions that an open head had begun
    std::uint64_t interrupted = 0;  // among imported and extended
    std::vector<sync::RefusedObject> refused;
    std::vector<ChainReport> forks, gaps;
};

// What the configuration that a session was asked under says of it (configuration_shelf.h).
using Assessor = std::function<Assessed(const crypto::Hash& configuration,
                                        const session::Told& told, crypto::SessionStatus status)>;

// A batch is read, judged and committed at once; it ends with whichever is reached first.
inline constexpr std::size_t kSessionsPerCommit = 500;
inline constexpr std::size_t kBytesPerCommit = std::size_t{64} << 20U;

// One thread calls it; it reads bundles on more (bundle_reader.h). The archive must be unlocked;
// all arguments must outlive the importer. Keep it from run to run: it remembers which objects it
// has verified.
class Importer {
  public:
    Importer(archive::Archive& archive, sync::Store& store, Clock& clock, Assessor assessor);

    // Faults: archive_locked, the store's listing, the archive's database.
    [[nodiscard]] Result<ImportResult> run();
    // It holds copies of the clinic's key: only while run() runs.
    [[nodiscard]] bool holds_key() const { return reader_.has_value(); }

  private:
    enum class Verdict { New, Extends, Already };
    // A bundle that was judged: what the next commit writes.
    struct Judged {
        std::string name;
        Verdict verdict = Verdict::New;
        archive::SessionPlace place;
        archive::Response response;
        archive::Summary summary;
        bool forget = false;  // withdrawn, or under a tombstone
        // Kept aside:
        std::string cause, where;
        bool may_heal = false;  // its tablet or configuration may still come
        Bytes bundle;
    };

    [[nodiscard]] Result<ImportResult> run_open();
    [[nodiscard]] Status exchange_marks();
    [[nodiscard]] Status apply_tombstones();
    [[nodiscard]] Status import_bundles(ImportResult& result);
    [[nodiscard]] Status import_batch(std::vector<FetchedBundle> batch, ImportResult& result);
    [[nodiscard]] Judged judge(ReadBundle read);
    [[nodiscard]] Result<Judged> take(ReadBundle& read);
    void fold(ReadBundle& read, Judged& judged) const;
    [[nodiscard]] Status commit(const std::vector<Judged>& batch, ImportResult& result);
    [[nodiscard]] Status write(const Judged& judged);
    [[nodiscard]] Status sign_receipts();
    [[nodiscard]] Status receipt_some(std::span<const archive::SessionPlace> places);

    archive::Archive& archive_;
    sync::Store& store_;
    Clock& clock_;
    Assessor assessor_;
    sync::ClinicObjects objects_;
    sync::Configurations configurations_;
    std::optional<BundleReader> reader_;
    Chains chains_;
    std::size_t marks_taken_ = 0;
    std::set<crypto::SessionId> tombstones_obeyed_;
};

}  // namespace spine::importing
