#include "bench/beside_sync.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "bench/eager_clinic.h"
#include "bench/place.h"
#include "journal/journal.h"
#include "sync/uploader.h"

namespace spine::bench {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kAnswersAPatient = 40;

// Rounds of sync, one after the other, on a thread of its own; it ends with its life.
class SyncThread {
  public:
    SyncThread(sync::Uploader& uploader, EagerClinic& clinic)
        : clinic_(clinic), thread_([this, &uploader] { run(uploader); }) {}
    SyncThread(const SyncThread&) = delete;
    SyncThread& operator=(const SyncThread&) = delete;
    ~SyncThread() { end(); }
    void end() {
        ending_ = true;
        clinic_.release();
        if (thread_.joinable()) thread_.join();
    }
    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] std::size_t deleted() const { return deleted_; }

  private:
    void run(sync::Uploader& uploader) {
        while (!ending_) {
            const auto round = uploader.run();
            if (!round || !round->failed.empty()) {
                failed_ = true;
                return;
            }
            deleted_ += round->deleted;
        }
    }
    EagerClinic& clinic_;
    std::atomic<bool> ending_ = false, failed_ = false;
    std::atomic<std::size_t> deleted_ = 0;
    std::thread thread_;
};

struct TabletAndClinic {
    explicit TabletAndClinic(const fs::path& folder)
        : clinic(files, folder / "store", random), kiosk{folder / "kiosk"} {}

    [[nodiscard]] Status open() {
        if (auto admitted = clinic.admit(device.public_key); !admitted) return admitted;
        auto opened = journal::Journal::open(
            kiosk, journal::make_identity(clinic.clinic(), device.secret_key), clock, random,
            files);
        if (!opened) return fail(std::move(opened));
        journal = std::move(*opened);
        return {};
    }

    SystemFiles files;
    SystemClock clock;
    crypto::SystemRandom random;
    EagerClinic clinic;
    journal::KioskFolder kiosk;
    crypto::SignPair device = crypto::make_sign_pair(random);
    journal::SessionInputs inputs{
        {},
        {crypto::make_seal_pair(random).public_key, crypto::make_seal_pair(random).public_key},
        "filler"};
    std::unique_ptr<journal::Journal> journal;
};

[[nodiscard]] Status seal(TabletAndClinic& world, std::size_t sessions) {
    const std::vector<std::string> payloads(50, std::string(100, 'a'));
    for (std::size_t i = 0; i < sessions; ++i) {
        auto session = world.journal->begin(world.inputs, payloads);
        if (!session) return fail(std::move(session));
        if (auto done = session->finish(crypto::SessionStatus::Complete); !done) return done;
    }
    return world.journal->tidy();
}

// One patient's answers, each timed until it is durable.
[[nodiscard]] Status answer(TabletAndClinic& world, std::vector<double>& took_us) {
    const std::vector<std::string> first = {"consent"};
    auto session = world.journal->begin(world.inputs, first);
    if (!session) return fail(std::move(session));
    const std::string value(200, 'a');
    for (std::size_t i = 0; i < kAnswersAPatient; ++i) {
        const auto start = std::chrono::steady_clock::now();
        if (auto done = session->append({&value, 1}); !done) return done;
        const std::chrono::duration<double, std::micro> took =
            std::chrono::steady_clock::now() - start;
        took_us.push_back(took.count());
    }
    return session->finish(crypto::SessionStatus::Complete);
}

double percentile_99(std::vector<double> values) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 99 / 100);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

}  // namespace

Result<BesideSyncFigures> bench_beside_sync(const fs::path& folder, std::size_t sessions,
                                            std::size_t answers) {
    const Place place(folder, "beside-sync");
    std::error_code ignored;
    for (const char* made : {"kiosk", "store"})
        fs::create_directories(place.path() / made, ignored);
    TabletAndClinic world(place.path());
    if (auto opened = world.open(); !opened) return fail(std::move(opened));
    if (auto sealed = seal(world, sessions); !sealed) return fail(std::move(sealed));
    ::sync();
    sync::Uploader uploader(world.journal->outbox(), world.clinic, world.clinic.root().public_key,
                            crypto::device_id_of(world.clinic.clinic(), world.device.public_key),
                            {0, 16, 4LL * 3600 * 1000});
    std::vector<double> alone, beside;
    world.clinic.hold();
    SyncThread rounds(uploader, world.clinic);
    // By turns, so that a disk that stalls meets both sides alike.
    while (beside.size() < answers) {
        world.clinic.hold();
        if (auto done = answer(world, alone); !done) return fail(std::move(done));
        world.clinic.release();
        if (auto done = answer(world, beside); !done) return fail(std::move(done));
    }
    rounds.end();
    if (rounds.failed()) return failed("Sync ended with a fault.");
    return BesideSyncFigures{percentile_99(beside),
                             percentile_99(alone),
                             *std::max_element(beside.begin(), beside.end()),
                             beside.size(),
                             world.clinic.delivered(),
                             rounds.deleted()};
}

}  // namespace spine::bench
