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

constexpr std::size_t kRowsABatch = 128;  // about a megabyte

struct SealedRow {
    crypto::SessionRef session;
    Bytes wrapped, sealed;
};
struct OpenedRow {
    crypto::SessionRef session;
    Result<Response> response;
};
using SealedBatch = std::vector<SealedRow>;
using OpenedBatch = std::vector<OpenedRow>;

OpenedBatch open_all(const crypto::WrapKey& archive_key, const SealedBatch& batch) {
    crypto::WrapKey key;
    OpenedBatch out;
    out.reserve(batch.size());
    for (const SealedRow& row : batch)
        out.push_back({row.session, open_response(archive_key, key, row.session, row.wrapped,
                                                  row.sealed, Events::LeftOut)});
    return out;
}

// Batches under way on further threads, given back in the order in which they came.
class Opening {
  public:
    explicit Opening(const crypto::WrapKey& archive_key) : archive_key_(archive_key) {}

    void add(SealedBatch batch) {
        const auto held = std::make_shared<const SealedBatch>(std::move(batch));
        const auto work = [this, held] { return open_all(archive_key_, *held); };
        try {
            under_way_.push_back(std::async(std::launch::async, work));
        } catch (const std::system_error&) {
            // No further thread can be had just now: the caller's opens it when its turn comes.
            under_way_.push_back(std::async(std::launch::deferred, work));
        }
    }
    [[nodiscard]] bool full() const { return under_way_.size() >= most_; }
    [[nodiscard]] bool empty() const { return under_way_.empty(); }
    [[nodiscard]] OpenedBatch next() {
        OpenedBatch opened = under_way_.front().get();
        under_way_.pop_front();
        return opened;
    }

  private:
    const crypto::WrapKey& archive_key_;
    std::size_t most_ = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
    std::deque<std::future<OpenedBatch>> under_way_;
};

}  // namespace

Result<Response> open_response(const crypto::WrapKey& archive_key, crypto::WrapKey& key,
                               const crypto::SessionRef& session, ByteView wrapped, ByteView sealed,
                               Events events) {
    if (!crypto::unwrap_over(archive_key, context("key", session), wrapped, key.writable()))
        return damaged("response key");
    const auto text = crypto::unwrap_text(key, context("response", session), sealed);
    if (!text) return damaged("response");
    return decode_response(*text, events);
}

Status Archive::each_response(
    const std::function<Status(const crypto::SessionRef&, const Response&)>& visit,
    std::vector<crypto::SessionRef>* damaged) {
    if (auto may = require(Role::Clinician | Role::Researcher); !may) return may;
    Opening opening(open_->archive_key);
    SealedBatch batch;
    const auto visit_next = [&]() -> Status {
        for (const OpenedRow& row : opening.next()) {
            if (row.response) {
                if (auto done = visit(row.session, *row.response); !done) return done;
                continue;
            }
            if (damaged == nullptr) return fail(row.response.error());
            damaged->push_back(row.session);
        }
        return {};
    };
    // By id and not in the keys' order, so that the large rows are read as they lie on the disk.
    auto read = each_row(
        database_,
        "SELECT device, session, wrapped, sealed FROM response "
        "CROSS JOIN response_key USING (device, session) ORDER BY id",
        {}, [&](const database::Statement& row) -> Status {
            const ByteView wrapped = row.blob(2), sealed = row.blob(3);
            batch.push_back({{id_in<crypto::DeviceId>(row, 0), id_in<crypto::SessionId>(row, 1)},
                             {wrapped.begin(), wrapped.end()},
                             {sealed.begin(), sealed.end()}});
            if (batch.size() < kRowsABatch) return {};
            opening.add(std::exchange(batch, {}));
            return opening.full() ? visit_next() : Status();
        });
    if (!read) return read;
    opening.add(std::move(batch));
    while (!opening.empty())
        if (auto done = visit_next(); !done) return done;
    return {};
}

}  // namespace spine::archive
