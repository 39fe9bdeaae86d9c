// Years of patients at one tablet without a restart, in virtual time, with sync and receipts: what
// it holds in memory, in open files and on its disk does not grow.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>

#include "bench/eager_clinic.h"
#include "crypto/init.h"
#include "kiosk/desk.h"
#include "kiosk/journal_keeper.h"
#include "support/support.h"
#include "support/weight.h"
#include "sync/uploader.h"
#include "tool/demo_time.h"
#include "tool/simulated_patient.h"

using namespace spine;
using test::Weight;

namespace {

constexpr std::int64_t kBetweenPatients = 900'000;  // ms
constexpr std::size_t kHeldByStore = 300;           // sessions; then the clinic's retention ends
// By then a day's sessions wait for their retention to end, as they do on every later day.
constexpr std::size_t kSettled = 240;

template <typename T>
T expect(Result<T> result) {
    if (!result) FAIL(result.error().sentence());
    return std::move(*result);
}

// The lowest and the highest of a row of numbers.
struct Range {
    std::size_t least = SIZE_MAX, most = 0;
    void add(std::size_t value) {
        least = std::min(least, value);
        most = std::max(most, value);
    }
};

class Tablet {
  public:
    Tablet();
    void patient();
    void weigh();
    // Nothing may go wrong in any round.
    void sync();

    Range resident, in_use, descriptors, database, ahead;  // since it has settled
    std::size_t answers = 0, deleted = 0, receipts = 0;
    [[nodiscard]] std::size_t delivered() const { return clinic_.delivered(); }

  private:
    void forget_at_store();
    [[nodiscard]] std::size_t size_of(const char* file) const;

    Status started_ = crypto::start();
    test::TemporaryFolder folder_;
    SystemFiles files_;
    crypto::SystemRandom system_;
    tool::DemoClock clock_{1'795'510'680'000, 1'000};
    tool::DemoRandom random_{7};
    config::Config config_;
    bench::EagerClinic clinic_;
    crypto::SignPair key_ = crypto::make_sign_pair(system_);
    std::unique_ptr<journal::Journal> journal_;
    std::unique_ptr<kiosk::JournalKeeper> keeper_;
    std::unique_ptr<kiosk::Desk> desk_;
    std::unique_ptr<sync::Uploader> uploader_;
    std::size_t at_store_ = 0;
};

Tablet::Tablet()
    : config_(expect(config::load(files_, test::project() / "kiosk-config"))),
      clinic_(files_, folder_ / "store", system_) {
    for (const char* made : {"kiosk", "store"}) std::filesystem::create_directory(folder_ / made);
    REQUIRE(clinic_.admit(key_.public_key));
    const auto identity = [this] {
        return journal::make_identity(clinic_.clinic(), key_.secret_key);
    };
    journal_ =
        expect(journal::Journal::open({folder_ / "kiosk"}, identity(), clock_, system_, files_));
    const journal::SessionInputs inputs{
        crypto::hash(as_bytes("the configuration")),
        {crypto::make_seal_pair(system_).public_key, crypto::make_seal_pair(system_).public_key},
        {}};
    keeper_ = std::make_unique<kiosk::JournalKeeper>(
        *journal_, clock_, system_, journal::CodeRules{CodeLength::Six, 1}, inputs,
        kiosk::AttentionDesk{identity(), {}, 1, "Tablet 1"});
    desk_ = std::make_unique<kiosk::Desk>(config_, *keeper_, clock_);
    uploader_ =
        std::make_unique<sync::Uploader>(journal_->outbox(), clinic_, clinic_.root().public_key,
                                         crypto::device_id_of(clinic_.clinic(), key_.public_key));
}

void Tablet::patient() {
    const auto visit = expect(
        tool::simulate_visit(*desk_, random_, {}, [this](std::int64_t ms) { clock_.pass(ms); }));
    answers += visit.answers.size();
    clock_.pass(kBetweenPatients);
    ahead.add(size_of("journal.db-wal"));
    sync();
    if (++at_store_ == kHeldByStore) forget_at_store();
}

void Tablet::sync() {
    const auto done = expect(uploader_->run());
    for (const auto& failed : done.failed) FAIL_CHECK(failed.cause);
    deleted += done.deleted;
    receipts += done.receipts;
}

void Tablet::forget_at_store() {
    const std::string given =
        sync::places::receipts(crypto::device_id_of(clinic_.clinic(), key_.public_key));
    for (const std::string_view place : {sync::places::bundles, std::string_view(given)})
        for (const std::string& name : expect(clinic_.list(place)))
            REQUIRE(clinic_.remove(place, name));
    at_store_ = 0;
}

std::size_t Tablet::size_of(const char* file) const {
    std::error_code none;
    const auto size = std::filesystem::file_size(folder_ / "kiosk" / file, none);
    return none ? 0 : static_cast<std::size_t>(size);
}

void Tablet::weigh() {
    const Weight weight = test::weigh();
    resident.add(weight.resident);
    in_use.add(weight.in_use);
    descriptors.add(weight.descriptors);
    database.add(size_of("journal.db"));
}

double percent_around(const Range& range) {
    return 50.0 * static_cast<double>(range.most - range.least) / static_cast<double>(range.least);
}

}  // namespace

TEST_CASE(
    "a tablet that runs for years holds no more memory, files or disk than in its first week") {
    const std::size_t patients = test::long_form() ? 100'000 : 400;
    const std::size_t between = test::long_form() ? 500 : 10;
    Tablet tablet;
    for (std::size_t i = 1; i <= patients; ++i) {
        tablet.patient();
        if (i == kSettled) tablet.ahead = {};
        if (i >= kSettled && i % between == 0) tablet.weigh();
    }
    constexpr std::size_t mb = 1U << 20U;
    if (test::memory_means_something()) {
        CHECK(percent_around(tablet.resident) <= 5);
        CHECK(percent_around(tablet.in_use) <= 5);
    }
    CHECK(tablet.descriptors.least == tablet.descriptors.most);
    CHECK(tablet.database.most <= 16 * mb);
    CHECK(tablet.ahead.most <= 8 * mb);
    CHECK(tablet.receipts == tablet.delivered());
    CHECK(tablet.deleted + std::size_t{2} * 96 > tablet.delivered());
    CHECK(tablet.answers > 20 * patients);
    test::figure(fmt::format(
        "{} patients, {:.0f} answers each; {} sessions receipted, {} deleted; memory {:.1f} MB "
        "± {:.1f} %, heap in use ± {:.1f} %, descriptors {}-{}, database {:.1f} MB at most, -wal "
        "{:.1f} MB at most",
        patients, static_cast<double>(tablet.answers) / static_cast<double>(patients),
        tablet.receipts, tablet.deleted, static_cast<double>(tablet.resident.most) / mb,
        percent_around(tablet.resident), percent_around(tablet.in_use), tablet.descriptors.least,
        tablet.descriptors.most, static_cast<double>(tablet.database.most) / mb,
        static_cast<double>(tablet.ahead.most) / mb));
}
