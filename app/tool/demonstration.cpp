#include "tool/demonstration.h"

#include <fmt/format.h>

#include <chrono>
#include <functional>
#include <memory>
#include <thread>
#include <utility>

#include "import/enrolment.h"
#include "kiosk/tablet.h"
#include "tool/demo_time.h"
#include "tool/import_run.h"

namespace spine::tool {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMsALook = 5'000;  // about ten minutes for a hundred events
constexpr int kTries = 24;
constexpr std::chrono::seconds kBetweenTries{5};
constexpr std::int64_t kMsAPatient = 900'000;  // a quarter of an hour from one to the next

// A demonstration's passphrase is 64 random bits in a file beside it: to stretch it by a second at
// each command would keep nobody out.
constexpr crypto::DeriveCost kSmallCost{1, std::uint64_t{8} << 20U};
// For the demonstration alone, and said to be so where it is printed.
constexpr std::string_view kPin = "2580";

class Demonstration {
  public:
    Demonstration(Environment& environment, const DemoSettings& settings)
        : env_(environment),
          settings_(settings),
          places_{settings.folder},
          store_(settings.store.copy()),
          clock_(environment.clock.now() - kMsAPatient * (settings.patients + 1), kMsALook),
          random_(settings.seed) {}

    Result<DemoResult> run() {
        if (auto done = prepare(); !done) return fail(std::move(done));
        if (auto done = make_clinic(); !done) return fail(std::move(done));
        if (auto done = enrol(); !done) return fail(std::move(done));
        if (auto done = see_patients(); !done) return fail(std::move(done));
        if (auto done = write_answers(); !done) return fail(std::move(done));
        const auto sync = [this] { return sync_all(); };
        if (auto done = in_reach(sync); !done) return fail(std::move(done));
        if (auto done = in_reach([this] { return import(); }); !done) return fail(std::move(done));
        // Once more, so that the tablets have their receipts.
        if (auto done = in_reach(sync); !done) return fail(std::move(done));
        return std::move(result_);
    }

  private:
    // Again while the store is out of reach.
    Status in_reach(const std::function<Status()>& step) {
        for (int tries = 0;; ++tries) {
            auto done = step();
            if (done || done.error().cause != sync::causes::store_unreachable || tries == kTries)
                return done;
            env_.messages << "kioskctl: " << done.error().sentence() << " It is tried again.\n";
            std::this_thread::sleep_for(kBetweenTries);
        }
    }

    Status prepare() {
        // Also one that was broken off: its first parts are there.
        if (env_.files.exists(places_.clinic()) || env_.files.exists(places_.config())) {
            return fail("demonstration-exists",
                        "There is a demonstration in this folder already, or a part of one.",
                        "Choose an empty folder.", places_.root.string());
        }
        if (auto made = env_.files.make_folders(places_.root); !made) return made;
        if (store_.address.empty()) {
            store_.address = places_.store().string();
            if (auto made = env_.files.make_folders(places_.store()); !made) return made;
        }
        std::error_code error;
        // A link stays one: signing refuses it, and would not know what it had led to.
        fs::copy(settings_.config, places_.config(),
                 fs::copy_options::recursive | fs::copy_options::copy_symlinks, error);
        if (error) {
            return fail("configuration-missing", "The configuration could not be copied.",
                        "Say where it is with --config.", settings_.config.string());
        }
        fs::remove(places_.config() / sync::kManifestFile, error);
        passphrase_ = to_hex(env_.random.bytes<8>());
        if (auto written =
                env_.files.write(places_.passphrase(), as_bytes(passphrase_ + "\n"), Access::Owner);
            !written) {
            return written;
        }
        return env_.files.write(places_.pin(), as_bytes(std::string(kPin) + "\n"), Access::Owner);
    }

    Status make_clinic() {
        importing::NewClinic wanted;
        wanted.clinic = places_.clinic();
        wanted.root_out = places_.root_key();
        wanted.recovery_out = places_.recovery();
        wanted.first_slot = {
            {"Demonstration", archive::Role::Clinician | archive::Role::Administrator},
            as_bytes(passphrase_),
            kSmallCost};
        auto created = importing::create_clinic(wanted, desk());
        if (!created) return fail(std::move(created));
        const archive::ClinicFolder folder{places_.clinic()};
        auto saved = sync::save_store_settings(env_.files, folder.store_settings(), store_);
        if (!saved) return saved;
        const auto card = importing::RootFolder(env_.files, places_.root_key()).card();
        if (!card) return fail(card.error());
        auto store = sync::open_store(env_.files, store_, card->clinic());
        if (!store) return fail(std::move(store));
        auto signed_one =
            importing::sign_and_publish(places_.config(), places_.root_key(), **store, desk());
        if (!signed_one) return fail(std::move(signed_one));
        return {};
    }

    Status enrol() {
        for (unsigned number = 1; number <= settings_.kiosks; ++number) {
            auto enrolled =
                importing::enrol_kiosk(places_.kiosk(number), places_.root_key(), store_,
                                       fmt::format("Tablet {}", number), std::string(kPin), desk());
            if (!enrolled) return fail(std::move(enrolled));
            auto tablet = kiosk::Tablet::open(places_.kiosk(number), "kioskctl demo", env_.files,
                                              clock_, env_.random);
            if (!tablet) return fail(std::move(tablet));
            tablets_.push_back(std::move(*tablet));
        }
        return {};
    }

    Status see_patients() {
        const UnixMs first = clock_.now();
        std::vector<std::unique_ptr<kiosk::JournalKeeper>> keepers;
        std::vector<std::unique_ptr<kiosk::Desk>> desks;
        for (auto& tablet : tablets_) {
            auto keeper = tablet->make_keeper();
            if (!keeper) return fail(std::move(keeper));
            keepers.push_back(std::move(*keeper));
            desks.push_back(
                std::make_unique<kiosk::Desk>(tablet->config(), *keepers.back(), clock_));
        }
        for (unsigned patient = 0; patient < settings_.patients; ++patient) {
            clock_.set(first + kMsAPatient * patient);
            auto visit = simulate_visit(*desks[patient % desks.size()], random_, {},
                                        [this](std::int64_t ms) { clock_.pass(ms); });
            if (!visit) return fail(std::move(visit));
            result_.visits.push_back(std::move(*visit));
        }
        return {};
    }

    Status write_answers() {
        std::string lines;
        for (const SimulatedVisit& visit : result_.visits) lines += to_ndjson(visit) + "\n";
        return env_.files.write(places_.answers(), as_bytes(lines), Access::Owner);
    }

    Status sync_all() {
        for (auto& tablet : tablets_) {
            auto done = tablet->sync_once();
            if (!done) return fail(std::move(done));
        }
        return {};
    }

    Status import() {
        auto archive = archive::Archive::open(archive::ClinicFolder{places_.clinic()}, env_.files,
                                              env_.clock, env_.random, "kioskctl demo");
        if (!archive) return fail(std::move(archive));
        if (auto unlocked = (*archive)->unlock(as_bytes(passphrase_)); !unlocked) return unlocked;
        auto store = sync::open_store(env_.files, store_, (*archive)->clinic());
        if (!store) return fail(std::move(store));
        auto imported = import_once(env_, **archive, **store);
        if (!imported) return fail(std::move(imported));
        result_.imported = std::move(*imported);
        // The archive was empty: what it had already came by a try that the network broke off.
        result_.imported.imported += std::exchange(result_.imported.already, 0);
        return {};
    }

    [[nodiscard]] importing::Desk desk() { return {env_.files, clock_, env_.random}; }

    Environment& env_;
    const DemoSettings& settings_;
    const DemoFolder places_;
    sync::StoreSettings store_;
    DemoClock clock_;
    DemoRandom random_;
    std::string passphrase_;
    std::vector<std::unique_ptr<kiosk::Tablet>> tablets_;
    DemoResult result_;
};

}  // namespace

Result<DemoResult> run_demonstration(Environment& environment, const DemoSettings& settings) {
    return Demonstration(environment, settings).run();
}

}  // namespace spine::tool
