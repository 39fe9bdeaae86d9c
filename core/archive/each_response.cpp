// All responses, one after the other: for whoever counts, exports or compares them.
#include <algorithm>
#include <deque>
#include <future>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

#include "archive/archive.h"
#include "archive/schema.h"

namespace spine::archive {
namespace {

constexpr int kEvents = 6;  // the column of a row, as it is read

constexpr std::size_t kRowsABatch = 256;
// A session may have megabytes, and packed events become eight times as many (packed_events.h):
// what a tablet's key can make is no reason to run out of memory. Nor does a batch that is used
// again keep the room of long ones.
constexpr std::size_t kBytesABatch = std::size_t{1} << 20U;
constexpr std::size_t kRoomKept = std::size_t{64} << 10U;  // of a view

// Some rows as they stand in the file, one behind the other, and as they open. It is used again and
// again: a hundred thousand rows ask for memory a few times and not a million times.
class Batch {
  public:
    void take(const database::Statement& row, Events events) {
        Sealed sealed;
        sealed.kept.session = {id_in<crypto::DeviceId>(row, 0), id_in<crypto::SessionId>(row, 1)};
        sealed.kept.configuration = id_in<crypto::Hash>(row, 2);
        sealed.kept.status = static_cast<crypto::SessionStatus>(row.integer(3));
        sealed.wrapped = append(row.blob(4));
        sealed.answers = append(row.blob(5));
        events_ = events;
        if (events == Events::Kept && !row.is_null(kEvents))
            sealed.events = append(row.blob(kEvents));
        rows_.push_back(sealed);
    }
    [[nodiscard]] bool full() const {
        return rows_.size() >= kRowsABatch || bytes_.size() >= kBytesABatch;
    }

    // On any thread.
    void open(const crypto::WrapKey& archive_key) {
        crypto::WrapKey key;
        if (clear_.size() < bytes_.size()) clear_.resize(bytes_.size());
        if (views_.size() < rows_.size()) views_.resize(rows_.size());
        faults_.assign(rows_.size(), std::nullopt);
        for (std::size_t i = 0; i < rows_.size(); ++i)
            if (auto opened = open(rows_[i], archive_key, key, views_[i]); !opened)
                faults_[i] = std::move(opened.error());
    }

    // On the caller's thread, after open(); empties the batch.
    [[nodiscard]] Status visit(
        const std::function<Status(const AnsweredSession&, const ResponseView&)>& visit,
        std::vector<crypto::SessionRef>* damaged) {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (!faults_[i]) {
                if (auto done = visit(rows_[i].kept, views_[i]); !done) return done;
            } else if (damaged != nullptr) {
                damaged->push_back(rows_[i].kept.session);
            } else {
                return fail(std::move(*faults_[i]));
            }
            if (views_[i].unpacked.size() > kRoomKept) views_[i].unpacked = crypto::WipedBytes();
        }
        rows_.clear();
        bytes_.clear();
        return {};
    }

  private:
    struct Part {
        std::size_t at = 0, size = 0;
    };
    struct Sealed {
        AnsweredSession kept;
        Part wrapped, answers;
        std::optional<Part> events;
    };

    Part append(ByteView bytes) {
        const Part part{bytes_.size(), bytes.size()};
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
        return part;
    }
    [[nodiscard]] ByteView sealed(const Part& part) const {
        return ByteView(bytes_).subspan(part.at, part.size);
    }
    // Where it lay sealed it lies opened; nothing if it does not open.
    [[nodiscard]] std::optional<ByteView> opened(const Part& part, std::string_view what,
                                                 const crypto::SessionRef& session,
                                                 const crypto::WrapKey& key) {
        const auto size = crypto::unwrapped_size(sealed(part));
        if (!size) return std::nullopt;
        const auto into = std::span(clear_).subspan(part.at, *size);
        if (!crypto::unwrap_over(key, context(what, session), sealed(part), into))
            return std::nullopt;
        return into;
    }
    [[nodiscard]] Status open(const Sealed& row, const crypto::WrapKey& archive_key,
                              crypto::WrapKey& key, ResponseView& view) {
        if (auto done = open_response_key(archive_key, row.kept.session, sealed(row.wrapped), key);
            !done)
            return done;
        const auto answers = opened(row.answers, "response", row.kept.session, key);
        if (!answers) return damaged("response");
        if (!row.events) {
            if (auto viewed = view_response(*answers, std::nullopt, view); !viewed) return viewed;
            // Taken out of the file.
            if (events_ == Events::Kept && view.events_apart) return damaged("events");
            return {};
        }
        const auto events = opened(*row.events, "events", row.kept.session, key);
        return events ? view_response(*answers, events, view) : Status(damaged("events"));
    }

    Events events_ = Events::LeftOut;
    std::vector<Sealed> rows_;
    Bytes bytes_;
    crypto::WipedBytes clear_;
    std::vector<ResponseView> views_;  // into clear_
    std::vector<std::optional<Fault>> faults_;
};

// Batches that are being opened on further threads, given back in the order in which they came.
class Opening {
  public:
    explicit Opening(const crypto::WrapKey& archive_key) : archive_key_(archive_key) {}

    [[nodiscard]] std::unique_ptr<Batch> empty_one() {
        if (spare_.empty()) return std::make_unique<Batch>();
        auto batch = std::move(spare_.back());
        spare_.pop_back();
        return batch;
    }
    void add(std::unique_ptr<Batch> batch) {
        Batch& opened = *batch;
        const auto work = [this, &opened] { opened.open(archive_key_); };
        std::future<void> done;
        try {
            done = std::async(std::launch::async, work);
        } catch (const std::system_error&) {
            // No further thread can be had just now: the caller's opens it when its turn comes.
            done = std::async(std::launch::deferred, work);
        }
        under_way_.push_back({std::move(batch), std::move(done)});
    }
    [[nodiscard]] bool full() const { return under_way_.size() >= most_; }
    [[nodiscard]] bool empty() const { return under_way_.empty(); }
    [[nodiscard]] std::unique_ptr<Batch> next() {
        UnderWay one = std::move(under_way_.front());
        under_way_.pop_front();
        one.opened.get();
        return std::move(one.batch);
    }
    void spare(std::unique_ptr<Batch> batch) { spare_.push_back(std::move(batch)); }

  private:
    struct UnderWay {
        std::unique_ptr<Batch> batch;
        std::future<void> opened;  // behind the batch: its end is waited for before that goes
    };
    const crypto::WrapKey& archive_key_;
    std::size_t most_ = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
    std::vector<std::unique_ptr<Batch>> spare_;
    std::deque<UnderWay> under_way_;
};

// By id and not in the keys' order, so that the large rows are read as they lie on the disk. SQLite
// does not touch the pages of a column that is not asked for, if they are others.
constexpr std::string_view kAnswers =
    "SELECT device, session, configuration, status, wrapped, sealed FROM response "
    "CROSS JOIN response_key USING (device, session) ORDER BY id";
constexpr std::string_view kAnswersAndEvents =
    "SELECT device, session, configuration, status, wrapped, sealed, events FROM response "
    "CROSS JOIN response_key USING (device, session) ORDER BY id";

}  // namespace

Status open_response_key(const crypto::WrapKey& archive_key, const crypto::SessionRef& session,
                         ByteView wrapped, crypto::WrapKey& key) {
    if (!crypto::unwrap_over(archive_key, context("key", session), wrapped, key.writable()))
        return damaged("response key");
    return {};
}

Status Archive::each_response(
    Events events,
    const std::function<Status(const crypto::SessionRef&, const ResponseView&)>& visit,
    std::vector<crypto::SessionRef>* damaged) {
    return each_answered(
        events,
        [&](const AnsweredSession& kept, const ResponseView& view) {
            return visit(kept.session, view);
        },
        damaged);
}

Status Archive::each_answered(
    Events events, const std::function<Status(const AnsweredSession&, const ResponseView&)>& visit,
    std::vector<crypto::SessionRef>* damaged) {
    if (auto may = require(Role::Clinician | Role::Researcher); !may) return may;
    Opening opening(open_->archive_key);
    auto batch = opening.empty_one();
    const auto visit_next = [&]() -> Status {
        auto opened = opening.next();
        if (auto done = opened->visit(visit, damaged); !done) return done;
        opening.spare(std::move(opened));
        return {};
    };
    auto read = each_row(database_, events == Events::Kept ? kAnswersAndEvents : kAnswers, {},
                         [&](const database::Statement& row) -> Status {
                             batch->take(row, events);
                             if (!batch->full()) return {};
                             opening.add(std::exchange(batch, opening.empty_one()));
                             return opening.full() ? visit_next() : Status();
                         });
    if (!read) return read;
    opening.add(std::move(batch));
    while (!opening.empty())
        if (auto done = visit_next(); !done) return done;
    return {};
}

}  // namespace spine::archive
