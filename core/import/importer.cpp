#include "import/importer.h"

#include <algorithm>
#include <map>
#include <utility>

#include "crypto/bundle.h"
#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/object_common.h"
#include "crypto/receipt.h"
#include "crypto/refusal.h"
#include "import/configuration_shelf.h"
#include "import/session_place.h"

namespace spine::importing {
namespace {

// Tried again by the next run: its tablet's admission or its configuration may only be late, and
// under the name of another content the right one may come back (a tablet sends until it has its
// receipt, and a store may not turn that into "read already").
bool may_heal(std::string_view cause, const std::string& name, ByteView bundle) {
    return cause == crypto::causes::device_unknown.name() ||
           cause == crypto::causes::configuration_unknown.name() ||
           cause == crypto::causes::device_revoked.name() || !crypto::check_name(bundle, name);
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

// The fields of an earlier head that extends() compares.
crypto::Head head_of(const archive::SessionPlace& place) {
    crypto::Head head;
    head.device = place.device;
    head.counter = place.counter;
    head.session = place.session;
    head.header = place.header;
    head.status = place.status;
    head.records = place.records;
    head.last_record = place.last_record;
    return head;
}

}  // namespace

Importer::Importer(archive::Archive& archive, sync::Store& store, Clock& clock, Assessor assessor)
    : archive_(archive),
      store_(store),
      clock_(clock),
      assessor_(std::move(assessor)),
      objects_(archive.root()),
      configurations_(archive.root()) {}

Result<ImportResult> Importer::run() {
    auto key = archive_.clinic_key();
    if (!key) return fail(std::move(key));
    // One for the whole run: making it costs as much as opening a session. Gone afterwards, also
    // behind an exception, so that a locked program keeps no key.
    const ReaderForRun reader(reader_);
    reader_.emplace(objects_, archive_.clinic(), *key, BundleReader::usual_threads());
    return run_open();
}

Result<ImportResult> Importer::run_open() {
    ImportResult result;
    if (auto done = objects_.refresh(store_); !done) return fail(std::move(done));
    if (auto done = configurations_.refresh(store_); !done) return fail(std::move(done));
    if (auto done = exchange_marks(); !done) return fail(std::move(done));
    auto places = archive_.places();
    if (!places) return fail(std::move(places));
    chains_ = Chains(*places);
    if (auto done = apply_tombstones(); !done) return fail(std::move(done));
    if (auto done = import_bundles(result); !done) return fail(std::move(done));
    if (auto done = sign_receipts(); !done) return fail(std::move(done));
    for (sync::RefusedObject& refused : objects_.refused())
        result.refused.push_back(std::move(refused));
    result.forks = chains_.forks();
    result.gaps = chains_.gaps();
    return result;
}

Status Importer::exchange_marks() {
    const auto outgoing = archive_.outgoing();
    if (!outgoing) return fail(outgoing.error());
    for (const Bytes& object : *outgoing) {
        if (auto put = sync::put_object(store_, sync::places::objects, object); !put)
            return fail(std::move(put));
        if (auto noted = archive_.note_sent(object); !noted) return noted;
    }
    if (marks_taken_ == objects_.marks().size()) return {};
    auto kept = archive_.transact([&]() -> Status {
        for (std::size_t i = marks_taken_; i < objects_.marks().size(); ++i)
            if (auto put = archive_.put_mark(objects_.marks()[i].bytes, true); !put) return put;
        return {};
    });
    if (kept) marks_taken_ = objects_.marks().size();
    return kept;
}

Status Importer::apply_tombstones() {
    for (const auto& [session, tombstone] : objects_.tombstones()) {
        const archive::SessionPlace* place = chains_.find(session);
        if (place == nullptr || place->device != tombstone.device ||
            tombstones_obeyed_.contains(session))
            continue;
        if (auto done = archive_.obey_tombstone(*place); !done) return done;
        tombstones_obeyed_.insert(session);
    }
    return {};
}

Status Importer::import_bundles(ImportResult& result) {
    const auto names = store_.list(sync::places::bundles);
    if (!names) return fail(names.error());
    const auto noted = archive_.noted_bundles();
    if (!noted) return fail(noted.error());
    std::vector<FetchedBundle> batch;
    std::size_t bytes_waiting = 0;
    for (const std::string& name : *names) {
        if (std::binary_search(noted->begin(), noted->end(), name)) {
            ++result.already;
            continue;
        }
        auto bytes = store_.get(sync::places::bundles, name, crypto::kMaxBundleSize);
        // The next one would wait for the same server: what came is imported, and then it is said.
        if (!bytes && sync::concerns_whole_store(bytes.error().cause)) {
            if (auto done = import_batch(std::move(batch), result); !done) return done;
            return fail(bytes.error());
        }
        if (!bytes) {
            const auto unusable = cause_of_no_bundle(bytes.error());
            // Not fetched is not refused: the next run tries again.
            if (!unusable) {
                result.refused.push_back({name, std::string(bytes.error().cause.name())});
                continue;
            }
            bytes = crypto::refuse(*unusable);
        }
        bytes_waiting += bytes ? bytes->size() : 0;
        batch.push_back({name, std::move(bytes)});
        if (batch.size() < kSessionsPerCommit && bytes_waiting < kBytesPerCommit) continue;
        if (auto done = import_batch(std::exchange(batch, {}), result); !done) return done;
        bytes_waiting = 0;
    }
    return import_batch(std::move(batch), result);
}

Status Importer::import_batch(std::vector<FetchedBundle> batch, ImportResult& result) {
    std::vector<Judged> judged;
    judged.reserve(batch.size());
    for (ReadBundle& read : reader_->read(std::move(batch)))
        judged.push_back(judge(std::move(read)));
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
    judged.may_heal = may_heal(judged.cause, judged.name, read.bytes);
    judged.bundle = std::move(read.bytes);
    return judged;
}

Result<Importer::Judged> Importer::take(ReadBundle& read) {
    const crypto::VerifiedBundle& bundle = *read.verified;
    Judged judged;
    judged.name = read.name;
    judged.place = place_of(bundle);
    const archive::SessionPlace* known = chains_.find(judged.place.session);
    if (known == nullptr && objects_.revoked(judged.place.device))
        return crypto::refuse(crypto::causes::device_revoked);
    if (configurations_.find(judged.place.configuration) == nullptr)
        return crypto::refuse(crypto::causes::configuration_unknown);
    if (known != nullptr) {
        const bool same_header = known->header == judged.place.header;
        const bool earlier = judged.place.status == crypto::SessionStatus::Open &&
                             judged.place.records <= known->records;
        if (known->head == judged.place.head ||
            (same_header && (earlier || known->status == crypto::SessionStatus::Withdrawn))) {
            judged.verdict = Verdict::Already;
            return judged;
        }
        // A withdrawn head has no records: it ends the session whatever came before.
        const bool withdrawn = judged.place.status == crypto::SessionStatus::Withdrawn;
        const bool goes_on = same_header && (withdrawn || bundle.extends(head_of(*known)));
        if (known->status != crypto::SessionStatus::Open || !goes_on)
            return crypto::refuse(crypto::causes::record_altered, "another head of this session");
        judged.verdict = Verdict::Extends;
    }
    judged.forget = judged.place.status == crypto::SessionStatus::Withdrawn ||
                    objects_.tombstones().contains(judged.place.session);
    if (!judged.forget) {
        if (!read.session) return fail(read.session.error());
        fold(read, judged);
    }
    chains_.add(judged.place);
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
    auto written = archive_.transact([&]() -> Status {
        for (const Judged& judged : batch)
            if (auto done = write(judged); !done) return done;
        return {};
    });
    if (!written) return written;
    for (const Judged& judged : batch) {
        if (!judged.cause.empty()) {
            result.refused.push_back({judged.name, judged.cause});
            continue;
        }
        const bool interrupted = judged.place.status == crypto::SessionStatus::Interrupted;
        if (judged.verdict == Verdict::Already) ++result.already;
        if (judged.verdict == Verdict::New) ++result.imported;
        if (judged.verdict == Verdict::Extends) ++result.extended;
        if (judged.verdict != Verdict::Already && interrupted) ++result.interrupted;
    }
    return {};
}

Status Importer::write(const Judged& judged) {
    if (!judged.cause.empty()) {
        if (auto kept = archive_.put_quarantine(
                {judged.name, judged.cause, judged.where, clock_.now()}, judged.bundle);
            !kept)
            return kept;
        return judged.may_heal ? Status() : archive_.note_bundle(judged.name);
    }
    if (judged.verdict != Verdict::Already) {
        auto put = judged.forget
                       ? archive_.forget_response(judged.place)
                       : archive_.put_response(judged.place, judged.response, judged.summary);
        if (!put) return put;
    }
    if (auto lifted = archive_.lift_quarantine(judged.name); !lifted) return lifted;
    return archive_.note_bundle(judged.name);
}

Status Importer::sign_receipts() {
    const auto waiting = archive_.without_receipt();
    if (!waiting) return fail(waiting.error());
    std::span<const archive::SessionPlace> left(*waiting);
    while (!left.empty()) {
        const auto some = left.first(std::min(left.size(), kSessionsPerCommit));
        if (auto done = receipt_some(some); !done) return done;
        left = left.subspan(some.size());
    }
    return {};
}

// First in the store, then noted: a receipt that is written twice is the same receipt.
Status Importer::receipt_some(std::span<const archive::SessionPlace> places) {
    const auto signer = archive_.signer();
    if (!signer) return fail(signer.error());
    const crypto::DeviceId computer =
        crypto::device_id_of(archive_.clinic(), (*signer)->public_key());
    std::map<crypto::DeviceId, std::vector<Bytes>> receipts;
    for (const archive::SessionPlace& place : places)
        receipts[place.device].push_back(crypto::make_receipt(
            {archive_.clinic(), computer, place.device, place.session, place.counter, place.head},
            **signer));
    for (const auto& [tablet, signed_for] : receipts)
        if (auto put = store_.put_all(sync::places::receipts(tablet), signed_for); !put) return put;
    return archive_.transact([&]() -> Status {
        for (const archive::SessionPlace& place : places)
            if (auto noted = archive_.note_receipt(place.session); !noted) return noted;
        return {};
    });
}

}  // namespace spine::importing
