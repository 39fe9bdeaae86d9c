#include "sync/uploader.h"

#include <algorithm>
#include <future>
#include <system_error>
#include <utility>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/object_common.h"

namespace spine::sync {

Uploader::Uploader(journal::Outbox& outbox, Store& store, const crypto::SignPublicKey& root,
                   const crypto::DeviceId& device, UploaderOptions options)
    : outbox_(outbox),
      store_(store),
      device_(device),
      options_(options),
      objects_(root, {}, ComputersOwn::LeftOut),
      configurations_(root) {}

namespace {

template <typename T>
bool gave_way(const T& done) {
    return !done && done.error().cause == causes::store_gave_way;
}

// Runs the work on another thread, or, where no further one is to be had, once its end is asked
// for.
template <typename Work>
auto beside(Work work) {
    try {
        return std::async(std::launch::async, work);
    } catch (const std::system_error&) {
        return std::async(std::launch::deferred, work);
    }
}

}  // namespace

// As long as it lives the store gives way to staff being called.
class Uploader::Watch {
  public:
    explicit Watch(Uploader& uploader) : store_(uploader.store_) {
        store_.go_on_while([&uploader] { return uploader.calling_ || uploader.nobody_calls(); });
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch() { store_.go_on_while({}); }

  private:
    Store& store_;
};

template <typename Step>
Status Uploader::giving_way(const Step& step) {
    for (;;) {
        Status done = step();
        if (!gave_way(done)) return done;
        if (auto sent = send_attention(); !sent) return sent;
    }
}

bool Uploader::nobody_calls() {
    return calls_sent_ == outbox_.attention_calls();
}

Result<SyncResult> Uploader::run() {
    const Watch watch(*this);
    return round();
}

Status Uploader::fetch(Files& files, const KnownManifest& wanted,
                       const std::filesystem::path& folder) {
    const Watch watch(*this);
    return giving_way([&] { return fetch_configuration(store_, files, wanted, folder); });
}

Result<SyncResult> Uploader::round() {
    SyncResult result;
    if (auto done = send_attention(); !done) return fail(std::move(done));
    if (auto done = send_bundles(result); !done) return fail(std::move(done));
    if (auto done = read_objects(); !done) return fail(std::move(done));
    if (auto done = note_revoked(result); !done) return fail(std::move(done));
    if (auto done = fetch_receipts(result); !done) return fail(std::move(done));
    if (auto done = apply_tombstones(); !done) return fail(std::move(done));
    if (auto done = giving_way([&] { return configurations_.refresh(store_); }); !done)
        return fail(std::move(done));
    if (auto done = delete_due(result); !done) return fail(std::move(done));
    if (auto done = outbox_.tidy(); !done) return fail(std::move(done));
    const KnownManifest* newest = configurations_.newest();
    result.newest_configuration = newest == nullptr ? 0 : newest->manifest.version;
    for (RefusedObject& refused : objects_.refused()) result.failed.push_back(std::move(refused));
    return result;
}

Status Uploader::send_attention() {
    calling_ = true;
    auto sent = send_waiting_attention();
    calling_ = false;
    return sent;
}

Status Uploader::send_waiting_attention() {
    for (;;) {
        const std::uint64_t calls = outbox_.attention_calls();
        const auto waiting = outbox_.next_attentions(options_.batch);
        if (!waiting) return fail(waiting.error());
        if (waiting->empty()) {
            calls_sent_ = calls;
            return {};
        }
        for (const journal::OutgoingAttention& attention : *waiting) {
            auto put = put_object(store_, places::attention, attention.bytes);
            if (!put) return fail(std::move(put));
            if (auto noted = outbox_.mark_attention_sent(attention.id); !noted) return noted;
        }
    }
}

Uploader::Batch Uploader::next_batch(const std::vector<journal::SentHead>& arrived,
                                     std::uint64_t from, std::int64_t again_after_ms) {
    if (auto marked = outbox_.mark_sent(arrived); !marked) return fail(std::move(marked));
    return outbox_.next_bundles(options_.batch, from, again_after_ms, options_.batch_bytes);
}

Status Uploader::send_bundles(SyncResult& result) {
    const std::int64_t again_after_ms = offered_all_ ? options_.again_after_ms : 0;
    std::vector<journal::SentHead> arrived;
    Status sent;
    Batch batch = next_batch({}, 0, again_after_ms);
    while (sent && batch && !batch->empty()) {
        const std::uint64_t from = batch->back().counter + 1;
        auto ahead = beside([this, from, again_after_ms, before = std::exchange(arrived, {})] {
            return next_batch(before, from, again_after_ms);
        });
        sent = send_batch(*batch, arrived, result);
        batch = ahead.get();
    }
    // What arrived stays ticked off, whatever became of the others.
    if (auto marked = outbox_.mark_sent(arrived); !marked) return marked;
    if (!batch) return fail(std::move(batch));
    if (sent) offered_all_ = true;
    return sent;
}

Status Uploader::send_batch(std::span<const journal::OutgoingBundle> bundles,
                            std::vector<journal::SentHead>& arrived, SyncResult& result) {
    std::vector<const journal::OutgoingBundle*> left;
    for (const journal::OutgoingBundle& bundle : bundles) left.push_back(&bundle);
    while (!left.empty()) {
        // Staff are called within seconds, however much waits to be sent.
        if (auto done = send_attention(); !done) return done;
        std::vector<ByteView> objects;
        objects.reserve(left.size());
        for (const auto* bundle : left) objects.emplace_back(bundle->bytes);
        const auto puts = store_.put_each(places::bundles, objects);
        if (auto noted = note_puts(left, puts, arrived, result); !noted) return noted;
        std::vector<const journal::OutgoingBundle*> again;
        for (std::size_t i = 0; i < left.size(); ++i)
            if (i >= puts.size() || gave_way(puts[i])) again.push_back(left[i]);
        left = std::move(again);
    }
    return {};
}

Status Uploader::note_puts(std::span<const journal::OutgoingBundle* const> bundles,
                           std::span<const Result<Put>> puts,
                           std::vector<journal::SentHead>& arrived, SyncResult& result) {
    Status out_of_reach;
    for (std::size_t i = 0; i < puts.size(); ++i) {
        const Result<Put>& put = puts[i];
        if (put) {
            ++(*put == Put::Created ? result.sent : result.already);
            arrived.push_back({bundles[i]->session, bundles[i]->head});
        } else if (gave_way(put)) {
            continue;
        } else if (!concerns_whole_store(put.error().cause)) {
            result.failed.push_back(
                {crypto::object_name(bundles[i]->bytes), std::string(put.error().cause.name())});
        } else if (out_of_reach) {
            out_of_reach = fail(put.error());
        }
    }
    return out_of_reach;
}

Status Uploader::read_objects() {
    if (!remembered_) {
        const auto kept = outbox_.kept_objects();
        if (!kept) return fail(kept.error());
        objects_.remember(*kept);
        objects_kept_ = objects_.verified().size();
        remembered_ = true;
    }
    if (auto done = giving_way([&] { return objects_.refresh(store_); }); !done) return done;
    const auto& verified = objects_.verified();
    std::vector<Bytes> to_keep;
    for (std::size_t i = objects_kept_; i < verified.size(); ++i)
        if (must_be_kept(verified[i])) to_keep.push_back(verified[i].bytes);
    if (auto kept = outbox_.keep_objects(to_keep); !kept) return kept;
    objects_kept_ = verified.size();
    return {};
}

// A computer that was revoked gives no receipt here, and what was erased goes, whatever the store
// remembers. Other tablets and marks are not this tablet's business.
bool Uploader::must_be_kept(const KnownObject& object) const {
    using crypto::ObjectKind;
    if (object.kind == ObjectKind::Revocation || object.kind == ObjectKind::Endorsement)
        return true;
    if (object.kind == ObjectKind::Admission) {
        const auto admission = crypto::verify_admission(object.bytes, objects_.root());
        return admission && admission->role == crypto::Role::Computer;
    }
    if (object.kind != ObjectKind::Tombstone) return false;
    const auto* author = objects_.find(crypto::claimed_author(object.bytes));
    if (author == nullptr) return false;
    const auto tombstone =
        crypto::verify_tombstone(object.bytes, author->signing, objects_.clinic());
    return tombstone && tombstone->device == device_;
}

Status Uploader::note_revoked(SyncResult& result) {
    const auto before = outbox_.revoked();
    if (!before) return fail(before.error());
    result.revoked = *before || objects_.revoked(device_);
    if (!result.revoked || *before) return {};
    return outbox_.note_revoked();
}

Status Uploader::fetch_receipts(SyncResult& result) {
    std::set<std::string> met;
    return giving_way([&]() -> Status {
        auto names = store_.list(places::receipts(device_));
        if (!names) return fail(names.error());
        // Names that the store has no more are forgotten: a tablet that runs for years keeps no
        // more of them than the store does.
        std::erase_if(receipts_taken_, [&](const std::string& name) {
            return !std::binary_search(names->begin(), names->end(), name);
        });
        std::erase_if(*names, [&](const std::string& name) {
            return receipts_taken_.contains(name) || met.contains(name);
        });
        return read_ahead(store_, places::receipts(device_), *names, crypto::kMaxObjectSize,
                          [&](const std::string& name, const Result<Bytes>& bytes) -> Status {
                              if (auto done = send_attention(); !done) return done;
                              if (auto taken = take_receipt(name, bytes, result); !taken)
                                  return taken;
                              met.insert(name);
                              return {};
                          });
    });
}

Status Uploader::take_receipt(const std::string& name, const Result<Bytes>& bytes,
                              SyncResult& result) {
    const auto refuse = [&](std::string_view cause) {
        result.failed.push_back({name, std::string(cause)});
        return Status();
    };
    if (!bytes && concerns_whole_store(bytes.error().cause)) return fail(bytes.error());
    if (!bytes) return refuse(bytes.error().cause.name());
    // What the root endorses is a name: it is worth nothing for other bytes.
    const auto hash = crypto::Hash::from_hex(name);
    if (!hash || crypto::hash(*bytes) != *hash) return refuse(crypto::causes::name_wrong.name());
    const auto author = crypto::claimed_author(*bytes);
    const crypto::Admission* computer = objects_.author_of(author, *hash);
    if (computer == nullptr) {
        return refuse((objects_.revoked(author) ? crypto::causes::device_revoked
                                                : crypto::causes::device_unknown)
                          .name());
    }
    const auto receipt = crypto::verify_receipt(*bytes, computer->signing, objects_.clinic());
    if (!receipt) return refuse(receipt.error().cause.name());
    const auto outcome = outbox_.apply_receipt(*receipt);
    if (!outcome) return fail(outcome.error());
    if (*outcome == journal::ReceiptOutcome::Accepted) ++result.receipts;
    receipts_taken_.insert(name);
    return {};
}

Status Uploader::apply_tombstones() {
    for (const auto& [erased, tombstone] : objects_.tombstones()) {
        if (erased.device != device_ || tombstones_applied_.contains(erased.session)) continue;
        const auto applied = outbox_.apply_tombstone(erased.session);
        if (!applied) return fail(applied.error());
        if (*applied != journal::TombstoneOutcome::Running)
            tombstones_applied_.insert(erased.session);
    }
    return {};
}

Status Uploader::delete_due(SyncResult& result) {
    for (;;) {
        const auto deleted = outbox_.delete_due(options_.retention_hours);
        if (!deleted) return fail(deleted.error());
        result.deleted += deleted->sessions;
        // While a patient is there nothing goes, however much is due: the next round does it.
        if (!deleted->more || deleted->sessions == 0) return {};
    }
}

}  // namespace spine::sync
