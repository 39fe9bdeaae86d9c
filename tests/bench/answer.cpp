#include "bench/answer.h"

#include <sqlite3.h>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/files.h"
#include "bench/figure.h"
#include "bench/place.h"
#include "crypto/constants.h"
#include "crypto/random.h"
#include "journal/journal.h"

namespace spine::bench {
namespace {

namespace fs = std::filesystem;
constexpr int kAnswers = 40;

using Microseconds = std::chrono::duration<double, std::micro>;

// Adds what one durable write takes; false if it failed.
bool timed(Microseconds& total, const std::function<bool()>& write) {
    const auto start = std::chrono::steady_clock::now();
    const bool done = write();
    total += std::chrono::steady_clock::now() - start;
    return done;
}

// The floor: what a durable insert costs without any of our code.
class Plain {
  public:
    explicit Plain(const fs::path& file) {
        sqlite3* database = nullptr;
        ready_ = sqlite3_open(file.c_str(), &database) == SQLITE_OK;
        database_.reset(database);
        ready_ = ready_ && run("PRAGMA journal_mode=WAL") && run("PRAGMA synchronous=FULL") &&
                 run("CREATE TABLE record (id INTEGER PRIMARY KEY, sealed BLOB NOT NULL)");
        sqlite3_stmt* insert = nullptr;
        ready_ = ready_ && sqlite3_prepare_v2(database, "INSERT INTO record (sealed) VALUES (?)",
                                              -1, &insert, nullptr) == SQLITE_OK;
        insert_.reset(insert);
    }
    [[nodiscard]] bool ready() const { return ready_; }
    [[nodiscard]] bool insert(const Bytes& record) {
        sqlite3_bind_blob64(insert_.get(), 1, record.data(), record.size(), SQLITE_STATIC);
        const bool done = sqlite3_step(insert_.get()) == SQLITE_DONE;
        sqlite3_reset(insert_.get());
        return done;
    }

  private:
    [[nodiscard]] bool run(const char* sql) {
        return sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close(database); }
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3, Close> database_;
    std::unique_ptr<sqlite3_stmt, Close> insert_;
    bool ready_ = false;
};

// A tablet of a clinic that exists for this measurement.
struct Tablet {
    crypto::SystemRandom random;
    SystemClock clock;
    SystemFiles files;
    crypto::SignPair root = crypto::make_sign_pair(random);
    crypto::SignPair device = crypto::make_sign_pair(random);
    journal::SessionInputs inputs{
        {},
        {crypto::make_seal_pair(random).public_key, crypto::make_seal_pair(random).public_key},
        "filler"};

    [[nodiscard]] auto open(const fs::path& folder) {
        return journal::Journal::open(
            {folder},
            journal::make_identity(crypto::clinic_id_of(root.public_key), device.secret_key), clock,
            random, files);
    }
};

struct Round {
    double sealed_us = 0, plain_us = 0;  // an answer
};

// Takes turns answer by answer, so that a disk that stalls meets both sides alike.
std::optional<Round> run_round(journal::Journal& journal, Tablet& tablet, Plain& plain) {
    const std::vector<std::string> first = {"consent"};
    auto session = journal.begin(tablet.inputs, first);
    if (!session) return std::nullopt;
    const std::string answer(200, 'a');
    Bytes record(crypto::kRecordSize);
    tablet.random.fill(record);
    const auto ours = [&] { return session->append({&answer, 1}).has_value(); };
    const auto theirs = [&] { return plain.insert(record); };
    Microseconds sealed{}, bare{};
    for (int i = 0; i < kAnswers; ++i) {
        const bool done = i % 2 == 0 ? timed(sealed, ours) && timed(bare, theirs)
                                     : timed(bare, theirs) && timed(sealed, ours);
        if (!done) return std::nullopt;
    }
    if (!session->finish(crypto::SessionStatus::Complete)) return std::nullopt;
    return Round{sealed.count() / kAnswers, bare.count() / kAnswers};
}

}  // namespace

Result<AnswerFigures> bench_answer(const fs::path& folder, int rounds) {
    const Place place(folder, "answer");
    Tablet tablet;
    auto journal = tablet.open(place.path());
    if (!journal) return fail(std::move(journal));
    Plain plain(place.path() / "plain.db");
    if (!plain.ready()) return failed("SQLite could not make its plain database.");
    std::vector<double> sealed, bare, ratios;
    // The first round warms both sides up and does not count.
    for (int round = -1; round < rounds; ++round) {
        const auto took = run_round(**journal, tablet, plain);
        if (!took) return failed("A durable write failed.");
        if (round < 0) continue;
        sealed.push_back(took->sealed_us);
        bare.push_back(took->plain_us);
        ratios.push_back(took->sealed_us / took->plain_us);
    }
    const double ratio = median(ratios);
    return AnswerFigures{median(sealed), median(bare), ratio, std::move(ratios)};
}

}  // namespace spine::bench
