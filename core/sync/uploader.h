// One round of a tablet's sync: sealed sessions out; receipts, tombstones and newer configurations
// in; then what may go is deleted.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "journal/outbox.h"
#include "sync/clinic_objects.h"
#include "sync/configurations.h"

namespace spine::sync {

// `kioskctl sync --json`. Faults of single objects are in `failed`; the round goes on after them.
struct SyncResult {
    std::uint64_t sent = 0;      // bundles the store did not have
    std::uint64_t already = 0;   // bundles it had
    std::uint64_t receipts = 0;  // accepted in this round
    std::uint64_t deleted = 0;   // sessions, here
    std::vector<RefusedObject> failed;
    // The highest signed version in the store; 0 if there is none. The caller compares it with
    // its own and fetches with fetch_configuration().
    std::uint64_t newest_configuration = 0;
    bool revoked = false;  // this tablet is not the clinic's any more
};

struct UploaderOptions {
    std::int64_t retention_hours = 24;  // of the local copy after its receipt
    // Bundles that are copied out of the journal at a time, 100 at most; as many wait behind them.
    std::size_t batch = 64;
    // A bundle without a receipt is offered to the store again after this time.
    std::int64_t again_after_ms = 4LL * 3600 * 1000;
    // No further bundle is copied out once a batch has this many bytes.
    std::size_t batch_bytes = std::size_t{4} << 20U;
};

// One thread calls it; beside the sending of bundles another copies out what follows and ticks off
// what arrived before. Never holds the journal while it talks to the store.
// Outbox and store must outlive it. Keep it from round to round: it remembers what it has read.
class Uploader {
  public:
    Uploader(journal::Outbox& outbox, Store& store, const crypto::SignPublicKey& root,
             const crypto::DeviceId& device, UploaderOptions options = {});

    // Attention first, and again between all that follows: bundles, then what comes back. What is
    // under way when an attention object is queued has kGiveWayWithin (http.h) to come to its end
    // and is else broken off and done again behind it, however slow the server is. The first round,
    // and later ones now and then, offer the store what it should have and nobody has given a
    // receipt for. A fault only if the store is not reachable or the journal has failed; what was
    // done before it stays done.
    [[nodiscard]] Result<SyncResult> run();
    // The attention objects alone: called at once when a patient ticked a Tier A sign.
    [[nodiscard]] Status send_attention();
    // fetch_configuration() of one of configurations(), giving way as run() does.
    [[nodiscard]] Status fetch(Files& files, const KnownManifest& wanted,
                               const std::filesystem::path& folder);

    [[nodiscard]] const Configurations& configurations() const { return configurations_; }

  private:
    class Watch;
    // Runs the step, again and again as long as it gives way, with the attention sent between.
    template <typename Step>
    [[nodiscard]] Status giving_way(const Step& step);
    [[nodiscard]] bool nobody_calls();
    [[nodiscard]] Result<SyncResult> round();
    [[nodiscard]] Status send_waiting_attention();
    [[nodiscard]] Status send_bundles(SyncResult& result);
    using Batch = Result<std::vector<journal::OutgoingBundle>>;
    // Ticks off what arrived, then copies the next bundles out.
    [[nodiscard]] Batch next_batch(const std::vector<journal::SentHead>& arrived,
                                   std::uint64_t from, std::int64_t again_after_ms);
    [[nodiscard]] Status send_batch(std::span<const journal::OutgoingBundle> bundles,
                                    std::vector<journal::SentHead>& arrived, SyncResult& result);
    // Adds what the store has to `arrived`. Fault: the first that concerns_whole_store(), but what
    // gave way is offered again.
    [[nodiscard]] Status note_puts(std::span<const journal::OutgoingBundle* const> bundles,
                                   std::span<const Result<Put>> puts,
                                   std::vector<journal::SentHead>& arrived, SyncResult& result);
    [[nodiscard]] Status read_objects();
    [[nodiscard]] bool must_be_kept(const KnownObject& object) const;
    [[nodiscard]] Status note_revoked(SyncResult& result);
    [[nodiscard]] Status fetch_receipts(SyncResult& result);
    [[nodiscard]] Status take_receipt(const std::string& name, const Result<Bytes>& bytes,
                                      SyncResult& result);
    [[nodiscard]] Status apply_tombstones();
    [[nodiscard]] Status delete_due(SyncResult& result);

    journal::Outbox& outbox_;
    Store& store_;
    crypto::DeviceId device_;
    UploaderOptions options_;
    ClinicObjects objects_;
    Configurations configurations_;
    bool calling_ = false;                     // send_attention() runs
    std::optional<std::uint64_t> calls_sent_;  // Outbox::attention_calls() of which none waits
    bool offered_all_ = false;
    std::set<std::string> receipts_taken_;
    bool remembered_ = false;
    std::size_t objects_kept_ = 0;
    std::set<crypto::SessionId> tombstones_applied_;
};

}  // namespace spine::sync
