// What goes once its time is over, from where, and by whose clock.
#include "import/retention.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "clinic_world.h"
#include "crypto/manifest.h"
#include "crypto/receipt.h"
#include "crypto/request.h"
#include "crypto/tombstone.h"
#include "import/admitting.h"
#include "import/rebuild.h"
#include "import/verify.h"

using namespace spine;
using importing::kDayMs;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

// A clinic that keeps answers for ninety days, unless it says otherwise; a patient on day 0.
struct Keeping {
    explicit Keeping(const std::string& rule = "archive_days = 90") {
        sign("[retention]\n" + rule + "\n");
        patient("131873");
    }
    void sign(const std::string& kiosk_toml) {
        const auto content = world.folder / "configuration";
        std::filesystem::create_directories(content);
        REQUIRE(world.files.write(content / "kiosk.toml", as_bytes(kiosk_toml), Access::Everyone));
        crypto::Manifest manifest;
        manifest.clinic = world.id;
        manifest.version = ++version;
        manifest.root = world.root.public_key;
        manifest.clinic_key = world.clinic_key.public_key;
        manifest.recovery_key = world.recovery.public_key;
        manifest.files.push_back(
            {"kiosk.toml", kiosk_toml.size(), crypto::file_hash(world.id, as_bytes(kiosk_toml))});
        const Bytes bytes = crypto::make_manifest(manifest, world.root.secret_key).value();
        world.configuration = crypto::configuration_hash(bytes);
        REQUIRE(sync::publish_configuration(*world.store, world.files, content, bytes,
                                            world.root.public_key));
    }
    importing::ImportResult patient(const std::string& code) {
        tablet.patient(code, {{"pain.now", "7"}});
        tablet.sync();
        return world.import();
    }
    void pass(std::int64_t days) { world.clock.advance_ms(days * kDayMs); }
    [[nodiscard]] std::set<std::string> codes() {
        std::set<std::string> out;
        const auto rows = world.archive->rows().value();
        for (const auto& row : rows) out.insert(row.summary.code);
        return out;
    }
    [[nodiscard]] std::size_t said(std::string_view what) {
        const auto trail = world.archive->audit().value();
        return static_cast<std::size_t>(
            std::count_if(trail.begin(), trail.end(),
                          [&](const archive::AuditEntry& entry) { return entry.what == what; }));
    }
    [[nodiscard]] bool sound() {
        const auto report =
            importing::verify_clinic(*world.archive, world.files, *world.store).value();
        for (const auto& device : report.devices) UNSCOPED_INFO(device.cause << device.object);
        for (const auto& object : report.objects) UNSCOPED_INFO(object.cause << object.object);
        return report.sound();
    }
    // A further computer that was admitted and has imported.
    [[nodiscard]] std::unique_ptr<archive::Archive> join() {
        const auto asked = importing::request_computer(
            {world.folder / "second",
             "Computer 2",
             {{"Dr Berg", archive::Role::Clinician}, as_bytes("another one"), test::kSmallCost}},
            world.root.public_key, {world.files, world.clock, world.random});
        const auto request = crypto::verify_request(asked->request).value();
        world.put(crypto::make_admission({world.id, request.role, request.signing, request.sealing,
                                          request.attention, 0, world.clock.now(), request.name},
                                         world.root.secret_key)
                      .value());
        world.import();  // passes the clinic's key on
        auto second = archive::Archive::open({world.folder / "second"}, world.files, world.clock,
                                             world.random);
        REQUIRE((*second)->unlock(as_bytes("another one")));
        return std::move(*second);
    }
    [[nodiscard]] importing::ImportResult import(archive::Archive& archive) {
        return importing::Importer(archive, *world.store, world.clock, {}).run().value();
    }

    ClinicWorld world;
    WorldTablet tablet{world, "Tablet 1", 1};
    std::uint64_t version = 1;
};

// Its user may write and not delete.
class UndeletingStore final : public sync::Store {
  public:
    explicit UndeletingStore(sync::Store& under) : under_(under) {}
    [[nodiscard]] Result<sync::Put> put(std::string_view place, std::string_view name,
                                        ByteView content) override {
        return under_.put(place, name, content);
    }
    [[nodiscard]] Result<Bytes> get(std::string_view place, std::string_view name,
                                    std::uint64_t limit) override {
        return under_.get(place, name, limit);
    }
    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view place) override {
        return under_.list(place);
    }
    [[nodiscard]] Status remove(std::string_view, std::string_view) override {
        return fail(sync::causes::store_denied, "The server refuses.", "Ask who runs it.");
    }
    [[nodiscard]] std::string address() const override { return under_.address(); }

  private:
    sync::Store& under_;
};

}  // namespace

TEST_CASE(
    "answers go from archive and store once the clinic's retention is over, not a day before") {
    Keeping clinic;
    const auto bundle = clinic.world.stored("bundles").at(0);
    const std::string sealed = test::slurp(bundle);
    clinic.pass(89);
    CHECK(clinic.patient("100009").expired == 0);
    CHECK(clinic.codes().size() == 2);
    clinic.pass(1);
    const auto result = clinic.patient("200002");
    CHECK(result.expired == 1);
    CHECK(result.taken_out == 1);
    CHECK(result.refused.empty());
    CHECK(clinic.codes() == std::set<std::string>{"100009", "200002"});
    CHECK(clinic.said("retention ended") == 1);
    CHECK_FALSE(std::filesystem::exists(bundle));
    CHECK(clinic.world.stored("bundles").size() == 2);
    CHECK(clinic.sound());
    CHECK(result.gaps.empty());
    // Who has kept a copy cannot bring it back.
    std::ofstream(bundle, std::ios::binary) << sealed;
    const auto again = clinic.world.import();
    CHECK(again.expired == 0);
    CHECK(clinic.codes().size() == 2);
    CHECK_FALSE(std::filesystem::exists(bundle));
    CHECK(clinic.sound());
}

TEST_CASE("a tablet that still has the answers lets them go, too") {
    Keeping clinic;
    auto waiting = clinic.tablet.begin_early("100009");
    REQUIRE(waiting.finish(crypto::SessionStatus::Complete));
    clinic.world.import();
    clinic.pass(100);
    // It was switched off meanwhile: it has not kept the receipts for a day, as it would have to.
    WorldTablet other(clinic.world, "Tablet 2", 2);
    other.patient("200002", {});
    other.sync();
    CHECK(clinic.world.import().expired == 2);
    CHECK(clinic.codes() == std::set<std::string>{"200002"});
    CHECK(clinic.tablet.sync().deleted == 2);
}

TEST_CASE("without a rule, or by one that does not hold, nothing goes") {
    const auto* const rule =
        GENERATE("kiosk_days = 1", "archive_days = 1", "archive_days = \"90\"", "archive_day = 90");
    Keeping clinic(rule);
    clinic.pass(20'000);
    const auto result = clinic.patient("100009");
    CHECK(result.expired == 0);
    CHECK(result.taken_out == 0);
    CHECK(clinic.codes().size() == 2);
}

TEST_CASE("the newest rule counts, and no older one that a store shows instead") {
    Keeping clinic;
    clinic.sign("[retention]\narchive_days = 3650\n");
    clinic.pass(100);
    CHECK(clinic.patient("100009").expired == 0);
    std::filesystem::path newest;
    for (const auto& file : clinic.world.stored("configs"))
        if (file.filename() == clinic.world.configuration.hex()) newest = file;
    REQUIRE(std::filesystem::remove(newest));
    CHECK(clinic.world.import().expired == 0);
    CHECK(clinic.codes().size() == 2);
}

TEST_CASE("a rule that was made shorter says for a week what it will take, and takes nothing") {
    Keeping clinic("archive_days = 3650");
    clinic.pass(100);
    clinic.sign("[retention]\narchive_days = 90\n");
    const auto said = clinic.patient("100009");
    CHECK(said.expired == 0);
    CHECK(said.expiring == 1);
    CHECK(said.expiring_at == clinic.world.clock.now() + importing::kRuleWaitsMs);
    clinic.pass(6);
    // Whoever sees the slip in time loses nothing.
    const bool seen = GENERATE(true, false);
    if (seen) clinic.sign("[retention]\narchive_days = 900\n");
    CHECK(clinic.patient("200002").expired == 0);
    clinic.pass(1);
    CHECK(clinic.patient("300008").expired == (seen ? 0 : 1));
    CHECK(clinic.codes().size() == (seen ? 4 : 3));
}

TEST_CASE("a computer whose clock is ahead takes nothing away before a tablet's bears it out") {
    Keeping clinic;
    clinic.pass(3650);
    const auto doubted = clinic.world.import();
    CHECK(doubted.expired == 0);
    CHECK(doubted.clock_doubted);
    CHECK(clinic.codes().size() == 1);
    // The clock was right: the clinic had been closed.
    const auto borne_out = clinic.patient("100009");
    CHECK(borne_out.expired == 1);
    CHECK_FALSE(borne_out.clock_doubted);
}

TEST_CASE("what counts as now needs two clocks that say so") {
    const UnixMs day = kDayMs;
    const UnixMs now = 20'000 * day;
    const UnixMs told = now - day;
    // Right, ahead, behind.
    CHECK(importing::ending_time(told, now) == now);
    CHECK(importing::ending_time(told, now + 1000 * day) == now + 6 * day);
    CHECK(importing::ending_time(told, now - 50 * day) == now - 50 * day);
    CHECK(importing::borne_out(told, now));
    CHECK(importing::borne_out(told, now - 50 * day));
    CHECK_FALSE(importing::borne_out(told, now + 7 * day));
    CHECK_FALSE(importing::borne_out(0, now));
    CHECK(importing::arrival_time(0, now) == now);
    // What came under a clock that was put back does not seem old later.
    CHECK(importing::arrival_time(told, 0) == told);
    // A tablet that is ahead of us bears nothing out; one that is behind turns nothing back.
    CHECK(importing::told_with(told, now + 2 * day, now) == told);
    CHECK(importing::told_with(told, now + day / 2, now) == now + day / 2);
    CHECK(importing::told_with(told, 5, now) == told);
    // Two that were both ahead are put right by two that agree, and by no single one.
    CHECK(importing::told_with(now + 900 * day, now, now) == now);
    CHECK(importing::told_with(now + 900 * day, now - 2 * day, now) == now + 900 * day);
}

TEST_CASE(
    "a computer that joins under a clock that is behind takes nothing away when it is put right") {
    Keeping clinic;
    clinic.pass(20);
    clinic.patient("100009");
    const std::int64_t behind = GENERATE(91, 4000);
    clinic.pass(-behind);
    auto second = clinic.join();
    CHECK(clinic.import(*second).imported == 2);
    clinic.pass(behind);
    clinic.tablet.patient("200002", {});
    clinic.tablet.sync();
    CHECK(clinic.import(*second).expired == 0);
    CHECK(clinic.import(*second).expired == 0);
    clinic.pass(8);
    clinic.tablet.patient("300008", {});
    clinic.tablet.sync();
    CHECK(clinic.import(*second).expired == 0);
    CHECK(second->answered()->size() == 4);
}

TEST_CASE(
    "what was noted of erased sessions is not written again, nor does it replace what is known") {
    Keeping clinic("store_days = 3650");
    clinic.patient("100009");
    clinic.patient("200002");
    auto& archive = *clinic.world.archive;
    REQUIRE(archive.erase(archive.find_code("100009")->at(0).place.ref()));
    const auto before = archive.places().value();
    // A session that nobody can explain.
    std::filesystem::remove(clinic.world.stored("bundles").at(0));
    clinic.world.put(crypto::make_tombstone(
        {clinic.world.id, clinic.world.computer_id(), 77, clinic.tablet.id(), crypto::SessionId{}},
        crypto::Signer(clinic.world.computer.secret_key)));
    clinic.world.import();
    clinic.world.import();
    CHECK(archive.places().value() == before);
}

TEST_CASE("a server that lets nobody delete stops no import") {
    Keeping clinic("kiosk_days = 1");
    auto& archive = *clinic.world.archive;
    REQUIRE(archive.erase(archive.find_code("131873")->at(0).place.ref()));
    clinic.tablet.patient("100009", {});
    clinic.tablet.sync();
    UndeletingStore store(*clinic.world.store);
    const auto result = importing::Importer(archive, store, clinic.world.clock, {}).run();
    REQUIRE(result);
    CHECK(result->imported == 1);
    REQUIRE(result->refused.size() == 1);
    CHECK(result->refused[0].cause == "store-denied");
}

TEST_CASE("what was explained by a computer that is revoked is a gap again") {
    Keeping clinic("kiosk_days = 1");
    clinic.patient("100009");
    // A thief of its key says that it took and erased what it hides from the others.
    const crypto::SignPair thief = crypto::make_sign_pair(clinic.world.random);
    clinic.world.admit_computer(thief.public_key, "Computer 3");
    const crypto::DeviceId id = crypto::device_id_of(clinic.world.id, thief.public_key);
    crypto::SessionId made_up;
    made_up.bytes.fill(7);
    clinic.tablet.patient("200002", {});
    clinic.tablet.patient("300008", {});
    clinic.tablet.sync();
    for (const auto& file : clinic.world.stored("bundles")) {
        const std::string bytes = test::slurp(file);
        if (crypto::outline_bundle(as_bytes(bytes))->header.counter == 3)
            std::filesystem::remove(file);
    }
    clinic.world.put(crypto::make_tombstone({clinic.world.id, id, 5, clinic.tablet.id(), made_up},
                                            crypto::Signer(thief.secret_key)));
    REQUIRE(sync::put_object(
        *clinic.world.store, sync::places::receipts(clinic.tablet.id()),
        crypto::make_receipt({clinic.world.id, id, clinic.tablet.id(), made_up, 3, {}},
                             crypto::Signer(thief.secret_key))));
    CHECK(clinic.world.import().gaps.empty());
    clinic.world.revoke(id);
    const auto after = clinic.world.import();
    REQUIRE(after.gaps.size() == 1);
    CHECK(after.gaps[0].counter == 3);
    CHECK(after.taken_out_before == 0);
}

TEST_CASE(
    "what came while the clinic's clock was wrong has its time from then on that it is right") {
    Keeping clinic;
    const bool ahead = GENERATE(true, false);
    const std::int64_t wrong = ahead ? 4000 : -4000;
    // The tablets' clocks are right.
    clinic.tablet.patient("100009", {});
    clinic.tablet.sync();
    clinic.pass(wrong);
    CHECK(clinic.world.import().imported == 1);
    clinic.pass(-wrong + 80);
    CHECK(clinic.patient("200002").expired == 0);
    CHECK(clinic.codes().size() == 3);
    clinic.pass(11);
    CHECK(clinic.patient("300008").expired == (ahead ? 1 : 2));
    clinic.pass(90);
    CHECK(clinic.patient("300107").expired == (ahead ? 3 : 2));
}

TEST_CASE("the bundle of an erased patient goes from the store, and nobody takes that for a gap") {
    Keeping clinic("kiosk_days = 1");
    const auto bundle = clinic.world.stored("bundles").at(0);
    clinic.patient("100009");
    auto& archive = *clinic.world.archive;
    REQUIRE(archive.erase(archive.find_code("131873")->at(0).place.ref()));
    CHECK(std::filesystem::exists(bundle));
    const auto result = clinic.world.import();
    CHECK(result.taken_out == 1);
    CHECK_FALSE(std::filesystem::exists(bundle));
    CHECK(clinic.sound());
    CHECK(importing::verify_store(*clinic.world.store, clinic.world.root.public_key,
                                  &clinic.world.clinic_key.secret_key)
              ->sound());
    // Nor does a computer that never saw it.
    auto second = clinic.join();
    const auto there = clinic.import(*second);
    CHECK(there.imported == 1);
    CHECK(there.taken_out_before == 1);
    CHECK(there.gaps.empty());
    CHECK(there.forks.empty());
    CHECK(importing::verify_clinic(*second, clinic.world.files, *clinic.world.store)->sound());
}

TEST_CASE("a bundle that goes without the clinic's word is a gap") {
    Keeping clinic("kiosk_days = 1");
    std::filesystem::remove(clinic.world.stored("bundles").at(0));
    clinic.patient("100009");
    CHECK_FALSE(clinic.sound());
    auto second = clinic.join();
    const auto there = clinic.import(*second);
    CHECK(there.taken_out_before == 0);
    REQUIRE(there.gaps.size() == 1);
    CHECK(there.gaps[0].counter == 1);
}

TEST_CASE("of a patient who stopped and deleted the store keeps the end and nothing before it") {
    Keeping clinic;
    auto session = clinic.tablet.begin_early("100009");
    clinic.world.import();
    CHECK(clinic.world.stored("bundles").size() == 2);
    REQUIRE(session.finish(crypto::SessionStatus::Withdrawn));
    clinic.tablet.sync();
    const auto result = clinic.world.import();
    CHECK(result.taken_out == 1);
    std::vector<std::uintmax_t> sizes;
    for (const auto& file : clinic.world.stored("bundles"))
        sizes.push_back(std::filesystem::file_size(file));
    std::sort(sizes.begin(), sizes.end());
    REQUIRE(sizes.size() == 2);
    CHECK(sizes[0] == 667);
    CHECK(clinic.sound());
}

TEST_CASE("a store that belongs to others gives its copy back earlier") {
    Keeping clinic("store_days = 30");
    clinic.pass(29);
    CHECK(clinic.patient("100009").taken_out == 0);
    clinic.pass(1);
    const auto result = clinic.patient("200002");
    CHECK(result.taken_out == 1);
    CHECK(result.expired == 0);
    CHECK(clinic.codes().size() == 3);
    CHECK(clinic.world.stored("bundles").size() == 2);
    CHECK(clinic.sound());
    auto second = clinic.join();
    const auto there = clinic.import(*second);
    CHECK(there.imported == 2);
    CHECK(there.taken_out_before == 1);
    CHECK(there.gaps.empty());
    CHECK(importing::verify_clinic(*second, clinic.world.files, *clinic.world.store)->sound());
    // An archive that is lost after that is not whole again: said before it is replaced.
    const auto rebuilt = importing::rebuild_archive(
        clinic.world.give_away(), clinic.world.clinic_folder, *clinic.world.store,
        clinic.world.files, clinic.world.clock, {}, importing::Losing::Refused);
    REQUIRE_FALSE(rebuilt);
    CHECK(rebuilt.error().cause == importing::causes::rebuild_would_lose);
}

TEST_CASE("a session without its receipt stays in the store, however old") {
    Keeping clinic("store_days = 30");
    auto open = clinic.tablet.begin_early("100009");
    clinic.world.import();
    clinic.pass(31);
    WorldTablet other(clinic.world, "Tablet 2", 2);
    other.patient("200002", {});
    other.sync();
    CHECK(clinic.world.import().taken_out == 1);  // the patient's of day 0
    CHECK(clinic.world.stored("bundles").size() == 2);
}

TEST_CASE("what was kept aside goes when its time is over, from the store, too") {
    Keeping clinic;
    WorldTablet stranger(clinic.world, "Tablet 9", 9, false);
    stranger.patient("300008", {});
    stranger.sync();
    CHECK(clinic.world.import().refused.size() == 1);
    CHECK(clinic.world.archive->quarantine()->size() == 1);
    clinic.pass(89);
    clinic.patient("100009");
    CHECK(clinic.world.archive->quarantine()->size() == 1);
    clinic.pass(2);
    clinic.patient("200002");
    CHECK(clinic.world.archive->quarantine()->empty());
    CHECK(clinic.said("retention ended") == 2);
    CHECK(clinic.world.stored("bundles").size() == 2);
    // It has no receipt, and sends it again: it is looked at again.
    CHECK(stranger.uploader->run());
    CHECK(clinic.world.import().refused.size() == 1);
}

TEST_CASE("an archive that is rebuilt begins no retention anew") {
    Keeping clinic;
    clinic.pass(60);
    clinic.patient("100009");
    auto rebuilt = importing::rebuild_archive(clinic.world.give_away(), clinic.world.clinic_folder,
                                              *clinic.world.store, clinic.world.files,
                                              clinic.world.clock, {}, importing::Losing::Refused);
    REQUIRE(rebuilt);
    clinic.world.reopen();
    REQUIRE(clinic.world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(clinic.codes().size() == 2);
    clinic.pass(31);
    CHECK(clinic.patient("200002").expired == 1);
    CHECK(clinic.codes() == std::set<std::string>{"100009", "200002"});
}

TEST_CASE("in an archive from before retention the time runs from the first import on") {
    Keeping clinic;
    clinic.world.alter_archive("DELETE FROM arrived");
    clinic.world.alter_archive("DELETE FROM setting WHERE name = 'arrivals-noted'");
    clinic.pass(80);
    clinic.patient("100009");
    clinic.pass(20);
    CHECK(clinic.patient("200002").expired == 0);
    clinic.pass(70);
    CHECK(clinic.patient("300008").expired == 2);
}
