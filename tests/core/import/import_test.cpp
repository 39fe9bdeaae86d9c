// From tablets through a store into the archive, and every way in which that goes wrong.
#include <catch2/catch.hpp>
#include <new>

#include "clinic_world.h"
#include "crypto/revocation.h"
#include "crypto/tombstone.h"
#include "support/delegating_store.h"

using namespace spine;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

using Answers = std::map<std::string, std::string, std::less<>>;

archive::Response only(ClinicWorld& world, const std::string& code) {
    const auto rows = world.archive->find_code(code);
    REQUIRE(rows);
    REQUIRE(rows->size() == 1);
    auto response = world.archive->response(rows->at(0).place.ref());
    if (!response) FAIL(response.error().sentence());
    return *response;
}

// A store whose client runs out of memory in the middle of a run.
class ThrowingStore final : public test::DelegatingStore {
  public:
    using DelegatingStore::DelegatingStore;
    [[nodiscard]] Result<Bytes> get(std::string_view place, std::string_view name,
                                    std::uint64_t limit) override {
        if (place == sync::places::bundles) throw std::bad_alloc();
        return DelegatingStore::get(place, name, limit);
    }
};

}  // namespace

TEST_CASE("an import that is thrown out of its run keeps no copy of the clinic's key") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    ThrowingStore store(*world.store);
    importing::Importer importer(*world.archive, store, world.clock, {});
    CHECK_THROWS_AS(importer.run(), std::bad_alloc);
    CHECK_FALSE(importer.holds_key());
    CHECK(world.import().imported == 1);
}

TEST_CASE("what patients answered on two tablets is what the clinic reads, item by item") {
    ClinicWorld world;
    WorldTablet one(world, "Tablet 1", 1), two(world, "Tablet 2", 2);
    one.patient("131873", {{"pain.now", "7"}, {"signs.a", "[\"none\"]"}});
    one.patient("100009", {{"pain.now", "null"}});
    two.patient("200002", {{"words", "\"et håb\""}});
    CHECK(one.sync().sent == 2);
    CHECK(two.sync().sent == 1);
    const auto result = world.import();
    CHECK(result.imported == 3);
    CHECK(result.refused.empty());
    CHECK(result.forks.empty());
    CHECK(result.gaps.empty());
    CHECK(only(world, "131873").answers == Answers{{"pain.now", "7"}, {"signs.a", "[\"none\"]"}});
    CHECK(only(world, "200002").answers == Answers{{"words", "\"et håb\""}});
    CHECK(world.archive->rows()->at(0).summary.tablet == "Tablet 1");
    CHECK(world.import().already == 3);
}

TEST_CASE("a tablet deletes only after the clinic's receipt and its retention") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    CHECK(tablet.sync().receipts == 0);
    world.clock.advance_ms(100 * 3'600'000LL);
    CHECK(tablet.sync().deleted == 0);
    CHECK(world.import().imported == 1);
    CHECK(tablet.sync().receipts == 1);
    world.clock.advance_ms(25 * 3'600'000LL);
    CHECK(tablet.sync().deleted == 1);
}

TEST_CASE("a bundle with a byte changed is kept aside and the others are imported") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    const auto victim = world.stored("bundles").at(0);
    const std::string sound = test::slurp(victim);
    tablet.patient("100009", {{"pain.now", "3"}});
    tablet.sync();
    const std::size_t at = GENERATE(0U, 20U, 60U, 110U, 300U, 430U, 700U, 20000U, 33300U, 33434U);
    std::string altered = sound;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    test::spit(victim, altered);
    const auto result = world.import();
    CHECK(result.imported == 1);
    REQUIRE(result.refused.size() == 1);
    CHECK(result.refused[0].object == victim.filename());
    const auto aside = world.archive->quarantine();
    REQUIRE(aside);
    REQUIRE(aside->size() == 1);
    CHECK(aside->at(0).cause == result.refused[0].cause);
    CHECK(as_text(world.archive->quarantined(aside->at(0).object).value()) == altered);
    CHECK(world.archive->rows()->size() == 1);
    CHECK(tablet.sync().receipts == 1);
}

TEST_CASE("a bundle stored under another name is refused by that name") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    const auto bundle = world.stored("bundles").at(0);
    std::filesystem::rename(bundle, bundle.parent_path() / std::string(64, 'a'));
    const auto result = world.import();
    REQUIRE(result.refused.size() == 1);
    CHECK(result.refused[0].cause == "name-wrong");
    CHECK(world.archive->rows()->empty());
}

TEST_CASE("a tablet that nobody admitted waits in quarantine until it is admitted") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1, false);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    CHECK(world.import().refused.at(0).cause == "device-unknown");
    tablet.admit();
    CHECK(world.import().imported == 1);
    CHECK(world.archive->quarantine()->empty());
}

TEST_CASE("a revoked tablet's new sessions are kept aside, what was seen before stays") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    CHECK(world.import().imported == 1);
    world.put(
        crypto::make_revocation(
            {world.id, crypto::device_id_of(world.id, tablet.key.public_key), world.clock.now()},
            world.root.secret_key)
            .value());
    tablet.patient("100009", {{"pain.now", "3"}});
    CHECK(tablet.sync().revoked);
    const auto result = world.import();
    CHECK(result.refused.at(0).cause == "device-revoked");
    CHECK(world.archive->rows()->size() == 1);
}

TEST_CASE("a session under a configuration that the root did not sign is kept aside") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    world.configuration.bytes[0] ^= 1U;
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    CHECK(world.import().refused.at(0).cause == "configuration-unknown");
}

TEST_CASE("an early upload is shown at once and extended by what follows") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    auto session = tablet.begin("131873");
    test::append(session, test::answered("signs.a", "[\"urine\"]"));
    REQUIRE(session.upload_early());
    tablet.sync();
    CHECK(world.import().imported == 1);
    CHECK(world.archive->rows()->at(0).summary.status == crypto::SessionStatus::Open);
    test::append(session, test::answered("pain.now", "7"));
    REQUIRE(session.finish(crypto::SessionStatus::Stopped));
    tablet.sync();
    const auto result = world.import();
    CHECK(result.extended == 1);
    CHECK(result.forks.empty());
    CHECK(only(world, "131873").answers == Answers{{"pain.now", "7"}, {"signs.a", "[\"urine\"]"}});
    CHECK(world.archive->rows()->at(0).summary.status == crypto::SessionStatus::Stopped);
}

TEST_CASE("stop and delete after an early upload makes the clinic forget") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    auto session = tablet.begin_early("131873");
    world.import();
    const auto id = world.archive->rows()->at(0).place.ref();
    REQUIRE(session.withdraw());
    tablet.sync();
    world.import();
    CHECK(world.archive->rows()->empty());
    CHECK(world.archive->response(id).error().cause == archive::causes::session_unknown);
    CHECK(world.import().gaps.empty());
}

TEST_CASE("a missing session shows as a gap, a tablet restored from a backup as a fork") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    std::filesystem::remove(world.stored("bundles").at(0));
    tablet.patient("100009", {{"pain.now", "3"}});
    tablet.sync();
    const auto result = world.import();
    CHECK(result.imported == 1);
    REQUIRE(result.gaps.size() == 1);
    CHECK(result.gaps[0].counter == 1);
}

TEST_CASE("an erased response is unreadable, and its bundle does not bring it back") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    world.import();
    const auto session = world.archive->rows()->at(0).place.ref();
    REQUIRE(world.archive->erase(session));
    CHECK(world.archive->rows()->empty());
    CHECK_FALSE(world.archive->response(session));
    CHECK(world.import().already == 1);
    CHECK(world.archive->rows()->empty());
    CHECK(tablet.sync().deleted == 1);
}

TEST_CASE("what another computer of the clinic erased is erased here, too") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.patient("100009", {{"pain.now", "3"}});
    tablet.sync();
    CHECK(world.import().imported == 2);
    const auto place = world.archive->find_code("131873")->at(0).place;
    const crypto::Signer other(world.computer.secret_key);
    const auto tombstone_of = [&](const crypto::DeviceId& device) {
        return crypto::make_tombstone({world.id, crypto::device_id_of(world.id, other.public_key()),
                                       1, device, place.session},
                                      other);
    };
    // One that names another tablet is not about this session.
    world.put(tombstone_of({}));
    world.import();
    CHECK(world.archive->rows()->size() == 2);
    std::filesystem::remove(world.stored("objects").at(0).parent_path() /
                            crypto::hash(tombstone_of({})).hex());
    world.put(tombstone_of(place.device));
    CHECK(world.import().imported == 0);
    REQUIRE(world.archive->rows()->size() == 1);
    CHECK(world.archive->rows()->at(0).summary.code == "100009");
    CHECK_FALSE(world.archive->response(place.ref()));
    CHECK(world.archive->audit()->back().what == "erased elsewhere");
    // Its place in the chain stays: no gap.
    CHECK(world.import().gaps.empty());
}

TEST_CASE("review marks reach the store and undo names what it undoes") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    world.import();
    const auto session = world.archive->rows()->at(0).place.ref();
    REQUIRE(world.archive->mark_reviewed(session));
    CHECK(world.archive->rows()->at(0).marks.reviewed);
    CHECK(world.archive->rows()->at(0).marks.reviewed_by == "Dr Lind");
    const auto before = world.stored("objects").size();
    world.import();
    CHECK(world.stored("objects").size() == before + 1);
    REQUIRE(world.archive->undo_reviewed(session));
    CHECK_FALSE(world.archive->rows()->at(0).marks.reviewed);
    REQUIRE(world.archive->take_over(session));
    CHECK(world.archive->rows()->at(0).marks.taken_over);
}

TEST_CASE("an archive opens with each slot's passphrase and with no other") {
    ClinicWorld world;
    REQUIRE(world.archive->add_slot(
        {{"R. Holm", archive::Role::Researcher}, as_bytes("second one"), test::kSmallCost}));
    world.reopen();
    CHECK(world.archive->rows().error().cause == archive::causes::archive_locked);
    CHECK(world.archive->unlock(as_bytes("wrong")).error().cause ==
          archive::causes::passphrase_wrong);
    CHECK(world.archive->locked());
    REQUIRE(world.archive->unlock(as_bytes("second one")));
    CHECK(world.archive->user().roles == archive::Role::Researcher);
    world.archive->lock();
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    const auto trail = world.archive->audit();
    REQUIRE(trail);
    CHECK(trail->back().who == "Dr Lind");
}
