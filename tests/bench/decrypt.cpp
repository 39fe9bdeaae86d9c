#include "bench/decrypt.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "archive/archive.h"
#include "archive/packed_events.h"
#include "bench/figure.h"
#include "bench/place.h"
#include "bench/sample_session.h"
#include "bench/sqlcipher_peer.h"
#include "crypto/random.h"

namespace spine::bench {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kPassphrase = "a passphrase for measuring";
constexpr crypto::DeriveCost kSmallCost{1, 8192};
constexpr std::size_t kRowsACommit = 500;
constexpr std::uint32_t kPageSize = 16'384;  // database::Options, as the archive is made

archive::Response response_of(std::uint64_t counter, UnixMs at) {
    const auto events = sample_session(at, counter);
    session::Told told = session::fold(events);
    archive::Response out;
    for (const session::Event& event : events) out.events.push_back(session::encode(event));
    out.code = std::move(told.code);
    out.questionnaire = std::move(told.questionnaire);
    out.language = std::move(told.language);
    out.started = told.started;
    out.ended = told.ended;
    out.answers = std::move(told.answers);
    out.shown = std::move(told.shown);
    return out;
}

// Both sides, and what goes into them.
class Sides {
  public:
    explicit Sides(fs::path folder) : folder_(std::move(folder)) {}

    [[nodiscard]] Status make() {
        const auto seal = [&] { return crypto::make_seal_pair(random_).secret_key; };
        auto made = archive::Archive::create(
            {folder_ / "clinic"}, crypto::make_sign_pair(random_).public_key,
            {seal(), crypto::make_sign_pair(random_).secret_key, seal(), seal()},
            {{"Measurer", archive::Role::Clinician}, as_bytes(kPassphrase), kSmallCost}, files_,
            clock_, random_);
        if (!made) return fail(std::move(made));
        archive_ = std::move(*made);
        if (auto open = archive_->unlock(as_bytes(kPassphrase)); !open) return open;
        peer_ = SqlCipherPeer::create(folder_ / "sqlcipher.db", kPageSize);
        packed_peer_ = SqlCipherPeer::create(folder_ / "sqlcipher-packed.db", kPageSize);
        if (peer_ == nullptr || packed_peer_ == nullptr)
            return fail("bench-failed", "SQLCipher is not there.",
                        "Install Debian's package libsqlcipher0, or run tests/run once.");
        return {};
    }

    [[nodiscard]] Status fill(std::size_t responses) {
        for (std::size_t from = 0; from < responses; from += kRowsACommit) {
            const std::size_t to = std::min(responses, from + kRowsACommit);
            bool kept = peer_->begin() && packed_peer_->begin();
            auto put = archive_->transact([&]() -> Status {
                for (std::size_t i = from; i < to; ++i)
                    if (auto done = put_one(i, kept); !done) return done;
                return {};
            });
            if (!put) return put;
            if (!kept || !peer_->commit() || !packed_peer_->commit())
                return failed("SQLCipher took no row.");
        }
        return archive_->tidy();
    }

    // Seconds for all of them; nothing if one is missing.
    [[nodiscard]] std::optional<double> read_archive(std::size_t responses,
                                                     archive::Events events) {
        std::size_t read = 0, answers = 0, told = 0;
        const auto start = std::chrono::steady_clock::now();
        const auto done = archive_->each_response(
            events, [&](const crypto::SessionRef&, const archive::ResponseView& view) -> Status {
                ++read;
                answers += view.answers.size();
                told += view.events.size();
                return {};
            });
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        if (!done || read != responses || answers == 0 ||
            (told != 0) != (events == archive::Events::Kept))
            return std::nullopt;
        return took.count();
    }
    [[nodiscard]] std::optional<double> read_peer(std::size_t responses, archive::Events events) {
        const bool both = events == archive::Events::Kept;
        return read(*peer_, both, responses, both ? bytes_ : answer_bytes_);
    }
    // Which has the events packed, and leaves them so.
    [[nodiscard]] std::optional<double> read_packed_peer(std::size_t responses) {
        return read(*packed_peer_, true, responses, packed_bytes_);
    }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

  private:
    [[nodiscard]] Status put_one(std::size_t index, bool& kept) {
        archive::SessionPlace place;
        random_.fill(place.session.bytes);
        place.counter = index + 1;
        place.status = crypto::SessionStatus::Complete;
        const archive::Response response = response_of(place.counter, clock_.now());
        archive::Summary summary;
        summary.code = response.code;
        const archive::EncodedResponse clear = archive::encode(response);
        crypto::WipedBytes room;
        const auto events = archive::unpack_events(clear.events, room);
        if (!events) return failed("Events do not come back from their packing.");
        answer_bytes_ += clear.answers.size();
        bytes_ += clear.answers.size() + events->size();
        packed_bytes_ += clear.answers.size() + clear.events.size();
        const auto id = static_cast<std::int64_t>(place.counter);
        kept = kept && peer_->put(id, place.session.view(), clear.answers, *events) &&
               packed_peer_->put(id, place.session.view(), clear.answers, clear.events);
        return archive_->put_response(place, response, summary);
    }
    // Seconds for all of them; nothing if a byte is missing.
    [[nodiscard]] static std::optional<double> read(SqlCipherPeer& peer, bool both,
                                                    std::size_t responses, std::size_t expected) {
        std::size_t read = 0, bytes = 0;
        const auto start = std::chrono::steady_clock::now();
        const bool done = peer.each(both, [&](ByteView answers, ByteView told) {
            ++read;
            bytes += answers.size() + told.size();
        });
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        if (!done || read != responses || bytes != expected) return std::nullopt;
        return took.count();
    }

    fs::path folder_;
    SystemFiles files_;
    SystemClock clock_;
    crypto::SystemRandom random_;
    std::unique_ptr<archive::Archive> archive_;
    std::unique_ptr<SqlCipherPeer> peer_, packed_peer_;
    std::size_t bytes_ = 0, answer_bytes_ = 0, packed_bytes_ = 0;
};

}  // namespace

Result<DecryptFigures> bench_decrypt(const fs::path& folder, std::size_t responses, int rounds) {
    const Place place(folder, "decrypt");
    std::error_code ignored;
    fs::create_directories(place.path() / "clinic", ignored);
    Sides sides(place.path());
    if (auto made = sides.make(); !made) return fail(std::move(made));
    if (auto filled = sides.fill(responses); !filled) return fail(std::move(filled));
    // What filling has written reaches the disk now and not while reading is timed.
    ::sync();
    const auto count = static_cast<double>(responses);
    DecryptFigures out;
    std::vector<double> ours, theirs;
    // The first round brings all files into the system's memory and does not count.
    for (int round = -1; round < rounds; ++round) {
        const auto archive = sides.read_archive(responses, archive::Events::Kept);
        const auto peer = sides.read_peer(responses, archive::Events::Kept);
        const auto packed_peer = sides.read_packed_peer(responses);
        const auto answers = sides.read_archive(responses, archive::Events::LeftOut);
        const auto peer_answers = sides.read_peer(responses, archive::Events::LeftOut);
        if (!archive || !peer || !packed_peer || !answers || !peer_answers)
            return failed("Not every response could be read.");
        if (round < 0) continue;
        ours.push_back(count / *archive);
        theirs.push_back(count / *peer);
        out.ratios.push_back(*peer / *archive);
        out.packed_ratios.push_back(*packed_peer / *archive);
        out.answer_ratios.push_back(*peer_answers / *answers);
    }
    out.archive = median(ours);
    out.sqlcipher = median(theirs);
    out.bytes = static_cast<double>(sides.bytes()) / count;
    return out;
}

}  // namespace spine::bench
