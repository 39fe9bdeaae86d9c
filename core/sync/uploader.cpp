#include "sync/uploader.h"

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
      objects_(root),
      configurations_(root) {}

Result<SyncResult> Uploader::run() {
    SyncResult result;
    if (auto done = send_attention(); !done) return fail(std::move(done));
    if (auto done = send_bundles(result); !done) return fail(std::move(done));
    if (auto done = read_objects(); !done) return fail(std::move(done));
    if (auto done = note_revoked(result); !done) return fail(std::move(done));
    if (auto done = fetch_receipts(result); !done) return fail(std::move(done));
    if (auto done = apply_tombstones(); !done) return fail(std::move(done));
    if (auto done = configurations_.refresh(store_); !done) return fail(std::move(done));
    if (auto done = delete_due(result); !done) return fail(std::move(done));
    if (auto done = outbox_.tidy(); !done) return fail(std::move(done));
    const KnownManifest* newest = configurations_.newest();
    result.newest_configuration = newest == nullptr ? 0 : newest->manifest.version;
    for (RefusedObject& refused : objects_.refused()) result.failed.push_back(std::move(refused));
    return result;
}

Status Uploader::send_attention() {
    for (;;) {
        const auto waiting = outbox_.next_attentions(options_.batch);
        if (!waiting) return fail(waiting.error());
        if (waiting->empty()) return {};
        for (const journal::OutgoingAttention& attention : *waiting) {
            auto put = put_object(store_, places::attention, attention.bytes);
            if (!put) return fail(std::move(put));
            if (auto noted = outbox_.mark_attention_sent(attention.id); !noted) return noted;
        }
    }
}

Status Uploader::send_bundles(SyncResult& result) {
    const std::int64_t again_after_ms = offered_all_ ? options_.again_after_ms : 0;
    std::uint64_t from = 0;
    for (;;) {
        const auto bundles = outbox_.next_bundles(options_.batch, from, again_after_ms);
        if (!bundles) return fail(bundles.error());
        if (bundles->empty()) break;
        from = bundles->back().counter + 1;
        if (auto done = send_batch(*bundles, result); !done) return done;
    }
    offered_all_ = true;
    return {};
}

Status Uploader::send_batch(std::span<const journal::OutgoingBundle> bundles, SyncResult& result) {
    while (!bundles.empty()) {
        // Staff are called within seconds, however much waits to be sent: what is on its way
        // comes to its end, and the next bundle waits.
        if (auto done = send_attention(); !done) return done;
        std::vector<ByteView> objects;
        for (const journal::OutgoingBundle& bundle : bundles) objects.emplace_back(bundle.bytes);
        const auto nobody_calls = [this] {
            const auto waiting = outbox_.next_attentions(1);
            return waiting && waiting->empty();
        };
        const auto puts = store_.put_each(places::bundles, objects, nobody_calls);
        if (auto noted = note_puts(bundles, puts, result); !noted) return noted;
        bundles = bundles.subspan(puts.size());
    }
    return {};
}

Status Uploader::note_puts(std::span<const journal::OutgoingBundle> bundles,
                           std::span<const Result<Put>> puts, SyncResult& result) {
    Status out_of_reach;
    std::vector<journal::SentHead> sent;
    for (std::size_t i = 0; i < puts.size(); ++i) {
        const Result<Put>& put = puts[i];
        if (put) {
            ++(*put == Put::Created ? result.sent : result.already);
            sent.push_back({bundles[i].session, bundles[i].head});
        } else if (!concerns_whole_store(put.error().cause)) {
            result.failed.push_back(
                {crypto::object_name(bundles[i].bytes), std::string(put.error().cause.name())});
        } else if (out_of_reach) {
            out_of_reach = fail(put.error());
        }
    }
    // What arrived stays ticked off, whatever became of the others.
    if (auto marked = outbox_.mark_sent(sent); !marked) return marked;
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
    if (auto done = objects_.refresh(store_); !done) return done;
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
    const auto names = store_.list(places::receipts(device_));
    if (!names) return fail(names.error());
    for (const std::string& name : *names) {
        if (receipts_taken_.contains(name)) continue;
        if (auto done = send_attention(); !done) return done;
        if (auto taken = take_receipt(name, result); !taken) return taken;
    }
    return {};
}

Status Uploader::take_receipt(const std::string& name, SyncResult& result) {
    const auto refuse = [&](std::string_view cause) {
        result.failed.push_back({name, std::string(cause)});
        return Status();
    };
    const auto bytes = store_.get(places::receipts(device_), name, crypto::kMaxObjectSize);
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
