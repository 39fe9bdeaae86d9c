// A tablet whose folder is put back from a backup, at any moment, and goes on. Its random source is
// not put back with it, so that no key meets a nonce twice; where it is, the same search says so.
// Both branches reach the clinic, and the fork is named.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <set>

#include "clinic_world.h"
#include "crypto/constants.h"
#include "open/session_opening.h"

using namespace spine;
using test::ClinicWorld;
using test::WorldTablet;
namespace fs = std::filesystem;

namespace {

constexpr auto kOver = fs::copy_options::recursive | fs::copy_options::overwrite_existing;

void replace(const fs::path& folder, const fs::path& with) {
    for (const auto& entry : fs::directory_iterator(folder)) fs::remove_all(entry.path());
    fs::copy(with, folder, kOver);
}

class RestoredTablet {
  public:
    explicit RestoredTablet(ClinicWorld& world) : world_(world), tablet_(world, "Tablet 1", 1) {}

    void switch_on(Random& random) {
        switch_off();
        auto opened = journal::Journal::open(
            {tablet_.place.path()}, journal::make_identity(world_.id, tablet_.key.secret_key),
            world_.clock, random, world_.files);
        if (!opened) FAIL(opened.error().sentence());
        tablet_.journal = std::move(*opened);
        tablet_.uploader = std::make_unique<sync::Uploader>(
            tablet_.journal->outbox(), *world_.store, world_.root.public_key,
            crypto::device_id_of(world_.id, tablet_.key.public_key));
    }
    void switch_off() {
        tablet_.uploader.reset();
        tablet_.journal.reset();
    }
    void back_up() { replace(backup_.path(), tablet_.place.path()); }
    void restore() { replace(tablet_.place.path(), backup_.path()); }

    // The next patient gets the next code. `in_the_middle` happens between two answers.
    template <typename Moment>
    void patient(Moment in_the_middle) {
        auto session = tablet_.begin(std::to_string(100'000 + ++patients_));
        test::append(session, test::answered("pain.now", std::to_string(patients_ % 11)));
        in_the_middle();
        test::append(session, test::answered("hope.proof", "\"3\""));
        REQUIRE(session.finish(crypto::SessionStatus::Complete));
    }
    void patients(std::uint32_t count) {
        for (std::uint32_t i = 0; i < count; ++i) patient([] {});
    }
    void sync() { tablet_.sync(); }

  private:
    ClinicWorld& world_;
    WorldTablet tablet_;
    test::TemporaryFolder backup_;
    int patients_ = 0;
};

struct Outcome {
    std::size_t repeated = 0, records = 0, bundles = 0;
    std::set<std::string> sessions;
};

// Every pair of key and nonce in the store: one that stands for two different records is repeated.
Outcome look(const ClinicWorld& world) {
    Outcome outcome;
    const opening::SessionOpener opener(world.id, world.clinic_key.secret_key.copy());
    std::map<Bytes, Bytes> seen;
    for (const fs::path& file : world.stored("bundles")) {
        const std::string content = test::slurp(file);
        const auto outline = crypto::outline_bundle(as_bytes(content)).value();
        ++outcome.bundles;
        outcome.sessions.insert(outline.header.session.hex());
        const auto key = opener.open_key(outline.header).value();
        for (std::size_t at = 0; at < outline.records.size(); at += crypto::kRecordSize) {
            const ByteView record = outline.records.subspan(at, crypto::kRecordSize);
            Bytes pair(key.view().begin(), key.view().end());
            pair.insert(pair.end(), record.begin(), record.begin() + crypto::kNonceSize);
            const Bytes whole(record.begin(), record.end());
            const auto [found, fresh] = seen.emplace(std::move(pair), whole);
            ++outcome.records;
            if (!fresh && found->second != whole) ++outcome.repeated;
        }
    }
    return outcome;
}

// Some patients, a backup, with chance in the middle of a patient's walk; more patients; the backup
// put back; more patients again. `after` is what the tablet draws from before and after that.
void live_twice(RestoredTablet& tablet, Random& first, Random& after, Random& dice) {
    tablet.switch_on(first);
    tablet.patients(dice.below(3));
    if (dice.below(2) == 0) {
        tablet.patient([&] { tablet.back_up(); });
    } else {
        tablet.switch_off();
        tablet.back_up();
        tablet.switch_on(first);
    }
    tablet.patients(1 + dice.below(2));
    tablet.sync();
    tablet.switch_off();
    tablet.restore();
    tablet.switch_on(after);
    tablet.patients(1 + dice.below(2));
    tablet.sync();
}

}  // namespace

TEST_CASE("a tablet put back from a backup repeats no key and nonce, forks, and loses no branch") {
    const int runs = test::long_form() ? 1'000 : 8;
    std::size_t records = 0;
    for (int run = 0; run < runs; ++run) {
        INFO("run " << run);
        ClinicWorld world;
        RestoredTablet tablet(world);
        test::SeededRandom dice(static_cast<std::uint64_t>(run));
        live_twice(tablet, world.random, world.random, dice);
        const Outcome outcome = look(world);
        CHECK(outcome.repeated == 0);
        records += outcome.records;
        const auto result = world.import();
        CHECK(!result.forks.empty());
        // A session that the backup cut in two has two ends: both are in the archive.
        CHECK(world.archive->rows()->size() == outcome.sessions.size());
        CHECK(result.branches == outcome.bundles - outcome.sessions.size());
        CHECK(world.archive->answered_branches()->size() == result.branches);
        CHECK(result.refused.empty());
    }
    test::figure(std::to_string(runs) + " backups put back, " + std::to_string(records) +
                 " records: 0 repeated keys and nonces, each a fork, both branches kept");
}

TEST_CASE("control: a tablet whose random source is put back, too, repeats keys and nonces") {
    for (int run = 0; run < (test::long_form() ? 50 : 3); ++run) {
        INFO("run " << run);
        ClinicWorld world;
        RestoredTablet tablet(world);
        // Drawn from anew when the backup is put back: what a clone of a machine's state does.
        test::SeededRandom first(7), again(7), dice(static_cast<std::uint64_t>(run));
        tablet.switch_on(first);
        tablet.switch_off();
        tablet.back_up();
        tablet.switch_on(first);
        tablet.patients(1 + dice.below(2));
        tablet.sync();
        tablet.switch_off();
        tablet.restore();
        tablet.switch_on(again);
        tablet.patients(1);
        tablet.sync();
        CHECK(look(world).repeated > 0);
    }
}
