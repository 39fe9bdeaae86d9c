// A computer's rotation and the power: cut off at any write, it is finished by the next one.
#include <algorithm>
#include <catch2/catch.hpp>
#include <utility>

#include "rotating_scene.h"
#include "support/delegating_files.h"
#include "support/delegating_store.h"

using namespace spine;
using test::ClinicWorld;
using Scene = test::RotatingScene;

namespace {

// The power goes at the write that brings it to zero: before the write or behind it.
struct Power {
    int writes = 0;
    bool behind = false;
    bool gone = false;
    [[nodiscard]] Status out() {
        gone = true;
        return fail(sync::causes::store_unreachable, "The power is gone.", "Begin again.");
    }
    template <typename Write>
    [[nodiscard]] Status write(const Write& done) {
        if (gone || (--writes == 0 && !behind)) return out();
        Status status = done();
        return writes == 0 ? out() : status;
    }
};

class DyingFiles final : public test::DelegatingFiles {
  public:
    DyingFiles(Files& files, Power& power) : DelegatingFiles(files), power_(power) {}
    Status write(const std::filesystem::path& file, ByteView content, Access access) override {
        return power_.write([&] { return DelegatingFiles::write(file, content, access); });
    }
    Status create(const std::filesystem::path& file, ByteView content, Access access) override {
        return power_.write([&] { return DelegatingFiles::create(file, content, access); });
    }
    Status make_folders(const std::filesystem::path& folder) override {
        return power_.write([&] { return DelegatingFiles::make_folders(folder); });
    }
    Status remove(const std::filesystem::path& file) override {
        return power_.write([&] { return DelegatingFiles::remove(file); });
    }

  private:
    Power& power_;
};

class DyingStore final : public test::DelegatingStore {
  public:
    DyingStore(sync::Store& store, Power& power) : DelegatingStore(store), power_(power) {}
    Result<sync::Put> put(std::string_view place, std::string_view name,
                          ByteView content) override {
        auto put = power_.write([&]() -> Status {
            auto done = DelegatingStore::put(place, name, content);
            return done ? Status() : fail(std::move(done));
        });
        if (!put) return fail(std::move(put));
        return sync::Put::Created;
    }

  private:
    Power& power_;
};

// True if the rotation came to its end before the power went.
bool rotate_until(Scene& clinic, Power power) {
    ClinicWorld& world = clinic.world;
    DyingFiles files(world.files, power);
    DyingStore store(*world.store, power);
    world.archive.reset();
    auto archive = archive::Archive::open(world.clinic_folder, files, world.clock, world.random);
    REQUIRE((*archive)->unlock(as_bytes(test::kPassphrase)));
    const auto done = importing::rotate_computer(**archive, clinic.root_folder(), store,
                                                 {files, world.clock, world.random});
    CHECK(done.has_value() == !power.gone);
    archive->reset();
    world.reopen();
    clinic.unlock();
    return done.has_value();
}

// Whatever the moment: the computer writes, and what a tablet was told counts.
void live_on(Scene& clinic, const std::string& code) {
    ClinicWorld& world = clinic.world;
    clinic.tablet.patient(code, {{"pain.now", "7"}});
    CHECK(clinic.tablet.sync().failed.empty());
    const auto imported = world.import();
    CHECK(imported.admitted);
    CHECK(imported.refused.empty());
    CHECK(imported.imported == 1);
    REQUIRE(world.archive->mark_reviewed(world.archive->find_code(code)->at(0).place.ref()));
    const auto synced = clinic.tablet.sync();
    CHECK(synced.receipts == 1);
    CHECK(synced.failed.empty());
}

}  // namespace

TEST_CASE("a computer's rotation that is cut off at any write is finished by the next one") {
    // Behind a write is before the next one, but for what the program knows of it.
    const bool behind = GENERATE(false, true), lives = GENERATE(true, false);
    if (!test::long_form() && (behind || !lives)) return;
    int writes = 0;
    for (bool finished = false; !finished;) {
        INFO("cut " << (behind ? "behind" : "before") << " write " << ++writes
                    << (lives ? ", and work goes on" : ""));
        Scene clinic;
        ClinicWorld& world = clinic.world;
        clinic.tablet.patient("131873", {{"pain.now", "7"}});
        clinic.tablet.sync();
        world.import();
        REQUIRE(world.archive->mark_reviewed(world.archive->rows()->at(0).place.ref()));
        finished = rotate_until(clinic, {writes, behind, false});
        if (lives) live_on(clinic, "100009");
        if (!finished) {
            // Who runs it again is told where that only finished what was begun.
            const bool switched = world.archive->computer() != world.computer_id();
            const auto done = clinic.rotated();
            CHECK(done.old_id == world.computer_id());
            CHECK(done.finished_earlier == switched);
        }
        CHECK(clinic.root.admissions()->size() == 2);  // old and new
        CHECK(clinic.root.revocations()->size() == 1);
        CHECK_FALSE(world.archive->former_computer()->has_value());
        REQUIRE(clinic.former().size() == 1);
        CHECK(clinic.attention_in(clinic.former()[0]) == world.attention.public_key);
        CHECK(clinic.attention_in(world.clinic_folder.attention_key()) ==
              clinic.root.admissions()->back().admission.attention);
        // A tablet that was off meanwhile, and one whose store has lost nothing, believe it all.
        clinic.tablet.uploader =
            std::make_unique<sync::Uploader>(clinic.tablet.journal->outbox(), *world.store,
                                             world.root.public_key, clinic.tablet.id());
        CHECK(clinic.tablet.sync().failed.empty());
        live_on(clinic, "200002");
        CHECK(clinic.marks("131873").reviewed);
        world.import();
        CHECK(clinic.sound());
    }
    CHECK(writes > 10);
    test::figure("a computer's rotation cut off " + std::string(behind ? "behind" : "before") +
                 " each of " + std::to_string(writes - 1) +
                 " writes: finished by the next call, one admission");
}

TEST_CASE("keys that have waited for a cut rotation longer than a day are put in use by nobody") {
    Scene clinic;
    ClinicWorld& world = clinic.world;
    // Before the root has admitted them, and behind it.
    const int writes = GENERATE(1, 3);
    REQUIRE_FALSE(rotate_until(clinic, {writes, false, false}));
    REQUIRE(world.archive->computer() == world.computer_id());
    const auto waiting = world.archive->next_computer_keys()->signing;
    const bool admitted = clinic.root.admissions()->size() == 2;
    CHECK(admitted == (writes > 2));
    const std::int64_t day = archive::kNextKeysWaitMs;
    const std::int64_t passed = GENERATE_COPY(std::int64_t{-1}, day, day + 1);
    const bool old = passed != day;
    world.clock.advance_ms(passed);
    CHECK(world.archive->next_keys_are_old().value() == old);
    const auto done = clinic.rotated();
    CHECK((world.archive->signer().value()->public_key() == waiting) == !old);
    CHECK(done.new_id == world.archive->computer());
    const auto waited = crypto::device_id_of(world.id, waiting);
    const auto revoked = clinic.root.revocations().value();
    CHECK(std::count_if(revoked.begin(), revoked.end(), [&](const auto& one) {
              return one.revocation.device == waited;
          }) == (old && admitted ? 1 : 0));
    CHECK_FALSE(world.archive->next_keys_are_old().value());
    live_on(clinic, "200002");
    CHECK(clinic.sound());
}
