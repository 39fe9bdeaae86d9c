#include "import/importer.h"

#include <algorithm>
#include <utility>

#include "crypto/bundle.h"
#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/object_common.h"
#include "crypto/refusal.h"
#include "import/configuration_shelf.h"
#include "import/session_place.h"

namespace spine::importing {
namespace {

// Tried again by the next run: its tablet's admission, its configuration or the clinic's key to
// which it is sealed may only be late, what the archive has of its session may be put right, and
// under the name of another content the right one may come back (a tablet sends until it has its
// receipt, and a store may not turn that into "read already").
bool may_heal(std::string_view cause, const std::string& name, ByteView bundle) {
    return cause == crypto::causes::device_unknown.name() ||
           cause == crypto::causes::configuration_unknown.name() ||
           cause == crypto::causes::device_revoked.name() ||
           cause == crypto::causes::not_a_recipient.name() ||
           cause == archive::causes::archive_damaged.name() || !crypto::check_name(bundle, name);
}

// A reader, and its copies of the clinic's key, for no longer than this lives.
class ReaderForRun {
  public:
    explicit ReaderForRun(std::optional<BundleReader>& reader) : reader_(reader) {}
    ReaderForRun(const ReaderForRun&) = delete;
    ReaderForRun& operator=(const ReaderForRun&) = delete;
    ~ReaderForRun() { reader_.reset(); }

  private:
    std::optional<BundleReader>& reader_;
};

}  // namespace

Importer::Importer(archive::Archive& archive, sync::Store& store, Clock& clock, Assessor assessor)
    : archive_(archive),
      store_(store),
      clock_(clock),
      assessor_(std::move(assessor)),
      objects_(archive.root()),
      configurations_(archive.root()),
      heads_(objects_) {}

Result<ImportResult> Importer::run(Order order, Receipts receipts) {
    if (archive_.locked()) return fail(archive_.clinic_key().error());
    // Gone after the run, also behind an exception, so that a locked program keeps no key.
    const ReaderForRun reader(reader_);
    return run_open(order, receipts);
}

Result<ImportResult> Importer::run_open(Order order, Receipts receipts) {
    ImportResult result;
    if (auto done = finish_rotation(); !done) return fail(std::move(done));
    if (auto done = read_objects(); !done) return fail(std::move(done));
    if (auto done = configurations_.refresh(store_); !done) return fail(std::move(done));
    result.admitted = objects_.computer(archive_.computer()) != nullptr;
    if (auto done = take_keys(); !done) return fail(std::move(done));
    if (auto done = judge_ledger(); !done) return fail(std::move(done));
    if (result.admitted)
        if (auto done = pass_keys(); !done) return fail(std::move(done));
    if (auto done = make_reader(); !done) return fail(std::move(done));
    auto places = archive_.places();
    if (!places) return fail(std::move(places));
    const auto branches = archive_.branch_places();
    if (!branches) return fail(branches.error());
    chains_ = Chains(*places, *branches);
    if (auto done = know_taken_out(); !done) return fail(std::move(done));
    const auto told = archive_.time_told();
    if (!told) return fail(told.error());
    told_ = *told;
    if (auto done = apply_tombstones(); !done) return fail(std::move(done));
    const auto erased = archive_.erased();
    if (!erased) return fail(erased.error());
    erased_ = std::set(erased->begin(), erased->end());
    heads_read_.clear();
    heads_fault_ = {};
    receipted_only_ = order == Order::ReceiptedFirst;
    if (receipted_only_) {
        if (auto done = import_bundles(result); !done) return fail(std::move(done));
        receipted_only_ = false;
    }
    if (auto done = import_bundles(result); !done) return fail(std::move(done));
    if (result.admitted && receipts == Receipts::Given) {
        if (auto done = sign_receipts(result); !done) return fail(std::move(done));
        if (auto done = mend(result); !done) return fail(std::move(done));
        if (auto done = end_retention(result); !done) return fail(std::move(done));
    }
    if (auto done = explain_gaps(); !done) return fail(std::move(done));
    result.taken_out_before = chains_.taken_out();
    for (sync::RefusedObject& refused : objects_.refused())
        result.refused.push_back(std::move(refused));
    result.refused.insert(result.refused.end(), of_ledger_.begin(), of_ledger_.end());
    result.refused_further = objects_.refused_further();
    result.forks = chains_.forks();
    result.gaps = chains_.gaps();
    const auto heard = archive_.heard();
    if (!heard) return fail(heard.error());
    result.silent = silences(objects_, chains_, *heard, clock_.now());
    return result;
}

// One for the whole run: making it costs as much as opening a session.
Status Importer::make_reader() {
    auto keys = archive_.clinic_keys();
    if (!keys && further_keys_.empty()) return fail(std::move(keys));
    std::vector<crypto::SealSecretKey> all;
    if (keys) all = std::move(*keys);
    for (const crypto::SealSecretKey& key : further_keys_) all.push_back(key.copy());
    reader_.emplace(objects_, archive_.clinic(), all, BundleReader::usual_threads());
    return {};
}

Status Importer::import_bundles(ImportResult& result) {
    const auto names = store_.list(sync::places::bundles);
    if (!names) return fail(names.error());
    const auto noted = archive_.noted_bundles();
    if (!noted) return fail(noted.error());
    std::vector<std::string> unread;
    for (const std::string& name : *names) {
        if (std::binary_search(noted->begin(), noted->end(), name))
            ++result.already;
        else
            unread.push_back(name);
    }
    Batch batch;
    Status out_of_reach;
    auto done = sync::read_ahead(store_, sync::places::bundles, unread, crypto::kMaxBundleSize,
                                 [&](const std::string& name, Result<Bytes> bytes) -> Status {
                                     if (bytes || !sync::concerns_whole_store(bytes.error().cause))
                                         return add(name, std::move(bytes), batch, result);
                                     out_of_reach = fail(bytes.error());
                                     return {};
                                 });
    if (!done) return done;
    // The next one would wait for the same server: what came is imported, and then it is said.
    if (auto rest = import_batch(std::move(batch.bundles), result); !rest) return rest;
    return out_of_reach;
}

Status Importer::add(const std::string& name, Result<Bytes> bytes, Batch& batch,
                     ImportResult& result) {
    if (!bytes) {
        const auto unusable = cause_of_no_bundle(bytes.error());
        // Not fetched is not refused: the next run tries again.
        if (!unusable) {
            result.refused.push_back({name, std::string(bytes.error().cause.name())});
            return {};
        }
        bytes = crypto::refuse(*unusable);
    }
    batch.bytes += bytes ? bytes->size() : 0;
    batch.bundles.push_back({name, std::move(bytes)});
    if (batch.bundles.size() < kSessionsPerCommit && batch.bytes < kBytesPerCommit) return {};
    return import_batch(std::exchange(batch, {}).bundles, result);
}

Status Importer::import_batch(std::vector<FetchedBundle> batch, ImportResult& result) {
    judged_.clear();
    judged_.reserve(batch.size());
    std::vector<ReadBundle> bundles = reader_->read(std::move(batch));
    // Last, whatever their names: what they would take need not be read twice.
    std::stable_partition(bundles.begin(), bundles.end(), [](const ReadBundle& read) {
        return !read.verified || read.verified->head().status != crypto::SessionStatus::Withdrawn;
    });
    for (ReadBundle& read : bundles) judged_.push_back(judge(std::move(read)));
    const std::vector<Judged> judged = std::exchange(judged_, {});
    // Not read is not without receipt: nothing of the batch is judged by it, the next run reads
    // again.
    if (!heads_fault_) return heads_fault_;
    return commit(judged, result);
}

Importer::Judged Importer::judge(ReadBundle read) {
    auto taken = read.verified ? take(read) : Result<Judged>(fail(read.verified.error()));
    if (taken) return std::move(*taken);
    const Fault& fault = taken.error();
    Judged judged;
    judged.name = std::move(read.name);
    judged.cause = std::string(fault.cause.name());
    judged.where = fault.where;
    // Named with each import: a withdrawal beside another end is somebody's to look into, and what
    // comes later may decide between them.
    judged.may_heal = may_heal(judged.cause, judged.name, read.bytes) ||
                      (read.verified && of_withdrawn(place_of(*read.verified)));
    judged.bundle = std::move(read.bytes);
    return judged;
}

// A withdrawal, or an end of a session that is withdrawn here.
bool Importer::of_withdrawn(const archive::SessionPlace& place) const {
    const archive::SessionPlace* own = chains_.find(place.ref());
    return place.status == crypto::SessionStatus::Withdrawn ||
           (own != nullptr && own->status == crypto::SessionStatus::Withdrawn);
}

// By a computer's word in the store: this clinic had taken it.
bool Importer::receipted(const archive::SessionPlace& place) {
    if (heads_read_.insert(place.device).second) {
        if (auto read = heads_.read(store_, place.device); !read) {
            heads_read_.erase(place.device);
            heads_fault_ = std::move(read);
        }
    }
    return heads_.has(place.ref(), place.head);
}

Result<Importer::Judged> Importer::take(ReadBundle& read) {
    const crypto::VerifiedBundle& bundle = *read.verified;
    Judged judged;
    judged.name = read.name;
    judged.place = place_of(bundle);
    if (receipted_only_ && !receipted(judged.place)) {
        judged.later = true;
        return judged;
    }
    judged.erased =
        objects_.tombstones().contains(judged.place.ref()) || erased_.contains(judged.place.ref());
    auto found = rule(read, judged);
    if (found && found->verdict == Verdict::Already) return judged;
    // Not only of a new session: with the tablet's key alone anybody can end an open one.
    if (objects_.revoked(judged.place.device) && !receipted(judged.place))
        return crypto::refuse(crypto::causes::device_revoked);
    if (configurations_.find(judged.place.configuration) == nullptr)
        return crypto::refuse(crypto::causes::configuration_unknown);
    if (!found) return fail(found.error());
    judged.ruling = std::move(*found);
    judged.forget =
        judged.erased || judged.ruling.ends.front().status == crypto::SessionStatus::Withdrawn;
    if (!judged.forget) {
        if (!read.session) return fail(read.session.error());
        fold(read, judged);
    }
    chains_.set_ends(judged.ruling.ends);
    return judged;
}

void Importer::fold(ReadBundle& read, Judged& judged) const {
    session::Told& told = read.session->told;
    archive::Summary& summary = judged.summary;
    if (assessor_) {
        auto [scores, tier] = assessor_(judged.place.configuration, told, judged.place.status);
        summary.scores = scores;
        told.tier = std::move(tier);
    }
    summary.code = told.code;
    summary.tier = told.tier;
    summary.language = told.language;
    summary.tablet = read.tablet;
    summary.questionnaire = told.questionnaire;
    summary.status = judged.place.status;
    summary.after_visit = told.after_visit;
    summary.staff_led_on = told.staff_led_on;
    summary.proxy = answered_by_another(told);
    summary.started = told.started;
    summary.ended = told.ended;
    archive::Response& response = judged.response;
    response.events = std::move(read.session->events);
    response.code = std::move(told.code);
    response.questionnaire = std::move(told.questionnaire);
    response.language = std::move(told.language);
    response.tier = std::move(told.tier);
    response.after_visit = told.after_visit;
    response.staff_led_on = told.staff_led_on;
    response.started = told.started;
    response.ended = told.ended;
    response.answers = std::move(told.answers);
    response.shown = std::move(told.shown);
}

Status Importer::commit(const std::vector<Judged>& batch, ImportResult& result) {
    if (batch.empty()) return {};
    std::uint64_t not_kept = 0;
    auto written = archive_.transact([&]() -> Status {
        not_kept = 0;
        for (const Judged& judged : batch)
            if (auto done = write(judged, not_kept); !done) return done;
        return note_arrivals(batch);
    });
    if (!written) return written;
    result.not_kept += not_kept;
    for (const Judged& judged : batch) {
        if (judged.later) continue;
        if (!judged.cause.empty()) {
            result.refused.push_back({judged.name, judged.cause});
            continue;
        }
        const bool interrupted = judged.place.status == crypto::SessionStatus::Interrupted;
        const Verdict verdict = judged.ruling.verdict;
        const bool more_of_it = verdict == Verdict::Extends || !judged.ruling.replaced.empty();
        if (verdict == Verdict::Already) ++result.already;
        if (verdict == Verdict::New) ++result.imported;
        if (more_of_it) ++result.extended;
        if (verdict == Verdict::Branch && !more_of_it) ++result.branches;
        if (verdict != Verdict::Already && interrupted) ++result.interrupted;
    }
    return {};
}

Status Importer::write(const Judged& judged, std::uint64_t& not_kept) {
    if (judged.later) return {};
    if (!judged.cause.empty()) {
        const auto kept = archive_.put_quarantine(
            {judged.name, judged.cause, judged.where, arrival_time(told_, clock_.now())},
            judged.bundle);
        if (!kept) return fail(kept.error());
        // Without room it stays in the store alone, and is looked at again.
        if (!*kept) ++not_kept;
        return judged.may_heal || !*kept ? Status() : archive_.note_bundle(judged.name);
    }
    if (judged.ruling.verdict != Verdict::Already) {
        if (auto put = write_end(judged); !put) return put;
        if (auto noted = archive_.note_heard(judged.place.device); !noted) return noted;
    }
    if (auto lifted = archive_.lift_quarantine(judged.name); !lifted) return lifted;
    return archive_.note_bundle(judged.name, &judged.place);
}

}  // namespace spine::importing
